package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parquet files as rows of text.
class ParquetTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Path file(String query) throws SQLException {
        Path file = folder.resolve("it's.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet)");
        }
        return file;
    }

    @Test
    void everyTypeComesAsTextAndStructuresAsDottedColumns() throws SQLException {
        Path file = file("""
                SELECT 7 AS "the id", 'it''s 茶' AS item, TIMESTAMP '2026-01-05 10:00:00.5' AS at, DATE '2026-01-05' AS day,
                  12.50::DECIMAL(8, 2) AS amount, 0.1::DOUBLE AS share, true AS gift, NULL::VARCHAR AS gone,
                  ['a', 'b'] AS tags, {'city': '杭州', 'place': {'x': 1.5}} AS shop, [{'n': 1}] AS lines,
                  TIMESTAMPTZ '2026-01-05 10:00:00+08' AS exact""");
        try (Rows rows = new ParquetFormat().open(file, Mapping.Format.DETECTED)) {
            assertThat(rows.columns())
                    .containsExactly(
                            "the id",
                            "item",
                            "at",
                            "day",
                            "amount",
                            "share",
                            "gift",
                            "gone",
                            "tags",
                            "shop.city",
                            "shop.place.x",
                            "lines",
                            "exact");
            assertThat(rows.next())
                    .isEqualTo(new Rows.Row(
                            1,
                            List.of(
                                    "7",
                                    "it's 茶",
                                    "2026-01-05 10:00:00.5",
                                    "2026-01-05",
                                    "12.50",
                                    "0.1",
                                    "true",
                                    "",
                                    "[\"a\",\"b\"]",
                                    "杭州",
                                    "1.5",
                                    "[{\"n\":1}]",
                                    "2026-01-05 02:00:00+00")));
            assertThat(rows.next()).isNull();
        }
    }

    @Test
    void rowsComeInTheOrderOfTheFileAndProgressIsTold() throws SQLException {
        Path file = file("SELECT i FROM range(200000) AS t(i)");
        try (Rows rows = new ParquetFormat().open(file, Mapping.Format.DETECTED)) {
            List<String> all = new ArrayList<>();
            for (Rows.@Nullable Row row = rows.next(); row != null; row = rows.next()) {
                all.add(row.fields().getFirst());
            }
            assertThat(all).hasSize(200_000);
            assertThat(all.get(123_456)).isEqualTo("123456");
            assertThat(rows.bytesRead()).isEqualTo(rows.bytesInAll());
        }
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.parquet"), "PAR1 and no more");
        assertThatThrownBy(() -> new ParquetFormat().open(file, Mapping.Format.DETECTED))
                .hasMessageStartingWith("FILE_DAMAGED");
    }
}

package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stores of earlier programs, made of the tables as those programs made them.
class UpgradeTest {
    @TempDir
    private Path folder = Path.of("");

    private static final String LOADS = """
            CREATE TABLE load (number INTEGER NOT NULL, source VARCHAR NOT NULL, file VARCHAR NOT NULL,
              started_at TIMESTAMP NOT NULL, seconds DOUBLE NOT NULL, rows BIGINT NOT NULL, duplicates BIGINT NOT NULL,
              first_event TIMESTAMP, last_event TIMESTAMP)""";
    private static final String LAKE = """
            CREATE TABLE lake_file (path VARCHAR NOT NULL, month DATE NOT NULL, anonymous BOOLEAN NOT NULL,
              rows BIGINT NOT NULL, columns VARCHAR[] NOT NULL)""";
    private static final String COUNTS = """
            CREATE TABLE load_count (load INTEGER NOT NULL, kind VARCHAR NOT NULL, place INTEGER NOT NULL,
              name VARCHAR NOT NULL, count BIGINT NOT NULL, anonymous BIGINT NOT NULL)""";

    /// The tables of a version, as its program made them.
    private static List<String> tables(int version) {
        List<String> tables = new ArrayList<>(List.of(
                "CREATE TABLE meta (name VARCHAR NOT NULL, value VARCHAR NOT NULL)",
                "CREATE TABLE identifier (node INTEGER NOT NULL, kind VARCHAR NOT NULL, value VARCHAR NOT NULL)",
                LOADS,
                COUNTS,
                "CREATE TABLE quarantine (id UUID NOT NULL, source VARCHAR NOT NULL, load INTEGER NOT NULL,"
                        + " line BIGINT NOT NULL, reason VARCHAR NOT NULL, fields VARCHAR[] NOT NULL"
                        + (version < 4 ? ")" : ", part VARCHAR)"),
                LAKE,
                "CREATE TABLE parameter (name VARCHAR NOT NULL, version INTEGER NOT NULL, fitted_as_of TIMESTAMP NOT NULL,"
                        + " published_at TIMESTAMP NOT NULL, value VARCHAR NOT NULL)"));
        if (version >= 2) {
            tables.add("CREATE TABLE definition_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL,"
                    + " note VARCHAR NOT NULL)");
            tables.add(
                    version == 2
                            ? "CREATE TABLE definition (version INTEGER NOT NULL, id VARCHAR NOT NULL, content VARCHAR)"
                            : "CREATE TABLE definition (version INTEGER NOT NULL, place INTEGER NOT NULL,"
                                    + " kind VARCHAR NOT NULL, id VARCHAR NOT NULL, content VARCHAR)");
        }
        if (version >= 3) {
            tables.add(
                    "CREATE TABLE stay (segment VARCHAR NOT NULL, version INTEGER NOT NULL, customer INTEGER NOT NULL,"
                            + " value VARCHAR, entered_at TIMESTAMP NOT NULL, entered_effective TIMESTAMP NOT NULL,"
                            + " entered_cause VARCHAR NOT NULL, left_at TIMESTAMP, left_effective TIMESTAMP, left_cause VARCHAR)");
        }
        if (version >= 4) {
            tables.addAll(IdentityRows.TABLES);
            tables.add("ALTER TABLE lake_file DROP COLUMN clean"); // version 7 adds it
        }
        if (version >= 6) {
            tables.addAll(MatchLog.TABLES);
            tables.add(Origins.TABLE);
        }
        return tables;
    }

    private void fill() {
        try (Shop shop = new Shop(folder)) {
            shop.load(
                    "till",
                    List.of(
                            Shop.Line.sold("mei", "2024-01-10T10:00:00Z", "tea"),
                            Shop.Line.sold("mei", "2024-02-10T10:00:00Z", "pot"),
                            Shop.Line.sold("ravi", "2024-02-11T10:00:00Z", "cup")));
            shop.compact();
            shop.load("till", List.of(Shop.Line.sold("ravi", "2024-03-10T10:00:00Z", "tea")));
        }
    }

    /// Turns the store into one as the program of a version wrote it.
    private void become(int version) throws IOException, SQLException {
        Path database = folder.resolve(Store.DATABASE);
        Path newer = Files.move(database, folder.resolve("newer.duckdb"));
        try (Connection old = DriverManager.getConnection("jdbc:duckdb:" + database)) {
            Sql.script(old, tables(version));
            Sql.execute(old, "ATTACH " + Columns.literal(newer.toString()) + " AS newer");
            List<String> made = Sql.list(
                    old,
                    row -> row.getString(1),
                    "SELECT table_name FROM duckdb_tables() WHERE database_name = 'limner'");
            for (String table : made) {
                String names = String.join(
                        ", ",
                        Sql.list(
                                        old,
                                        row -> row.getString(1),
                                        "SELECT column_name FROM duckdb_columns() WHERE database_name = 'limner' AND table_name = ?",
                                        table)
                                .stream()
                                .map(Columns::quoted)
                                .toList());
                if (!table.equals("definition")) {
                    Sql.execute(
                            old, "INSERT INTO %s (%s) SELECT %s FROM newer.%s".formatted(table, names, names, table));
                }
            }
            Sql.execute(old, "CREATE TABLE delta AS SELECT * FROM newer.delta");
            Sql.execute(old, "DELETE FROM meta WHERE name NOT IN ('schema', 'generation')");
            Sql.execute(old, "UPDATE meta SET value = ? WHERE name = 'schema'", Integer.toString(version));
            Sql.execute(old, "DETACH newer");
        }
        Files.delete(newer);
    }

    private static int version(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database)) {
            return Schema.version(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void anEarlierStoreSaysTheSameAndIsKeptAsItWas(int version) throws Exception {
        fill();
        String before;
        try (Shop shop = new Shop(folder)) {
            before = CanonicalExport.digest(shop.store());
        }
        become(version);
        Path copy;
        try (Shop shop = new Shop(folder)) {
            assertThat(CanonicalExport.digest(shop.store())).isEqualTo(before);
            Upgrade upgrade = Objects.requireNonNull(shop.store().upgrade());
            assertThat(upgrade.from()).isEqualTo(version);
            assertThat(upgrade.to()).isEqualTo(Schema.VERSION);
            copy = upgrade.copy();
            assertThat(copy).isEqualTo(folder.resolve("backups/schema-" + version));
            shop.load("till", List.of(Shop.Line.sold("lea", "2024-01-11T10:00:00Z", "tea")));
            shop.compact(); // which replaces files that the copy has too
            assertThat(new DefinitionLog(shop.store()).versions()).isEmpty();
        }
        assertThat(version(folder.resolve(Store.DATABASE))).isEqualTo(Schema.VERSION);
        assertThat(version(copy.resolve(Store.DATABASE))).isEqualTo(version);
        try (Shop again = new Shop(copy)) {
            assertThat(CanonicalExport.digest(again.store())).isEqualTo(before);
        }
        try (Shop shop = new Shop(folder)) {
            assertThat(shop.store().upgrade()).isNull();
        }
    }

    @Test
    void aCopyEndsAfterThirtyDays() throws Exception {
        fill();
        become(5);
        new Shop(folder).close();
        assertThat(folder.resolve("backups/schema-5")).isDirectory();
        Files.setLastModifiedTime(
                folder.resolve("backups/schema-5"), FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        new Shop(folder).close();
        assertThat(folder.resolve("backups/schema-5")).doesNotExist();
    }
}

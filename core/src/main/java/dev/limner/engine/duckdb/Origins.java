package dev.limner.engine.duckdb;

import dev.limner.source.Imprint;
import dev.limner.source.Mapping;
import dev.limner.source.Origin;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/// Where the rows of each load came from; loads of older programs have none.
public final class Origins {
    private static final JsonMapper JSON = JsonMapper.shared();

    static final String TABLE = """
            CREATE TABLE IF NOT EXISTS load_origin (load INTEGER NOT NULL, zone VARCHAR NOT NULL, rows BIGINT NOT NULL,
              high BIGINT NOT NULL, low BIGINT NOT NULL, columns VARCHAR[] NOT NULL, joined INTEGER NOT NULL,
              recipe VARCHAR NOT NULL, format VARCHAR NOT NULL)""";

    private final Store store;

    public Origins(Store store) {
        this.store = store;
    }

    /// Those of all loads that have one and were made by a mapping, the earliest first.
    public List<Origin> all() {
        return store.with(Origins::read);
    }

    static List<Origin> read(Connection connection) {
        return Sql.list(
                connection,
                row -> new Origin(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        Objects.requireNonNull(Settling.instant(row.getObject(4, LocalDateTime.class))),
                        row.getString(5),
                        new Imprint(row.getLong(6), row.getLong(7), row.getLong(8)),
                        texts(row.getArray(9)),
                        row.getInt(10),
                        row.getString(11),
                        JSON.readValue(row.getString(12), Mapping.Format.class)),
                """
                SELECT load, source, file, started_at, zone, o.rows, high, low, columns, joined, recipe, format
                FROM load_origin AS o JOIN load ON number = load WHERE recipe <> '' ORDER BY load""");
    }

    static void write(Connection connection, Origin origin) {
        Sql.execute(connection, "DELETE FROM load_origin WHERE load = ?", origin.load());
        Sql.execute(
                connection,
                "INSERT INTO load_origin SELECT ?, ?, ?, ?, ?, ?::JSON::VARCHAR[], ?, ?, ?",
                origin.load(),
                origin.zone(),
                origin.imprint().rows(),
                origin.imprint().high(),
                origin.imprint().low(),
                JSON.writeValueAsString(origin.columns()),
                origin.joined(),
                origin.recipe(),
                JSON.writeValueAsString(origin.format()));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }
}

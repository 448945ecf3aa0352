package dev.limner.engine.duckdb;

import dev.limner.identity.Forgotten;
import dev.limner.privacy.Erasure;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The table of people who were erased: which nodes, which loads' raw rows go with them, and how far it is.
final class ErasureRows {
    static final String TABLE = """
            CREATE TABLE IF NOT EXISTS erasure (number INTEGER NOT NULL, entry INTEGER NOT NULL, made_at TIMESTAMP NOT NULL,
              until_at TIMESTAMP NOT NULL, due_at TIMESTAMP NOT NULL, who VARCHAR NOT NULL, why VARCHAR NOT NULL,
              customer INTEGER NOT NULL, nodes INTEGER[] NOT NULL, raw INTEGER[] NOT NULL, identifiers INTEGER NOT NULL,
              events BIGINT NOT NULL, stays BIGINT NOT NULL, intents BIGINT NOT NULL, quarantined BIGINT NOT NULL,
              rewritten_at TIMESTAMP, done_at TIMESTAMP)""";

    private static final String KEY = "forgotten_key";
    private static final int KEY_BYTES = 32;

    private ErasureRows() {}

    /// @param entry of the identity log
    /// @param until in microseconds since 1970
    /// @param raw loads whose raw rows have some of the person's
    record Row(Erasure erasure, int entry, long until, Set<Integer> nodes, Set<Integer> raw) {}

    static List<Row> all(Connection connection) {
        return Sql.list(
                connection,
                row -> new Row(
                        new Erasure(
                                row.getInt(1),
                                instant(row.getObject(3, LocalDateTime.class)),
                                instant(row.getObject(4, LocalDateTime.class)),
                                instant(row.getObject(5, LocalDateTime.class)),
                                row.getString(6),
                                row.getString(7),
                                row.getInt(8),
                                new Erasure.Found(
                                        row.getInt(11),
                                        row.getLong(12),
                                        row.getLong(13),
                                        row.getLong(14),
                                        row.getLong(15),
                                        numbers(row.getArray(10)).size()),
                                Settling.instant(row.getObject(17, LocalDateTime.class))),
                        row.getInt(2),
                        row.getLong(18),
                        numbers(row.getArray(9)),
                        numbers(row.getArray(10))),
                "SELECT *, epoch_us(until_at) FROM erasure ORDER BY number");
    }

    private static java.time.Instant instant(LocalDateTime time) {
        return Objects.requireNonNull(Settling.instant(time));
    }

    private static Set<Integer> numbers(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(number -> ((Number) number).intValue())
                .collect(Collectors.toSet());
    }

    static void write(Connection connection, Row row) {
        Erasure of = row.erasure();
        Sql.execute(
                connection,
                "INSERT INTO erasure VALUES (?, ?, %s, %s, %s, ?, ?, ?, %s, %s, ?, ?, ?, ?, ?, NULL, NULL)"
                        .formatted(
                                Sql.timestamp(of.at()),
                                Sql.timestamp(of.until()),
                                Sql.timestamp(of.due()),
                                list(row.nodes()),
                                list(row.raw())),
                of.number(),
                row.entry(),
                of.who(),
                of.why(),
                of.customer(),
                of.found().identifiers(),
                of.found().events(),
                of.found().stays(),
                of.found().intents(),
                of.found().quarantined());
    }

    private static String list(Set<Integer> numbers) {
        return numbers.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ", "[", "]::INTEGER[]"));
    }

    /// The hashes of identifiers that are forgotten, by the store's own key, which the first to ask makes.
    static Forgotten forgotten(Connection connection) {
        List<String> known =
                Sql.list(connection, row -> row.getString(1), "SELECT value FROM meta WHERE name = ?", KEY);
        if (known.isEmpty()) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Sql.execute(
                    connection,
                    "INSERT INTO meta VALUES (?, ?)",
                    KEY,
                    Base64.getEncoder().encodeToString(key));
            return new Forgotten(key);
        }
        return new Forgotten(Base64.getDecoder().decode(known.getFirst()));
    }
}

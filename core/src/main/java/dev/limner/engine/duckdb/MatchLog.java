package dev.limner.engine.duckdb;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/// What the last comparison of customers found: how it was made, and the pairs that may be one person. The
/// next one takes its place; what people answered stands in the [IdentityLog].
public final class MatchLog {
    static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS match_run (number INTEGER NOT NULL, made_at TIMESTAMP NOT NULL,
              customers INTEGER NOT NULL, compared BIGINT NOT NULL, definition VARCHAR NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS match_pair (place INTEGER NOT NULL, one INTEGER NOT NULL, other INTEGER NOT NULL,
              verdict VARCHAR NOT NULL, content VARCHAR NOT NULL)""");

    private final Store store;

    public MatchLog(Store store) {
        this.store = store;
    }

    /// One comparison of all customers.
    ///
    /// @param customers how many had something to compare
    /// @param compared how many pairs were weighed
    /// @param definition by which, as JSON
    public record Run(int number, Instant madeAt, int customers, long compared, String definition) {}

    /// Two customers, each by the number of one of its identifiers.
    ///
    /// @param verdict what the comparison says, in a word
    /// @param content what each part of the comparison says, as JSON
    public record Pair(int one, int other, String verdict, String content) {}

    /// The last comparison; null where there was none.
    public @Nullable Run last() {
        return store
                .with(connection -> Sql.list(
                        connection,
                        row -> new Run(
                                row.getInt(1),
                                Objects.requireNonNull(Settling.instant(row.getObject(2, LocalDateTime.class))),
                                row.getInt(3),
                                row.getLong(4),
                                row.getString(5)),
                        "SELECT number, made_at, customers, compared, definition FROM match_run"))
                .stream()
                .findFirst()
                .orElse(null);
    }

    /// What it found, the surest first.
    public List<Pair> pairs() {
        return store.with(connection -> Sql.list(
                connection,
                row -> new Pair(row.getInt(1), row.getInt(2), row.getString(3), row.getString(4)),
                "SELECT one, other, verdict, content FROM match_pair ORDER BY place"));
    }

    /// Lets another comparison take the place of the last.
    public Run put(Instant madeAt, int customers, long compared, String definition, List<Pair> pairs) {
        return store.transaction(connection -> {
            int number = 1 + (int) Sql.number(connection, "SELECT coalesce(max(number), 0) FROM match_run");
            Sql.execute(connection, "DELETE FROM match_run");
            Sql.execute(connection, "DELETE FROM match_pair");
            Sql.execute(
                    connection,
                    "INSERT INTO match_run VALUES (?, %s, ?, ?, ?)".formatted(Sql.timestamp(madeAt)),
                    number,
                    customers,
                    compared,
                    definition);
            append(connection.createAppender("match_pair"), pairs);
            return new Run(number, madeAt, customers, compared, definition);
        });
    }

    private static void append(DuckDBAppender appender, List<Pair> pairs) throws SQLException {
        try (DuckDBAppender rows = appender) {
            for (int place = 0; place < pairs.size(); place++) {
                Pair pair = pairs.get(place);
                rows.beginRow();
                rows.append(place);
                rows.append(pair.one());
                rows.append(pair.other());
                rows.append(pair.verdict());
                rows.append(pair.content());
                rows.endRow();
            }
        }
    }
}

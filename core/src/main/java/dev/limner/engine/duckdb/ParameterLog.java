package dev.limner.engine.duckdb;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// The versions of what was learned of a population: each is kept for ever, the last one is in force.
public final class ParameterLog {
    private final Store store;

    public ParameterLog(Store store) {
        this.store = store;
    }

    private record Version(int number, String value) {}

    /// One version as it stands in the log.
    public record Published(String name, int version, Instant fittedAsOf, Instant publishedAt, String value) {}

    /// The versions of all parameters whose names begin so, by name and number.
    public List<Published> versions(String prefix) {
        return published(prefix, "");
    }

    /// The last version of each parameter whose name begins so, by name.
    public List<Published> last(String prefix) {
        return published(prefix, " QUALIFY version = max(version) OVER (PARTITION BY name)");
    }

    private List<Published> published(String prefix, String which) {
        return store.with(connection -> Sql.list(
                connection,
                row -> new Published(
                        row.getString(1),
                        row.getInt(2),
                        instant(row.getObject(3, LocalDateTime.class)),
                        instant(row.getObject(4, LocalDateTime.class)),
                        row.getString(5)),
                "SELECT name, version, fitted_as_of, published_at, value FROM parameter" + " WHERE starts_with(name, ?)"
                        + which + " ORDER BY name, version",
                prefix));
    }

    /// Publishes `value` (JSON) as the next version of `name` and returns its number; where it equals the
    /// version in
    /// force, nothing is written and that one's number is returned.
    public int publish(String name, Instant fittedAsOf, Instant publishedAt, String value) {
        return store.transaction(connection -> {
            List<Version> last = Sql.list(
                    connection,
                    row -> new Version(row.getInt(1), row.getString(2)),
                    "SELECT version, value FROM parameter WHERE name = ? ORDER BY version DESC LIMIT 1",
                    name);
            if (!last.isEmpty() && last.getFirst().value().equals(value)) {
                return last.getFirst().number();
            }
            int next = last.isEmpty() ? 1 : last.getFirst().number() + 1;
            Sql.execute(
                    connection,
                    "INSERT INTO parameter VALUES (?, ?, %s, %s, ?)"
                            .formatted(Sql.timestamp(fittedAsOf), Sql.timestamp(publishedAt)),
                    name,
                    next,
                    value);
            return next;
        });
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}

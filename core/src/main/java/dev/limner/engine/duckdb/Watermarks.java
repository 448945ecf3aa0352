package dev.limner.engine.duckdb;

import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far each source that is asked in steps has been read: the highest value of its watermark that a
/// finished load has brought. Written in the load's own transaction.
public final class Watermarks {
    private static final String PREFIX = "watermark:";

    private final Store store;

    public Watermarks(Store store) {
        this.store = store;
    }

    /// The value of a source; null where no load has brought one.
    public @Nullable String of(String source) {
        List<String> values = store.with(connection -> Sql.list(
                connection, row -> row.getString(1), "SELECT value FROM meta WHERE name = ?", PREFIX + source));
        return values.isEmpty() ? null : values.getFirst();
    }

    static void write(Connection connection, String source, String value) {
        Sql.execute(connection, "DELETE FROM meta WHERE name = ?", PREFIX + source);
        Sql.execute(connection, "INSERT INTO meta VALUES (?, ?)", PREFIX + source, value);
    }
}

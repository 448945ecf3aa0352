package dev.limner.engine.duckdb;

import dev.limner.source.EventSink.QuarantinedRow;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/// Rows that were set aside, to be shown.
public final class QuarantineLog {
    private final Store store;

    public QuarantineLog(Store store) {
        this.store = store;
    }

    /// A row set aside: the load and line it came from, why, and its fields as they stood.
    ///
    /// @param part the file among several; null where there was one
    public record Entry(int load, @Nullable String part, long line, String reason, List<String> fields) {}

    static void append(DuckDBAppender rows, QuarantinedRow row, String source, int load) throws SQLException {
        rows.beginRow();
        rows.appendUUID(row.idHigh(), row.idLow());
        rows.append(source);
        rows.append(load);
        rows.append(row.line());
        rows.append(row.reason());
        rows.append(row.fields());
        rows.append(row.part());
        rows.endRow();
    }

    /// The rows of a source, for one reason or for all, in the order of loads and lines.
    public List<Entry> page(String source, @Nullable String reason, long offset, int limit) {
        return store.with(connection -> Sql.list(
                connection,
                row -> new Entry(
                        row.getInt(1), row.getString(5), row.getLong(2), row.getString(3), texts(row.getArray(4))),
                "SELECT load, line, reason, fields, part FROM quarantine WHERE source = ? AND (? = '' OR reason = ?) "
                        + "ORDER BY load, part, line LIMIT " + limit + " OFFSET " + offset,
                source,
                reason == null ? "" : reason,
                reason == null ? "" : reason));
    }

    /// How many rows [#page] pages through.
    public long count(String source, @Nullable String reason) {
        return store.with(connection -> Sql.number(
                connection,
                "SELECT count(*) FROM quarantine WHERE source = ? AND (? = '' OR reason = ?)",
                source,
                reason == null ? "" : reason,
                reason == null ? "" : reason));
    }

    static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }
}

package dev.limner.engine.duckdb;

import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.source.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/// Events of a batch as rows of the delta.
final class EventRows {
    private EventRows() {}

    /// What an event has beside its batch.
    ///
    /// @param customer null for an anonymous event, as is `node`
    record Beside(
            @Nullable Integer customer, @Nullable Integer node, long received, String source, int load, String zone) {}

    /// How many columns a table has behind those of the plan, of properties that the plan has no more.
    static int others(Connection connection, String table, TrackingPlan plan) {
        return Schema.columns(connection, table).size() - Columns.of(plan).size();
    }

    /// @param others how many columns are left empty behind those of the plan
    static void append(DuckDBAppender rows, EventBatch batch, int event, Beside beside, int others)
            throws SQLException {
        rows.beginRow();
        rows.append(beside.customer());
        rows.append(beside.node());
        rows.append(batch.types[event].name());
        rows.appendEpochMicros(batch.at[event]);
        rows.appendEpochMicros(batch.known[event]);
        rows.appendEpochMicros(beside.received());
        rows.appendUUID(batch.idHigh[event], batch.idLow[event]);
        rows.append(beside.source());
        rows.append(beside.load());
        rows.append(beside.zone());
        rows.append(batch.rest[event]);
        for (Property property : batch.properties()) {
            append(rows, batch, event, property);
        }
        for (int other = 0; other < others; other++) {
            rows.appendNull();
        }
        rows.endRow();
    }

    private static void append(DuckDBAppender rows, EventBatch batch, int event, Property property)
            throws SQLException {
        if (property.type().isText()) {
            rows.append(batch.texts(property)[event]);
            return;
        }
        long value = batch.values(property)[event];
        if (value == History.MISSING) {
            rows.appendNull();
            return;
        }
        switch (property.type()) {
            case NUMBER -> rows.append(Double.longBitsToDouble(value));
            case INTEGER -> rows.append(value);
            case MONEY -> rows.appendDecimal(value);
            case BOOLEAN -> rows.append(value == 1);
            case INSTANT -> rows.appendEpochMicros(value);
            case DATE -> rows.appendEpochDays((int) value);
            case TEXT, LIST -> throw new AssertionError("appended above");
        }
    }
}

package dev.limner.engine.duckdb;

import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.identity.Customers;
import dev.limner.identity.Sighting;
import dev.limner.problem.InternalProblem;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink.QuarantinedRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Writes the rows of one load into the tables of events and of rows set aside.
final class RowWriter {
    private final Customers customers;
    private final String source;
    private final int number;
    private final String zone;
    private final long receivedMicros;
    private final DuckDBAppender events;
    private final DuckDBAppender aside;
    /// How many columns the table of events has behind those of the plan, of properties that it has no more.
    private final int others;
    /// When identifiers that stand together were first known to, by their node.
    private final Map<Integer, Long> together = new HashMap<>();

    RowWriter(
            DuckDBConnection connection,
            Tables tables,
            TrackingPlan plan,
            Customers customers,
            String source,
            int number,
            String zone,
            Instant received)
            throws SQLException {
        this.customers = customers;
        this.source = source;
        this.number = number;
        this.zone = zone;
        this.receivedMicros = LocalClock.micros(received);
        if (tables.catalog() == null) {
            events = connection.createAppender(tables.events());
            aside = connection.createAppender(tables.quarantine());
        } else {
            events = connection.createAppender(tables.catalog(), "main", tables.events());
            aside = connection.createAppender(tables.catalog(), "main", tables.quarantine());
        }
        others = Schema.columns(connection, tables.events()).size()
                - Columns.of(plan).size();
    }

    void append(EventBatch batch) {
        try {
            for (int event = 0; event < batch.size(); event++) {
                events.beginRow();
                appendNode(batch.customers[event], batch.known[event]);
                events.append(batch.types[event].name());
                events.appendEpochMicros(batch.at[event]);
                events.appendEpochMicros(batch.known[event]);
                events.appendEpochMicros(receivedMicros);
                events.appendUUID(batch.idHigh[event], batch.idLow[event]);
                events.append(source);
                events.append(number);
                events.append(zone);
                events.append(batch.rest[event]);
                for (Property property : batch.properties()) {
                    append(batch, event, property);
                }
                for (int other = 0; other < others; other++) {
                    events.appendNull();
                }
                events.endRow();
            }
        } catch (SQLException e) {
            throw new InternalProblem("cannot append events", e);
        }
    }

    /// Appends customer and node.
    private void appendNode(int node, long known) throws SQLException {
        int customer = node == EventBatch.ANONYMOUS
                ? Customers.NOBODY
                : customers.customer(node);
        if (customer == Customers.NOBODY) {
            events.appendNull();
        } else {
            events.append(customer);
        }
        if (node == EventBatch.ANONYMOUS) {
            events.appendNull();
        } else {
            events.append(node);
            if (customers.isTogether(node)) {
                together.merge(node, known, Math::min);
            }
        }
    }

    private void append(EventBatch batch, int event, Property property) throws SQLException {
        if (property.type().isText()) {
            events.append(batch.texts(property)[event]);
            return;
        }
        long value = batch.values(property)[event];
        if (value == History.MISSING) {
            events.appendNull();
            return;
        }
        switch (property.type()) {
            case NUMBER -> events.append(Double.longBitsToDouble(value));
            case INTEGER -> events.append(value);
            case MONEY -> events.appendDecimal(value);
            case BOOLEAN -> events.append(value == 1);
            case INSTANT -> events.appendEpochMicros(value);
            case DATE -> events.appendEpochDays((int) value);
            case TEXT, LIST -> throw new AssertionError("appended above");
        }
    }

    void setAside(List<QuarantinedRow> rows) {
        try {
            for (QuarantinedRow row : rows) {
                aside.beginRow();
                aside.appendUUID(row.idHigh(), row.idLow());
                aside.append(source);
                aside.append(number);
                aside.append(row.line());
                aside.append(row.reason());
                aside.append(row.fields());
                aside.append(row.part());
                aside.endRow();
            }
        } catch (SQLException e) {
            throw new InternalProblem("cannot set rows aside", e);
        }
    }

    /// Writes what is still buffered.
    void close() throws SQLException {
        events.close();
        aside.close();
    }

    /// What was seen together.
    List<Sighting> sightings() {
        return together.entrySet().stream()
                .map(seen -> new Sighting(seen.getKey(), source, number, seen.getValue()))
                .toList();
    }
}

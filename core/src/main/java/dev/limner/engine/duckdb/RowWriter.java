package dev.limner.engine.duckdb;

import dev.limner.event.TrackingPlan;
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
        others = EventRows.others(connection, tables.events(), plan);
    }

    void append(EventBatch batch) {
        try {
            for (int event = 0; event < batch.size(); event++) {
                EventRows.append(events, batch, event, beside(batch.customers[event], batch.known[event]), others);
            }
        } catch (SQLException e) {
            throw new InternalProblem("cannot append events", e);
        }
    }

    /// What an event of a node has beside its batch; notes what stands together.
    private EventRows.Beside beside(int node, long known) {
        if (node == EventBatch.ANONYMOUS) {
            return new EventRows.Beside(null, null, receivedMicros, source, number, zone);
        }
        int customer = customers.customer(node);
        if (customers.isTogether(node)) {
            together.merge(node, known, Math::min);
        }
        return new EventRows.Beside(
                customer == Customers.NOBODY ? null : customer, node, receivedMicros, source, number, zone);
    }

    void setAside(List<QuarantinedRow> rows) {
        try {
            for (QuarantinedRow row : rows) {
                QuarantineLog.append(aside, row, source, number);
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

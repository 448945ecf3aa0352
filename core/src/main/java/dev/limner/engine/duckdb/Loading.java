package dev.limner.engine.duckdb;

import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.identity.Customers;
import dev.limner.identity.Sighting;
import dev.limner.problem.InternalProblem;
import dev.limner.problem.Words;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink;
import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// One load on its way into the delta: a single transaction, so that a killed or cancelled load never was.
///
/// Rows come with the fingerprint of their content as id. When all are in, equal ones are told apart by
/// their number
/// among
/// their like, groups are derived, and what an earlier load of the source had brought is taken out again;
/// all of it
/// set-wise,
/// so that memory does not grow with the load.
final class Loading implements EventSink {
    private static final Words SETTLING = new Words("settling the load", "整理本次导入");

    private final Store store;
    private final DuckDBConnection connection;
    private final String source;
    private final String file;
    private final String zone;
    private final Instant startedAt = Instant.now();
    private final int number;
    private final int customersBefore;
    private final DuckDBAppender events;
    private final DuckDBAppender aside;
    /// When identifiers that stand together were first known to, by their node.
    private final Map<Integer, Long> together = new HashMap<>();

    private boolean open = true;

    Loading(Store store, String source, String file, String zone) {
        this.store = store;
        this.source = source;
        this.file = file;
        this.zone = zone;
        this.customersBefore = store.customers().size();
        this.connection = store.borrow();
        try {
            connection.setAutoCommit(false);
            number = (int) Sql.number(connection, "SELECT coalesce(max(number), 0) + 1 FROM load");
            events = connection.createAppender("delta");
            aside = connection.createAppender("quarantine");
        } catch (SQLException e) {
            throw new InternalProblem("cannot begin a load", e);
        }
    }

    @Override
    public void append(EventBatch batch) {
        try {
            long receivedMicros = micros(startedAt);
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
                : store.customers().customer(node);
        if (customer == Customers.NOBODY) {
            events.appendNull();
        } else {
            events.append(customer);
        }
        if (node == EventBatch.ANONYMOUS) {
            events.appendNull();
        } else {
            events.append(node);
            if (store.customers().isTogether(node)) {
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

    @Override
    public void setAside(List<QuarantinedRow> rows) {
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

    @Override
    public LoadReport finish(Tally tally, List<Mapping.Derivation> derivations, Work work) {
        work.stage(SETTLING, 0);
        try {
            events.close();
            aside.close();
            IdentityRows.append(connection, store.customers(), customersBefore);
            List<Sighting> fresh = store.identity()
                    .fresh(together.entrySet().stream()
                            .map(seen -> new Sighting(seen.getKey(), source, number, seen.getValue()))
                            .toList());
            IdentityRows.append(connection, fresh);
            Settling settling = new Settling(connection, store.plan(), source, number, derivations);
            settling.tellEqualRowsApart("delta");
            settling.tellEqualRowsApart("quarantine");
            work.check();
            settling.derive(startedAt);
            work.check();
            long duplicates = settling.dropWhatIsKnown(store.lake().files(connection));
            settling.refuseSplitGroups(store.lake().files(connection));
            LoadReport report = settling.report(file, startedAt, tally, duplicates);
            LoadLog.write(connection, report);
            if (tally.watermark() != null) {
                Watermarks.write(connection, source, tally.watermark());
            }
            work.check();
            commit(fresh);
            release();
            store.changed();
            return report;
        } catch (SQLException e) {
            throw new InternalProblem("cannot finish the load", e);
        }
    }

    /// The load and what it makes of who is who are seen together; where the process is killed between the
    /// two, the
    /// second is done when the store is next opened.
    private void commit(List<Sighting> fresh) throws SQLException {
        store.placing().lock();
        try {
            IdentityLog.Change change = store.identity().loaded(number, fresh);
            store.writing().lock();
            try {
                connection.commit();
                open = false;
                store.customers().keep();
                store.identity().write(change, number);
            } finally {
                store.writing().unlock();
            }
        } finally {
            store.placing().unlock();
        }
    }

    private static long micros(Instant instant) {
        return LocalClock.micros(instant);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            try {
                connection.rollback();
                release();
            } catch (SQLException e) {
                throw new InternalProblem("cannot give the load up", e);
            }
        }
    }

    private void release() throws SQLException {
        connection.setAutoCommit(true);
        store.giveBack(connection);
    }
}

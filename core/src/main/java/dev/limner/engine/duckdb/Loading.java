package dev.limner.engine.duckdb;

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
        this.number = store.nextLoad();
        this.connection = store.borrow();
        try {
            connection.setAutoCommit(false);
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
                EventRows.append(events, batch, event, beside(batch.customers[event], batch.known[event], receivedMicros));
            }
        } catch (SQLException e) {
            throw new InternalProblem("cannot append events", e);
        }
    }

    /// What an event of a node has beside its batch; notes what stands together.
    private EventRows.Beside beside(int node, long known, long receivedMicros) {
        if (node == EventBatch.ANONYMOUS) {
            return new EventRows.Beside(null, null, receivedMicros, source, number, zone);
        }
        int customer = store.customers().customer(node);
        if (store.customers().isTogether(node)) {
            together.merge(node, known, Math::min);
        }
        return new EventRows.Beside(
                customer == Customers.NOBODY ? null : customer, node, receivedMicros, source, number, zone);
    }

    @Override
    public void setAside(List<QuarantinedRow> rows) {
        try {
            for (QuarantinedRow row : rows) {
                QuarantineLog.append(aside, row, source, number);
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
            store.rewritten();
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

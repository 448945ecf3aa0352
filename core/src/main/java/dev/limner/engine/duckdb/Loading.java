package dev.limner.engine.duckdb;

import dev.limner.identity.Sighting;
import dev.limner.problem.InternalProblem;
import dev.limner.problem.Words;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink;
import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import dev.limner.source.Origin;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

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
    private final String recipe;
    private final Mapping.Format format;
    private final @Nullable Path raw;
    private final Instant startedAt = Instant.now();
    private final int number;
    private final int customersBefore;
    private final long refusedBefore;
    private final RowWriter rows;

    private boolean open = true;

    /// @param recipe of what makes events of the rows; empty where no mapping does
    /// @param raw where the raw rows lie meanwhile; null where they are not kept
    Loading(
            Store store,
            String source,
            String file,
            String zone,
            String recipe,
            Mapping.Format format,
            @Nullable Path raw) {
        this.store = store;
        this.source = source;
        this.file = file;
        this.zone = zone;
        this.recipe = recipe;
        this.format = format;
        this.raw = raw;
        this.customersBefore = store.customers().size();
        this.refusedBefore = store.customers().refused();
        this.number = store.nextLoad();
        this.connection = store.borrow();
        try {
            Sql.begin(connection);
            rows = new RowWriter(
                    connection, Tables.OF_STORE, store.plan(), store.customers(), source, number, zone, startedAt);
        } catch (SQLException e) {
            throw new InternalProblem("cannot begin a load", e);
        }
    }

    @Override
    public void append(EventBatch batch) {
        store.reserve().require(store.folder(), 0);
        rows.append(batch);
    }

    @Override
    public void setAside(List<QuarantinedRow> aside) {
        rows.setAside(aside);
    }

    @Override
    public LoadReport finish(Tally tally, List<Mapping.Derivation> derivations, Work work) {
        work.stage(SETTLING, 0);
        try {
            rows.close();
            IdentityRows.append(connection, store.customers(), customersBefore);
            List<Sighting> fresh = store.identity().fresh(rows.sightings());
            IdentityRows.append(connection, fresh);
            Settling settling = new Settling(connection, Tables.OF_STORE, store.plan(), source, number, derivations);
            settling.tellEqualRowsApart();
            work.check();
            settling.derive(startedAt);
            work.check();
            long duplicates = settling.dropWhatIsKnown(store.lake().files(connection));
            settling.refuseSplitGroups(store.lake().files(connection));
            LoadReport report = settling.report(file, startedAt, tally, duplicates);
            LoadLog.write(connection, report);
            Origins.write(connection, origin(tally));
            if (tally.watermark() != null) {
                Watermarks.write(connection, source, tally.watermark());
            }
            work.check();
            if (raw != null && store.customers().refused() > refusedBefore) {
                Compaction.delete(raw); // it names somebody who was erased
            } else if (raw != null) {
                Compaction.settle(raw, new RawFiles(store).of(number));
            }
            commit(fresh);
            release();
            store.rewritten();
            return report;
        } catch (SQLException e) {
            throw new InternalProblem("cannot finish the load", e);
        }
    }

    private Origin origin(Tally tally) {
        return new Origin(
                number,
                source,
                file,
                startedAt,
                zone,
                tally.imprint(),
                tally.columns(),
                tally.joined(),
                recipe,
                format);
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

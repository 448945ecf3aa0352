package dev.limner.engine.duckdb;

import static dev.limner.engine.duckdb.Columns.quoted;

import dev.limner.engine.duckdb.Columns.Column;
import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Sighting;
import dev.limner.problem.InternalProblem;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink;
import dev.limner.source.EventSink.QuarantinedRow;
import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import dev.limner.source.Origin;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/// Rows of some sources on their way through another mapping or tracking plan: a single transaction, which is
/// only committed by [#apply].
///
/// What they become is built in tables aside; then those events of the store that are not the same go, and
/// those that it does not have come. Everybody else who changes the store waits until it is closed. To be used
/// by one thread.
public final class Replay implements AutoCloseable {
    private static final Words COMPARING = new Words("comparing with what is there", "与现有数据比较");

    private final Store store;
    private final TrackingPlan plan;
    private final DuckDBConnection connection;
    private final int customersBefore;
    private final List<Column> former;
    private final List<LoadReport> reports = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();
    /// Sources whose loads are replayed whole, and those of which only rows set aside are.
    private final Set<String> whole = new LinkedHashSet<>();

    private final Set<String> aside = new LinkedHashSet<>();
    private final Set<Integer> asideLoads = new LinkedHashSet<>();
    private boolean compared;
    private boolean open = true;

    private Replay(Store store, TrackingPlan plan, DuckDBConnection connection) {
        this.store = store;
        this.plan = plan;
        this.connection = connection;
        this.customersBefore = store.customers().size();
        this.former = Schema.former(connection, store.plan());
    }

    /// Begins one under a plan, which may give properties other types than the store has.
    public static Replay begin(Store store, TrackingPlan plan) {
        store.placing().lock();
        DuckDBConnection connection = store.borrow();
        boolean begun = false;
        try {
            Sql.begin(connection);
            Replay replay = new Replay(store, plan, connection);
            Sql.execute(
                    connection,
                    "CREATE TEMP TABLE replayed ("
                            + Columns.of(plan).stream().map(Column::declared).collect(Collectors.joining(", ")) + ")");
            Sql.execute(connection, "CREATE TEMP TABLE replayed_quarantine AS SELECT * FROM quarantine WITH NO DATA");
            Sql.execute(connection, "CREATE TEMP TABLE regrouped (id UUID)");
            begun = true;
            return replay;
        } catch (SQLException e) {
            throw new InternalProblem("cannot begin a replay", e);
        } finally {
            if (!begun) {
                rollback(connection);
                store.giveBack(connection);
                store.placing().unlock();
            }
        }
    }

    /// Takes the rows of a whole load anew; all loads of the source must come, the earliest first.
    ///
    /// @param again what the load will say that it came from
    /// @param verified whether the rows are known to be those of the load; else finishing compares their imprint
    public EventSink load(Origin again, boolean verified) {
        whole.add(again.source());
        return new Sink(again, true, verified);
    }

    /// Takes rows that a load has set aside and that are mapped again.
    public EventSink aside(Origin origin) {
        aside.add(origin.source());
        asideLoads.add(origin.load());
        return new Sink(origin, false, true);
    }

    /// The rows of a load that are set aside, a page of them.
    public List<QuarantinedRow> page(Origin origin, long offset, int limit) {
        return Sql.list(
                connection,
                row -> {
                    UUID id = (UUID) row.getObject(4);
                    return new QuarantinedRow(
                            row.getString(1),
                            row.getLong(2),
                            row.getString(3),
                            id.getMostSignificantBits(),
                            id.getLeastSignificantBits(),
                            QuarantineLog.texts(row.getArray(5)));
                },
                "SELECT part, line, reason, id, fields FROM quarantine WHERE load = ? ORDER BY part, line, id LIMIT "
                        + limit + " OFFSET " + offset,
                origin.load());
    }

    private final class Sink implements EventSink {
        private final Origin origin;
        private final boolean isWhole;
        private final boolean verified;
        private final RowWriter rows;
        private final int customersBefore = store.customers().size();

        Sink(Origin origin, boolean isWhole, boolean verified) {
            this.verified = verified;
            this.origin = origin;
            this.isWhole = isWhole;
            try {
                rows = new RowWriter(
                        connection,
                        Tables.ASIDE,
                        plan,
                        store.customers(),
                        origin.source(),
                        origin.load(),
                        origin.zone(),
                        origin.startedAt());
            } catch (SQLException e) {
                throw new InternalProblem("cannot begin to replay a load", e);
            }
        }

        @Override
        public void append(EventBatch batch) {
            rows.append(batch);
        }

        @Override
        public void setAside(List<QuarantinedRow> set) {
            rows.setAside(set);
        }

        @Override
        public LoadReport finish(Tally tally, List<Mapping.Derivation> derivations, Work work) {
            if (!verified && !tally.imprint().equals(origin.imprint())) {
                throw UserProblem.of(
                        UserProblem.Code.RAW_ROWS_DIFFER,
                        origin.source(),
                        Integer.toString(origin.load()),
                        origin.file());
            }
            try {
                rows.close();
                IdentityRows.append(connection, store.customers(), customersBefore);
                sightings.addAll(rows.sightings());
                Settling settling =
                        new Settling(connection, Tables.ASIDE, plan, origin.source(), origin.load(), derivations);
                long duplicates = 0;
                if (isWhole) {
                    settling.tellEqualRowsApart();
                    work.check();
                    settling.derive(origin.startedAt());
                    duplicates = settling.dropWhatIsKnown(List.of());
                    settling.refuseSplitGroups(List.of());
                    origins.add(new Origin(
                            origin.load(),
                            origin.source(),
                            origin.file(),
                            origin.startedAt(),
                            origin.zone(),
                            tally.imprint(),
                            tally.columns(),
                            tally.joined(),
                            origin.recipe(),
                            origin.format()));
                } else {
                    new Regrouping(connection, plan, old(), origin).run(settling, derivations);
                }
                work.check();
                LoadReport report = settling.report(origin.file(), origin.startedAt(), tally, duplicates);
                if (isWhole) {
                    reports.add(report);
                }
                return report;
            } catch (SQLException e) {
                throw new InternalProblem("cannot replay a load", e);
            }
        }

        @Override
        public void close() {
            // the replay is given up as a whole
        }
    }

    /// The store's events, with the properties that the plan has no more.
    private String old() {
        List<Column> columns = new ArrayList<>(Columns.of(store.plan()));
        columns.addAll(former);
        List<String> selects = new ArrayList<>(LakeFile.selects(store.lake().files(connection), columns));
        selects.add("SELECT " + columns.stream().map(Column::quoted).collect(Collectors.joining(", ")) + " FROM delta");
        return "(" + String.join(" UNION ALL ", selects) + ")";
    }

    private static String literals(Collection<String> texts) {
        return texts.stream().map(Columns::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    private Set<String> sources() {
        Set<String> all = new LinkedHashSet<>(whole);
        all.addAll(aside);
        return all;
    }

    /// What of the store's events is asked whether it stays: all of sources that are replayed whole; of the
    /// others what is derived of groups that have gained rows, which [Regrouping] notes.
    private void compare() {
        if (compared) {
            return;
        }
        compared = true;
        List<Column> columns = Columns.of(plan);
        String same = columns.stream()
                .map(Column::name)
                .filter(name -> !List.of("customer", "received", "id", "source").contains(name))
                .map(name -> "%s IS NOT DISTINCT FROM %s".formatted(text("o", name), text("n", name)))
                .collect(Collectors.joining(" AND "));
        String old = "(SELECT * FROM %s WHERE source IN %s%s)"
                .formatted(old(), literals(sources()), aside.isEmpty() ? "" : " AND (" + asked() + ")");
        Sql.execute(connection, """
                CREATE TEMP TABLE gone AS SELECT o.* FROM %s AS o LEFT JOIN replayed AS n ON o.id = n.id AND o.source = n.source
                WHERE n.id IS NULL OR NOT (%s)""".formatted(old, same));
        Sql.execute(connection, """
                CREATE TEMP TABLE coming AS SELECT n.* FROM replayed AS n LEFT JOIN %s AS o ON o.id = n.id AND o.source = n.source
                WHERE o.id IS NULL OR NOT (%s)""".formatted(old, same));
    }

    private String asked() {
        return (whole.isEmpty() ? "" : "source IN " + literals(whole) + " OR ") + "id IN (SELECT id FROM regrouped)";
    }

    /// A column to be compared: as text where its type has changed.
    private String text(String table, String name) {
        String column = table + "." + quoted(name);
        return store.retyped(plan).contains(name) ? column + "::VARCHAR" : column;
    }

    /// What would change; nothing does.
    public Effect look(Work work) {
        work.stage(COMPARING, 0);
        compare();
        return new Comparison(connection, store.plan(), plan, former, whole, asideLoads).effect();
    }

    /// Lets the store have what was replayed, and returns the reports of loads that were replayed whole.
    ///
    /// Where a property is stored as another type from then on, the store must be opened again.
    ///
    /// @throws UserProblem where another source has values of a property whose type changes
    public List<LoadReport> apply(Work work) {
        work.stage(COMPARING, 0);
        compare();
        try {
            new Exchange(store, connection, plan, whole, asideLoads).run(reports, origins, sightings);
            open = false;
            release();
            return List.copyOf(reports);
        } catch (SQLException e) {
            throw new InternalProblem("cannot replay", e);
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            rollback(connection);
            store.customers().truncate(customersBefore);
            release();
        }
    }

    private void release() {
        try {
            connection.setAutoCommit(true);
            for (String table : List.of("replayed", "replayed_quarantine", "gone", "coming", "regrouped")) {
                Sql.execute(connection, "DROP TABLE IF EXISTS temp.main." + table);
            }
        } catch (SQLException e) {
            throw new InternalProblem("cannot end a replay", e);
        } finally {
            store.giveBack(connection);
            store.placing().unlock();
        }
    }

    private static void rollback(DuckDBConnection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new InternalProblem("cannot give a replay up", e);
        }
    }
}

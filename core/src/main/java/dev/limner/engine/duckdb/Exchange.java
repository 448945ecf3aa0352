package dev.limner.engine.duckdb;

import static dev.limner.engine.duckdb.Columns.literal;
import static dev.limner.engine.duckdb.Columns.quoted;

import dev.limner.engine.duckdb.Columns.Column;
import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Sighting;
import dev.limner.problem.UserProblem;
import dev.limner.source.LoadReport;
import dev.limner.source.Origin;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import tools.jackson.databind.json.JsonMapper;

/// Puts what was replayed in the place of what is there, within the replay's transaction, and commits it.
///
/// The tables `gone` and `coming` say which events differ. Files of the lake that have one of the first are
/// written anew without it; what comes goes to the delta, as with a load.
final class Exchange {
    private final Store store;
    private final DuckDBConnection connection;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TrackingPlan plan;
    private final Set<String> whole;
    private final Set<Integer> aside;
    private final Set<String> retyped;
    private final List<Column> columns;

    /// @param whole sources whose loads were replayed whole
    /// @param aside loads of which rows that were set aside were
    Exchange(Store store, DuckDBConnection connection, TrackingPlan plan, Set<String> whole, Set<Integer> aside) {
        this.store = store;
        this.connection = connection;
        this.plan = plan;
        this.whole = whole;
        this.aside = aside;
        this.retyped = store.retyped(plan);
        this.columns = Columns.of(plan);
    }

    void run(List<LoadReport> reports, List<Origin> origins, List<Sighting> seen) throws SQLException {
        refuseOthersValues();
        List<LakeFile> replaced = lake();
        delta();
        quarantine();
        reports.forEach(report -> LoadLog.rewrite(connection, report));
        origins.forEach(origin -> Origins.write(connection, origin));
        Sql.execute(connection, "DELETE FROM sighting WHERE source IN " + texts(whole));
        List<Sighting> fresh = seen.stream()
                .filter(sighting -> whole.contains(sighting.source())
                        || !store.identity().fresh(List.of(sighting)).isEmpty())
                .toList();
        IdentityRows.append(connection, fresh);
        PropertyTypes.write(connection, plan);
        // who is who is reckoned afterwards: where the process is killed before, when the store is next opened
        Sql.execute(connection, "DELETE FROM meta WHERE name = 'identity_load'");
        if (!aside.isEmpty()) {
            String events = events();
            aside.forEach(load -> LoadLog.recount(connection, load, events));
        }
        int last = (int) Sql.number(connection, "SELECT coalesce(max(number), 0) FROM load");
        store.writing().lock();
        try {
            connection.commit();
            store.customers().keep();
            store.identity().replayed(whole, fresh, last);
            store.rewritten();
            replaced.forEach(file -> Compaction.delete(file.path()));
        } finally {
            store.writing().unlock();
        }
        store.with(own -> {
            store.mirror().sweep(store.lake().files(own));
            return last;
        });
    }

    private String events() {
        List<String> selects = new ArrayList<>(LakeFile.selects(store.lake().files(connection), columns));
        selects.add("SELECT " + names() + " FROM delta");
        return String.join(" UNION ALL ", selects);
    }

    private String names() {
        return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
    }

    private static String texts(Collection<String> texts) {
        return texts.isEmpty()
                ? "('')"
                : texts.stream().map(Columns::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    /// A type changes for all sources at once.
    private void refuseOthersValues() {
        for (String property : retyped) {
            String old = String.join(
                    " UNION ALL ", EventTable.stored(store, connection, true).select());
            List<String> others = Sql.list(
                    connection,
                    row -> row.getString(1),
                    "SELECT DISTINCT source FROM (%s) WHERE %s IS NOT NULL AND source NOT IN %s ORDER BY 1"
                            .formatted(old, quoted(property), texts(whole)));
            if (!others.isEmpty()) {
                throw UserProblem.of(UserProblem.Code.RETYPE_OF_OTHERS, property, String.join(", ", others));
            }
        }
    }

    /// Writes the files anew that have something else from now on; returns those that they replace.
    private List<LakeFile> lake() {
        List<LocalDate> months = Sql.list(
                connection,
                row -> row.getObject(1, LocalDate.class),
                "SELECT DISTINCT date_trunc('month', \"at\")::DATE FROM gone");
        int generation = (int) Sql.number(connection, "SELECT value::INTEGER + 1 FROM meta WHERE name = 'generation'");
        List<LakeFile> replaced = new ArrayList<>();
        for (LakeFile file : store.lake().files(connection)) {
            boolean isRetyped = file.columns().stream().anyMatch(retyped::contains);
            if (isRetyped || (months.contains(file.month()) && loses(file))) {
                rewrite(file, generation);
                replaced.add(file);
            }
        }
        if (!replaced.isEmpty()) {
            Sql.execute(
                    connection, "UPDATE meta SET value = ? WHERE name = 'generation'", Integer.toString(generation));
        }
        return replaced;
    }

    private boolean loses(LakeFile file) {
        return Sql.number(
                        connection,
                        "SELECT count(*) FROM (SELECT 1 FROM %s AS e JOIN gone AS g ON e.id = g.id AND e.source = g.source LIMIT 1)"
                                .formatted(file.source()))
                > 0;
    }

    private void rewrite(LakeFile file, int generation) {
        Path fresh = store.lake().next(file.month(), file.anonymous(), generation);
        Path half = fresh.resolveSibling(fresh.getFileName() + ".half");
        String rows = columns.stream().map(column -> value(file, column)).collect(Collectors.joining(", "));
        long count = Sql.execute(connection, """
                COPY (SELECT %s FROM %s AS e WHERE NOT EXISTS (SELECT 1 FROM gone AS g WHERE g.id = e.id AND g.source = e.source)
                  ORDER BY customer, "at", known, e.id) TO %s (FORMAT parquet, COMPRESSION zstd)""".formatted(rows, file.source(), literal(half.toString())));
        Sql.execute(
                connection, "DELETE FROM lake_file WHERE path = ?", store.lake().relative(file.path()));
        if (count == 0) {
            Compaction.delete(half);
            return;
        }
        Compaction.settle(half, fresh);
        Sql.execute(
                connection,
                "INSERT INTO lake_file VALUES (?, ?, ?, ?, [%s], ?, ?)"
                        .formatted(columns.stream()
                                .map(column -> literal(column.name()))
                                .collect(Collectors.joining(", "))),
                store.lake().relative(fresh),
                file.month(),
                file.anonymous(),
                count,
                file.identity(),
                JSON.writeValueAsString(file.clean()));
    }

    private String value(LakeFile file, Column column) {
        String name = column.quoted();
        if (!file.columns().contains(column.name())) {
            return "NULL::" + column.type() + " AS " + name;
        }
        return retyped.contains(column.name()) ? "TRY_CAST(%1$s AS %2$s) AS %1$s".formatted(name, column.type()) : name;
    }

    private void delta() {
        Sql.execute(connection, "DELETE FROM delta USING gone WHERE delta.id = gone.id AND delta.source = gone.source");
        columns.stream()
                .filter(column -> retyped.contains(column.name()))
                .forEach(column -> Sql.execute(
                        connection,
                        "ALTER TABLE delta ALTER COLUMN %1$s SET DATA TYPE %2$s USING TRY_CAST(%1$s AS %2$s)"
                                .formatted(column.quoted(), column.type())));
        Sql.execute(connection, "INSERT INTO delta (%1$s) SELECT %1$s FROM coming".formatted(names()));
    }

    private void quarantine() {
        Sql.execute(connection, "DELETE FROM quarantine WHERE source IN " + texts(whole));
        if (!aside.isEmpty()) {
            Sql.execute(
                    connection,
                    "DELETE FROM quarantine WHERE load IN "
                            + aside.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
        }
        Sql.execute(connection, "INSERT INTO quarantine SELECT * FROM replayed_quarantine");
    }
}

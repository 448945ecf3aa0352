package dev.limner.engine.duckdb;

import static dev.limner.engine.duckdb.Columns.literal;
import static dev.limner.engine.duckdb.Columns.quoted;

import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.problem.UserProblem;
import dev.limner.source.LoadReport;
import dev.limner.source.LoadReport.Count;
import dev.limner.source.Mapping;
import dev.limner.source.Mapping.Fold;
import dev.limner.source.Tally;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is done to a load when all its rows are in, set-wise and within its transaction.
final class Settling {
    /// What a report calls rows that were not taken, since they are of people who were erased.
    private static final String ERASED = "erased";

    private final Connection connection;
    private final Tables tables;
    private final TrackingPlan plan;
    private final String source;
    private final int load;
    private final List<Mapping.Derivation> derivations;

    Settling(
            Connection connection,
            Tables tables,
            TrackingPlan plan,
            String source,
            int load,
            List<Mapping.Derivation> derivations) {
        this.connection = connection;
        this.tables = tables;
        this.plan = plan;
        this.source = source;
        this.load = load;
        this.derivations = derivations;
    }

    private Set<String> derivedTypes() {
        return derivations.stream().map(Mapping.Derivation::event).collect(Collectors.toSet());
    }

    /// Gives the second, third, ... of equal rows an id of its own, made of the first one's and its number;
    /// events are counted first, then rows set aside, so that a row may go from there to here and keep its id.
    void tellEqualRowsApart() {
        String events = tables.events();
        tellApart(
                tables.quarantine(),
                "SELECT id FROM %s WHERE load = %d".formatted(events, load),
                "(SELECT count(*) FROM %s AS e WHERE e.load = %d AND e.id = q.id)".formatted(events, load));
        tellApart(events, "", "0");
    }

    /// @param also a query for the ids of others that are equal too
    /// @param before how many of them come first
    private void tellApart(String table, String also, String before) {
        String all = "SELECT id FROM %s WHERE load = %d".formatted(table, load)
                + (also.isEmpty() ? "" : " UNION ALL " + also);
        Sql.execute(connection, """
                UPDATE %1$s SET id = fresh.id FROM (
                  SELECT row, md5(id::VARCHAR || ':' || nth)::UUID AS id FROM (
                    SELECT q.rowid AS row, q.id, row_number() OVER (PARTITION BY q.id ORDER BY q.rowid) + %3$s AS nth
                    FROM %1$s AS q WHERE q.load = %2$d AND q.id IN (SELECT id FROM (%4$s) GROUP BY id HAVING count(*) > 1))
                  WHERE nth > 1) AS fresh
                WHERE %1$s.rowid = fresh.row""".formatted(table, load, before, all));
    }

    /// Adds the events that are made of groups of this load's; the id of each is made of its content.
    void derive(Instant received) {
        derivations.forEach(derivation -> derive(derivation, received, tables.events()));
    }

    /// Adds those of one derivation; `events` are what groups are made of.
    void derive(Mapping.Derivation derivation, Instant received, String events) {
        EventType type = plan.type(derivation.event());
        EventType from = plan.type(derivation.from());
        String by = quoted(plan.property(from, derivation.by()).name());
        List<String> names = new ArrayList<>(
                List.of(quoted(plan.property(type, derivation.by()).name())));
        List<String> values = new ArrayList<>(List.of(by));
        derivation.properties().forEach((name, fold) -> {
            names.add(quoted(plan.property(type, name).name()));
            values.add(folded(fold, from));
        });
        Sql.execute(connection, """
                INSERT INTO %10$s (customer, node, type, "at", known, received, id, source, load, zone, %1$s)
                SELECT arg_min(customer, struct_pack(moment := "at", id := id)),
                  arg_min(node, struct_pack(moment := "at", id := id)), %2$s, min("at"), max(known), %3$s,
                  md5(concat_ws(chr(31), %4$s, %2$s, min(first_name), min("at"), %5$s))::UUID, %4$s, %6$d, min(zone), %5$s
                FROM %9$s WHERE load = %6$d AND type = %7$s AND %8$s IS NOT NULL GROUP BY first_of_node, %8$s""".formatted(
                        String.join(", ", names),
                        literal(type.name()),
                        Sql.timestamp(received),
                        literal(source),
                        String.join(", ", values),
                        load,
                        literal(from.name()),
                        by,
                        withFirst(events),
                        tables.events()));
    }

    /// Events with the first identifier of each, and what it is: what belongs together stays so whatever the
    /// policy makes of it.
    static String withFirst(String events) {
        return "(SELECT e.*, coalesce(t.identifier, e.node) AS first_of_node, i.kind || ':' || i.value AS first_name FROM "
                + events + " AS e LEFT JOIN together AS t ON t.node = e.node AND t.place = 0"
                + " LEFT JOIN identifier AS i ON i.node = coalesce(t.identifier, e.node))";
    }

    private String folded(Fold fold, EventType from) {
        if (fold.fold() == Fold.Kind.COUNT || fold.of() == null) {
            return "count(*)";
        }
        Property of = plan.property(from, fold.of());
        String column = quoted(of.name());
        return switch (fold.fold()) {
            case SUM -> "sum(" + summable(of) + ")";
            case FIRST -> "arg_min(" + column + ", struct_pack(moment := \"at\", id := id))";
            case COUNT -> throw new AssertionError("counted above");
        };
    }

    private static String summable(Property property) {
        return switch (property.type()) {
            case INTEGER, MONEY, NUMBER -> quoted(property.name());
            case BOOLEAN, DATE, INSTANT, TEXT, LIST ->
                throw UserProblem.of(
                        UserProblem.Code.BAD_DEFINITION,
                        "derive: a sum needs a number, and " + property.name() + " is none");
        };
    }

    /// Takes out what an earlier load of the source had brought, and tells how many of the file's rows that
    /// were.
    long dropWhatIsKnown(List<LakeFile> files) {
        if (Sql.number(connection, "SELECT count(*) FROM load WHERE source = ?", source) == 0) {
            return 0;
        }
        String earlier =
                "SELECT id FROM %s WHERE source = %s AND load <> %d".formatted(tables.events(), literal(source), load)
                        + files.stream()
                                .map(file -> " UNION ALL SELECT id FROM " + file.source() + " WHERE source = "
                                        + literal(source))
                                .collect(Collectors.joining());
        long before = rows();
        Sql.execute(
                connection, "DELETE FROM %s WHERE load = %d AND id IN (%s)".formatted(tables.events(), load, earlier));
        Sql.execute(
                connection,
                "DELETE FROM %3$s WHERE load = %1$d AND id IN (SELECT id FROM %3$s WHERE source = %2$s AND load <> %1$d)"
                        .formatted(load, literal(source), tables.quarantine()));
        long dropped = before - rows();
        if (dropped > 0) {
            derivations.forEach(derivation -> dropKnownGroups(derivation, files));
        }
        return dropped;
    }

    /// Refuses a load that brings a part of a group of which an earlier load had brought another: its
    /// derived event
    /// would
    /// stand beside the earlier one and count twice.
    ///
    /// @throws UserProblem where there is such a group
    void refuseSplitGroups(List<LakeFile> files) {
        derivations.forEach(derivation -> refuseSplitGroups(derivation, files));
    }

    private void refuseSplitGroups(Mapping.Derivation derivation, List<LakeFile> files) {
        List<String> split = Sql.list(connection, row -> row.getString(1), """
                SELECT DISTINCT fresh.%1$s FROM %5$s AS fresh, %2$s AS earlier
                WHERE fresh.load = %3$d AND fresh.type = %4$s AND fresh.%1$s = earlier.%1$s
                  AND fresh.first_of_node IS NOT DISTINCT FROM earlier.first_of_node ORDER BY 1""".formatted(
                        quoted(derivation.by()),
                        earlierGroups(derivation, files),
                        load,
                        literal(derivation.event()),
                        withFirst(tables.events())));
        if (!split.isEmpty()) {
            throw UserProblem.of(
                    UserProblem.Code.SPLIT_GROUPS,
                    Integer.toString(split.size()),
                    derivation.event(),
                    split.getFirst());
        }
    }

    /// Takes out what is derived of groups that an earlier load has brought and this one brought nothing
    /// new of.
    private void dropKnownGroups(Mapping.Derivation derivation, List<LakeFile> files) {
        Sql.execute(connection, """
                DELETE FROM %6$s WHERE rowid IN (
                  SELECT fresh.row FROM (SELECT * FROM %5$s WHERE load = %3$d AND type = %4$s) AS fresh
                  WHERE EXISTS (SELECT 1 FROM %2$s AS earlier WHERE fresh.%1$s = earlier.%1$s
                      AND fresh.first_of_node IS NOT DISTINCT FROM earlier.first_of_node)
                    AND NOT EXISTS (SELECT 1 FROM %5$s AS part WHERE part.load = %3$d AND part.type = %7$s
                      AND part.%1$s = fresh.%1$s AND part.first_of_node IS NOT DISTINCT FROM fresh.first_of_node))""".formatted(
                        quoted(derivation.by()),
                        earlierGroups(derivation, files),
                        load,
                        literal(derivation.event()),
                        withFirst("(SELECT rowid AS row, * FROM " + tables.events() + ")"),
                        tables.events(),
                        literal(derivation.from())));
    }

    /// The groups of which earlier loads of the source have derived events.
    private String earlierGroups(Mapping.Derivation derivation, List<LakeFile> files) {
        String by = quoted(derivation.by());
        String condition = "source = %s AND type = %s".formatted(literal(source), literal(derivation.event()));
        String earlier = "SELECT %1$s, node FROM %4$s WHERE load <> %2$d AND %3$s"
                        .formatted(by, load, condition, tables.events())
                + files.stream()
                        .filter(file -> file.columns().contains(derivation.by()))
                        .map(file ->
                                " UNION ALL SELECT %s, node FROM %s WHERE %s".formatted(by, file.source(), condition))
                        .collect(Collectors.joining());
        return withFirst("(" + earlier + ")");
    }

    /// How many of the file's rows stand as events (derived ones are no rows) or in quarantine.
    private long rows() {
        String derived = derivedTypes().stream().map(Columns::literal).collect(Collectors.joining(", "));
        return Sql.number(connection, """
                SELECT (SELECT count(*) FROM %3$s WHERE load = %1$d %2$s)
                  + (SELECT count(*) FROM %4$s WHERE load = %1$d)""".formatted(
                        load,
                        derived.isEmpty() ? "" : "AND type NOT IN (" + derived + ")",
                        tables.events(),
                        tables.quarantine()));
    }

    LoadReport report(String file, Instant startedAt, Tally tally, long duplicates) {
        Set<String> derived = derivedTypes();
        Map<Boolean, List<Count>> byType = Sql.list(
                        connection,
                        row -> new Count(row.getString(1), row.getLong(2), row.getLong(3)),
                        "SELECT type, count(*), count(*) FILTER (customer IS NULL) FROM " + tables.events()
                                + " WHERE load = " + load + " GROUP BY type ORDER BY type")
                .stream()
                .collect(Collectors.partitioningBy(count -> derived.contains(count.name())));
        List<Count> quarantined = Sql.list(
                connection,
                row -> new Count(row.getString(1), row.getLong(2), 0),
                "SELECT reason, count(*) FROM " + tables.quarantine() + " WHERE load = " + load
                        + " GROUP BY reason ORDER BY reason");
        List<Count> mended = tally.mended().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Count(entry.getKey(), entry.getValue(), 0))
                .collect(Collectors.toCollection(ArrayList::new));
        if (tally.erased() > 0) {
            mended.add(new Count(ERASED, tally.erased(), 0));
        }
        @Nullable
        Instant[] span = Sql.list(
                        connection,
                        row -> new @Nullable Instant[] {
                            instant(row.getObject(1, LocalDateTime.class)),
                            instant(row.getObject(2, LocalDateTime.class))
                        },
                        "SELECT min(\"at\"), max(\"at\") FROM " + tables.events() + " WHERE load = " + load)
                .getFirst();
        return new LoadReport(
                load,
                source,
                file,
                startedAt,
                Duration.between(startedAt, Instant.now()).toMillis() / 1000.0,
                tally.rows(),
                duplicates,
                Objects.requireNonNull(byType.get(false)),
                Objects.requireNonNull(byType.get(true)),
                quarantined,
                mended,
                span[0],
                span[1]);
    }

    static @Nullable Instant instant(@Nullable LocalDateTime utc) {
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }
}

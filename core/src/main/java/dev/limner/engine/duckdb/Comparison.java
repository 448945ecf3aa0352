package dev.limner.engine.duckdb;

import static dev.limner.engine.duckdb.Columns.literal;
import static dev.limner.engine.duckdb.Columns.quoted;

import dev.limner.engine.duckdb.Columns.Column;
import dev.limner.engine.duckdb.Effect.Example;
import dev.limner.engine.duckdb.Effect.Kind;
import dev.limner.engine.duckdb.Effect.Move;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What differs between a store's events and those of a replay, by the tables `gone` and `coming`.
final class Comparison {
    private static final int SHOWN = 3;
    private static final String CHANGED = "gone AS g JOIN coming AS c ON c.id = g.id AND c.source = g.source";

    private final Connection connection;
    private final TrackingPlan before;
    private final TrackingPlan after;
    private final List<String> former;
    private final Set<String> whole;
    /// The rows that are set aside today and were asked.
    private final String quarantine;

    /// @param former the columns of properties that the plan has no more
    Comparison(
            Connection connection,
            TrackingPlan before,
            TrackingPlan after,
            List<Column> former,
            Set<String> whole,
            Set<Integer> aside) {
        this.former = former.stream().map(Column::name).toList();
        this.connection = connection;
        this.before = before;
        this.after = after;
        this.whole = whole;
        this.quarantine = "(SELECT * FROM quarantine WHERE source IN %s OR load IN %s)"
                .formatted(
                        texts(whole),
                        aside.isEmpty()
                                ? "(-1)"
                                : aside.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
    }

    private static String texts(Collection<String> texts) {
        return texts.isEmpty()
                ? "('')"
                : texts.stream().map(Columns::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    Effect effect() {
        String passing = "coming AS c JOIN " + quarantine
                + " AS q ON q.id = c.id AND q.source = c.source LEFT JOIN gone AS g ON g.id = c.id AND g.source = c.source WHERE g.id IS NULL";
        String refused =
                "gone AS g JOIN replayed_quarantine AS r ON r.id = g.id AND r.source = g.source LEFT JOIN coming AS c ON c.id = g.id AND c.source = g.source WHERE c.id IS NULL";
        String staying = quarantine
                + " AS q JOIN replayed_quarantine AS r ON r.id = q.id AND r.source = q.source AND r.load = q.load";
        List<Move> moves = new ArrayList<>();
        moves.addAll(moves(Kind.PASSES, "q.reason", "c.type", fields("q"), event("c", after), passing));
        moves.addAll(moves(Kind.REFUSED, "g.type", "r.reason", event("g", before), fields("r"), refused));
        moves.addAll(moves(
                Kind.REASON,
                "q.reason",
                "r.reason",
                fields("q"),
                fields("r"),
                staying + " WHERE q.reason <> r.reason"));
        moves.addAll(moves(
                Kind.TYPE,
                "g.type",
                "c.type",
                event("g", before),
                event("c", after),
                CHANGED + " WHERE g.type <> c.type"));
        moves.addAll(values());
        moves.addAll(moves(
                Kind.TIME,
                "''",
                "''",
                "g.\"at\"::VARCHAR",
                "c.\"at\"::VARCHAR",
                CHANGED + " WHERE g.\"at\" <> c.\"at\""));
        moves.addAll(moves(
                Kind.WHO,
                "''",
                "''",
                name("g.node"),
                name("c.node"),
                CHANGED + " WHERE g.node IS DISTINCT FROM c.node"));
        long inOldQuarantine = count(passing);
        long inNewQuarantine = count(refused);
        long changed = count(CHANGED);
        return new Effect(
                inOldQuarantine,
                inNewQuarantine,
                count(staying),
                count("replayed WHERE source IN " + texts(whole)) - count("coming WHERE source IN " + texts(whole)),
                changed,
                count("coming") - changed - inOldQuarantine,
                count("gone") - changed - inNewQuarantine,
                moves);
    }

    private long count(String from) {
        return Sql.number(connection, "SELECT count(*) FROM " + from);
    }

    private static String fields(String table) {
        return "array_to_string(" + table + ".fields, ',')";
    }

    /// An event in a line: its type and the values that it has.
    private static String event(String table, TrackingPlan plan) {
        return plan.properties().stream()
                .map(property -> {
                    String column = table + "." + quoted(property.name());
                    return "CASE WHEN %s IS NOT NULL THEN %s || %s::VARCHAR END"
                            .formatted(column, literal(property.name() + "="), column);
                })
                .collect(Collectors.joining(", ", "concat_ws(' ', " + table + ".type, ", ")"));
    }

    private static String name(String node) {
        return "coalesce((SELECT min(i.kind || ':' || i.value) FROM identifier AS i WHERE i.node = %1$s OR i.node IN (SELECT t.identifier FROM together AS t WHERE t.node = %1$s AND t.place = 0)), '')"
                .formatted(node);
    }

    /// How many go from what to what, with some of each.
    private List<Move> moves(Kind kind, String from, String to, String before, String after, String rows) {
        return Sql.list(
                connection,
                row -> new Move(
                        kind,
                        "",
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        examples(row.getString(4), row.getString(5))),
                """
                SELECT "from", "to", count(*), string_agg(before, chr(30)) FILTER (nth <= %1$d),
                  string_agg(after, chr(30)) FILTER (nth <= %1$d)
                FROM (SELECT *, row_number() OVER (PARTITION BY "from", "to" ORDER BY before, after) AS nth
                  FROM (SELECT %2$s AS "from", %3$s AS "to", coalesce(%4$s, '') AS before, coalesce(%5$s, '') AS after FROM %6$s))
                GROUP BY ALL ORDER BY 3 DESC, 1, 2""".formatted(SHOWN, from, to, before, after, rows));
    }

    private static List<Example> examples(String before, String after) {
        String[] befores = before.split("\u001e", -1);
        String[] afters = after.split("\u001e", -1);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < Math.min(befores.length, afters.length); i++) {
            examples.add(new Example(befores[i], afters[i]));
        }
        return examples;
    }

    /// How a property's values differ in events that stay.
    private record Differing(String property, long lost, long gained, long differs) {}

    private List<Move> values() {
        Set<String> retyped = PropertyTypes.differing(before, after);
        List<Move> moves = new ArrayList<>();
        List<Differing> differing = Stream.concat(
                        after.properties().stream().map(property -> differing(property.name())),
                        former.stream().map(this::gone))
                .toList();
        Map<String, String> renamed = renamed(differing);
        for (Differing each : differing) {
            String name = each.property();
            after.properties().stream()
                    .filter(property -> property.name().equals(name) && retyped.contains(name))
                    .forEach(property -> moves.add(retyped(property)));
            long count = each.lost() + each.gained() + (retyped.contains(name) ? 0 : each.differs());
            if (renamed.containsKey(name)) {
                moves.add(named(
                        Kind.RENAMED,
                        name,
                        name,
                        String.valueOf(renamed.get(name)),
                        each.lost(),
                        text("g", name) + " IS NOT NULL"));
            } else if (count > 0 && !renamed.containsValue(name)) {
                String where = retyped.contains(name)
                        ? "(%1$s IS NULL) <> (%2$s IS NULL)".formatted(text("g", name), text("c", name))
                        : text("g", name) + " IS DISTINCT FROM " + young(name);
                moves.add(named(Kind.VALUE, name, "", "", count, where));
            }
        }
        moves.sort(Comparator.comparingLong(Move::count).reversed());
        return moves;
    }

    private static String text(String table, String property) {
        return table + "." + quoted(property) + "::VARCHAR";
    }

    /// The value of a property from now on; none where the plan has it no more.
    private String young(String property) {
        return former.contains(property) ? "NULL" : text("c", property);
    }

    private Differing gone(String property) {
        return new Differing(property, count(CHANGED + " WHERE " + text("g", property) + " IS NOT NULL"), 0, 0);
    }

    private Differing differing(String property) {
        String old = text("g", property);
        String young = text("c", property);
        return Sql.list(
                        connection,
                        row -> new Differing(property, row.getLong(1), row.getLong(2), row.getLong(3)),
                        """
                        SELECT count_if(%1$s IS NOT NULL AND %2$s IS NULL), count_if(%1$s IS NULL AND %2$s IS NOT NULL),
                          count_if(%1$s <> %2$s) FROM %3$s""".formatted(old, young, CHANGED))
                .getFirst();
    }

    /// The properties whose values all went to another, by name.
    private Map<String, String> renamed(List<Differing> differing) {
        Map<String, String> renamed = new HashMap<>();
        for (Differing from : differing) {
            for (Differing to : differing) {
                if (from.lost() > 0
                        && from.lost() == to.gained()
                        && from.gained() + from.differs() + to.lost() + to.differs() == 0
                        && from.lost()
                                == count("%s WHERE %s = %s"
                                        .formatted(CHANGED, text("g", from.property()), young(to.property())))) {
                    renamed.put(from.property(), to.property());
                }
            }
        }
        return renamed;
    }

    private Move named(Kind kind, String what, String from, String to, long count, String where) {
        List<Move> found =
                moves(kind, "''", "''", text("g", what), young(to.isEmpty() ? what : to), CHANGED + " WHERE " + where);
        return new Move(
                kind,
                what,
                from,
                to,
                count,
                found.isEmpty() ? List.of() : found.getFirst().examples());
    }

    private Move retyped(Property property) {
        String name = property.name();
        String rows = "gone AS g LEFT JOIN coming AS c ON c.id = g.id AND c.source = g.source WHERE g." + quoted(name)
                + " IS NOT NULL";
        List<Move> found = moves(Kind.RETYPED, "''", "''", text("g", name), text("c", name), rows);
        String old = before.properties().stream()
                .filter(one -> one.name().equals(name))
                .map(one -> one.type().name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
        String young = property.type().name().toLowerCase(Locale.ROOT);
        return found.isEmpty()
                ? new Move(Kind.RETYPED, name, old, young, 0, List.of())
                : new Move(
                        Kind.RETYPED,
                        name,
                        old,
                        young,
                        found.getFirst().count(),
                        found.getFirst().examples());
    }
}

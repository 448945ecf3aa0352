package dev.limner.language.naive;

import dev.limner.language.Expr;
import dev.limner.language.naive.RandomLives.Edge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Counts what random expressions and customers have covered: which kinds of nodes, in which places of which
/// parents, on histories with which edges, and what they gave.
///
/// A node counts once an asking, however often the evaluator looks at it; its answer is the last one given.
public final class Coverage {
    /// How often something was asked, and how often it held (true; other than true or false: known).
    public static final class Count {
        private long asked;
        private long held;

        public long asked() {
            return asked;
        }

        public double share() {
            return asked == 0 ? 0 : (double) held / asked;
        }

        private void add(@Nullable Object value) {
            asked++;
            held += value != null && !Boolean.FALSE.equals(value) ? 1 : 0;
        }

        @Override
        public String toString() {
            return asked + " (" + Math.round(100 * share()) + " %)";
        }
    }

    private record Seen(String parent, String component, Object part) {}

    private final Map<String, Count> kinds = new TreeMap<>();
    private final Map<String, Count> places = new TreeMap<>();
    private final Map<String, Count> pairs = new TreeMap<>();
    private final Map<String, Count> edges = new TreeMap<>();
    private final Map<String, Count> sorts = new TreeMap<>();
    private final Map<Seen, @Nullable Object> asking = new java.util.HashMap<>();

    /// A kind of node on a history with an edge.
    record Wanted(String kind, Edge edge) {}

    /// What has been seen less often than that, among the kinds that have been seen at all.
    List<Wanted> rarerThan(long often) {
        List<Wanted> rare = new ArrayList<>();
        for (String kind : kinds.keySet()) {
            for (Edge edge : Edge.values()) {
                Count count = edges.get(kind + " on " + edge);
                if (count == null || count.asked() < often) {
                    rare.add(new Wanted(kind, edge));
                }
            }
        }
        return rare;
    }

    /// The pairs of [Places] that have been seen less often than that.
    List<String> rarePairs(long often) {
        return Places.ALL.stream().filter(pair -> often(pair) < often).toList();
    }

    /// How often a pair has been seen.
    long often(String pair) {
        Count count = sorts.get(pair);
        return count == null ? 0 : count.asked();
    }

    /// What to tell the evaluator to tell.
    Watch watch() {
        return (of, component, part, value) -> asking.put(new Seen(of == null ? "" : kind(of), component, part), value);
    }

    /// Ends one asking: everything it saw is counted.
    void asked(Set<Edge> of) {
        Set<Object> once = new HashSet<>();
        asking.forEach((seen, value) -> {
            String kind = kind(seen.part());
            if (once.add(seen.part())) {
                count(kinds, kind, value);
                of.forEach(edge -> count(edges, kind + " on " + edge, value));
            }
            if (!seen.parent().isEmpty()) {
                String place = seen.parent() + "." + seen.component();
                count(places, place, value);
                count(pairs, place + " = " + kind, value);
                count(sorts, place.replaceFirst(" [^.]*", "") + " = " + sort(seen.part()), value);
            }
            points(seen.part()).forEach(point -> {
                count(kinds, kind(point), value);
                of.forEach(edge -> count(edges, kind(point) + " on " + edge, value));
                count(places, kind.replaceAll(" .*", "") + ".point", value);
            });
        });
        asking.clear();
    }

    /// A part in its place, such as `And.all = Not`; empty for a whole expression.
    static String pair(@Nullable Object of, String component, Object part) {
        return of == null ? "" : sort(of) + "." + component + " = " + sort(part);
    }

    private static List<Expr.Point> points(Object part) {
        return switch (part) {
            case Expr.InSegment(var _, var at) -> at == null ? List.of() : List.of(at);
            case Expr.Window.Between(var from, var to) -> List.of(from, to);
            case Expr.Window.Before(var end) -> List.of(end);
            case Expr.Window.From(var start) -> List.of(start);
            default -> List.of();
        };
    }

    private static void count(Map<String, Count> counts, String key, @Nullable Object value) {
        counts.computeIfAbsent(key, _ -> new Count()).add(value);
    }

    /// The kinds of nodes, such as `Aggregate SUM`, `Exists no`, `Last MONTH`.
    public Map<String, Count> kinds() {
        return kinds;
    }

    /// The places, such as `And.all`.
    public Map<String, Count> places() {
        return places;
    }

    /// The kinds of nodes in places, such as `Not.negated = Exists no`.
    public Map<String, Count> pairs() {
        return pairs;
    }

    /// The sorts of nodes in the places of others, such as `And.all = Not`.
    public Map<String, Count> sorts() {
        return sorts;
    }

    /// The kinds of nodes on histories with an edge, such as `Exists no on TIED`.
    public Map<String, Count> edges() {
        return edges;
    }

    /// All counts, the rarest first.
    public String report() {
        return List.of(kinds, places, edges, pairs).stream()
                .map(counts -> counts.entrySet().stream()
                        .sorted(Comparator.comparingLong(
                                entry -> entry.getValue().asked()))
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }

    /// What sort of node it is: the name of its record.
    static String sort(Object node) {
        return node.getClass().getSimpleName();
    }

    /// What kind of node it is, with what distinguishes it.
    static String kind(Object node) {
        String name = sort(node);
        String more = switch (node) {
            case Expr.Aggregate aggregate ->
                aggregate.fold()
                        + (aggregate.halfLife() == null ? "" : " fading")
                        + (aggregate.set() instanceof Expr.Sequence ? " of sequence" : "");
            case Expr.Exists(var any, var _) -> any ? "any" : "no";
            case Expr.Compare compare -> compare.operator().name();
            case Expr.Arithmetic arithmetic -> arithmetic.sign().name();
            case Expr.Between between -> between.negated() ? "not" : "";
            case Expr.OneOf oneOf -> oneOf.negated() ? "not" : "";
            case Expr.Contains contains -> contains.negated() ? "not" : "";
            case Expr.Like like -> like.negated() ? "not" : "";
            case Expr.IsKnown known -> known.known() ? "known" : "missing";
            case Expr.Since since -> since.days() ? "days" : "time";
            case Expr.InSegment(var _, var at) -> at == null ? "" : "at";
            case Expr.Crossed crossed -> crossed.crossing().name();
            case Expr.Standing standing -> standing.kind().name();
            case Expr.Window.Last last -> last.unit().name();
            case Expr.Point.Ago ago -> ago.unit().name();
            case Expr.Window.Calendar calendar -> (calendar.previous() ? "previous " : "this ") + calendar.unit();
            default -> "";
        };
        return more.isEmpty() ? name : name + " " + more;
    }
}

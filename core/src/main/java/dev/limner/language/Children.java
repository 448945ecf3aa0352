package dev.limner.language;

import dev.limner.language.Expr.EventSet;
import dev.limner.language.Expr.Events;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The expressions directly inside an expression, those within `where` included; and the names that it
/// refers to.
public final class Children {
    private Children() {}

    /// The direct children, in the order of the text.
    public static List<Expr> of(Expr expr) {
        return switch (expr) {
            case Expr.Decimal _, Expr.Text _, Expr.Bool _, Expr.Date _, Expr.Timestamp _, Expr.Span _, Expr.Length _ ->
                List.of();
            case Expr.Weekday _, Expr.Place _, Expr.Name _, Expr.Score _, Expr.InSegment _, Expr.Crossed _ -> List.of();
            case Expr.Consents _, Expr.Standing _, Expr.LocalHour _, Expr.LocalWeekday _ -> List.of();
            case Expr.LastPlace _, Expr.EventPlace _ -> List.of();
            case Expr.Exists(var _, var set) -> conditions(set);
            case Expr.Aggregate aggregate -> conditions(aggregate.set());
            case Expr.LastAll(var _, var events, var condition) -> {
                List<Expr> all = new ArrayList<>(conditions(events));
                all.add(condition);
                yield List.copyOf(all);
            }
            case Expr.ForAny(var _, var condition) -> List.of(condition);
            case Expr.Trend(var of, var _, var _) -> List.of(of);
            case Expr.Since(var _, var instant) -> List.of(instant);
            case Expr.Distance(var from, var to) -> List.of(from, to);
            case Expr.CustomerZone(var inside) -> List.of(inside);
            case Expr.And(var all) -> all;
            case Expr.Or(var any) -> any;
            case Expr.Not(var negated) -> List.of(negated);
            case Expr.Compare(var left, var _, var right) -> List.of(left, right);
            case Expr.Between(var value, var _, var low, var high) -> List.of(value, low, high);
            case Expr.OneOf(var value, var _, var options) -> {
                List<Expr> all = new ArrayList<>(List.of(value));
                all.addAll(options);
                yield List.copyOf(all);
            }
            case Expr.Contains(var element, var _, var list) -> List.of(element, list);
            case Expr.Like(var value, var _, var _) -> List.of(value);
            case Expr.IsKnown(var value, var _) -> List.of(value);
            case Expr.Arithmetic(var left, var _, var right) -> List.of(left, right);
            case Expr.Negative(var value) -> List.of(value);
        };
    }

    private static List<Expr> conditions(EventSet set) {
        return switch (set) {
            case Events(var _, var where, var _) -> where == null ? List.of() : List.of(where);
            case Expr.Sequence(var steps, var _) -> {
                List<Expr> all = new ArrayList<>();
                steps.forEach(step -> {
                    all.addAll(conditions(step.events()));
                    step.without().forEach(events -> all.addAll(conditions(events)));
                });
                yield List.copyOf(all);
            }
        };
    }

    /// The segments that an expression names itself.
    public static Set<String> segments(Expr expr) {
        Set<String> found = new LinkedHashSet<>();
        collect(expr, false, found, null);
        return found;
    }

    /// The names of tags and traits that an expression names itself.
    public static Set<String> names(Expr expr) {
        Set<String> found = new LinkedHashSet<>();
        collect(expr, false, null, found);
        return found;
    }

    /// The models whose scores an expression names itself.
    public static Set<String> scores(Expr expr) {
        Set<String> found = new LinkedHashSet<>();
        collectScores(expr, found);
        return found;
    }

    private static void collectScores(Expr expr, Set<String> found) {
        if (expr instanceof Expr.Score(var model)) {
            found.add(model);
        }
        of(expr).forEach(child -> collectScores(child, found));
    }

    private static void collect(
            Expr expr, boolean inWhere, @Nullable Set<String> segments, @Nullable Set<String> names) {
        switch (expr) {
            case Expr.InSegment(var segment, var _) when segments != null -> segments.add(segment);
            case Expr.Crossed(var _, var segment, var _) when segments != null -> segments.add(segment);
            case Expr.Standing(var _, var tag, var segment) -> {
                if (segments != null && segment != null) {
                    segments.add(segment);
                }
                if (names != null) {
                    names.add(tag);
                }
            }
            case Expr.Name(var name) when names != null && !inWhere -> names.add(name);
            case Expr.Exists _, Expr.Aggregate _ ->
                Children.of(expr).forEach(child -> collect(child, true, segments, names));
            case Expr.LastAll _ -> Children.of(expr).forEach(child -> collect(child, true, segments, names));
            case Expr other -> Children.of(other).forEach(child -> collect(child, inWhere, segments, names));
        }
    }
}

package dev.limner.language;

import dev.limner.language.Expr.EventSet;
import dev.limner.language.Expr.Events;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sets of events inside a condition, and which of them show values to `for any`: all but those under
/// `no` and `not`.
public final class Positive {
    private Positive() {}

    /// A set of events.
    ///
    /// @param customerZone whether its window is the customer's, since `customer zone` stands around it
    public record Inside(Events events, boolean customerZone) {}

    /// Puts each set of `condition` into `sets`, true where it shows values; `for any` inside is its own
    /// affair, but its
    /// sets are restricted too.
    public static void sets(Expr condition, Map<Inside, Boolean> sets) {
        collect(condition, true, false, sets);
    }

    private static void collect(Expr expr, boolean positive, boolean zone, Map<Inside, Boolean> sets) {
        switch (expr) {
            case Expr.Exists(var any, var set) -> add(set, positive && any, zone, sets);
            case Expr.Aggregate aggregate -> add(aggregate.set(), positive, zone, sets);
            case Expr.LastAll(var _, var events, var _) -> add(events, positive, zone, sets);
            case Expr.Trend(var of, var count, var unit) -> {
                if (of.set() instanceof Events(var type, var where, var _)) {
                    add(new Events(type, where, new Expr.Window.Last(count, unit)), positive, zone, sets);
                }
            }
            case Expr.ForAny(var _, var condition) -> collect(condition, positive, zone, sets);
            case Expr.CustomerZone(var inside) -> collect(inside, positive, true, sets);
            case Expr.Since(var _, var instant) -> collect(instant, positive, zone, sets);
            case Expr.And(var all) -> all.forEach(each -> collect(each, positive, zone, sets));
            case Expr.Or(var any) -> any.forEach(each -> collect(each, positive, zone, sets));
            case Expr.Not(var negated) -> collect(negated, false, zone, sets);
            case Expr.Compare(var left, var _, var right) -> {
                collect(left, positive, zone, sets);
                collect(right, positive, zone, sets);
            }
            case Expr.Between(var value, var _, var low, var high) -> {
                collect(value, positive, zone, sets);
                collect(low, positive, zone, sets);
                collect(high, positive, zone, sets);
            }
            case Expr.OneOf(var value, var _, var _) -> collect(value, positive, zone, sets);
            case Expr.Contains(var element, var _, var list) -> {
                collect(element, positive, zone, sets);
                collect(list, positive, zone, sets);
            }
            case Expr.Like(var value, var _, var _) -> collect(value, positive, zone, sets);
            case Expr.IsKnown(var value, var _) -> collect(value, positive, zone, sets);
            case Expr.Arithmetic(var left, var _, var right) -> {
                collect(left, positive, zone, sets);
                collect(right, positive, zone, sets);
            }
            case Expr.Negative(var value) -> collect(value, positive, zone, sets);
            case Expr.Distance _, Expr.LastPlace _, Expr.EventPlace _, Expr.Place _ -> {}
            case Expr.Decimal _,
                    Expr.Text _,
                    Expr.Bool _,
                    Expr.Date _,
                    Expr.Timestamp _,
                    Expr.Span _,
                    Expr.Length _ -> {}
            case Expr.Weekday _, Expr.LocalWeekday _, Expr.LocalHour _ -> {}
            case Expr.Name _, Expr.Score _, Expr.InSegment _, Expr.Crossed _, Expr.Consents _, Expr.Standing _ -> {}
        }
    }

    private static void add(EventSet set, boolean positive, boolean zone, Map<Inside, Boolean> sets) {
        switch (set) {
            case Events events -> sets.merge(new Inside(events, zone), positive, Boolean::logicalOr);
            case Expr.Sequence(var steps, var window) ->
                steps.forEach(step -> {
                    sets.merge(new Inside(within(step.events(), window), zone), positive, Boolean::logicalOr);
                    step.without()
                            .forEach(events ->
                                    sets.merge(new Inside(within(events, window), zone), false, Boolean::logicalOr));
                });
        }
    }

    private static Events within(Events events, Expr.@Nullable Window window) {
        return new Events(events.type(), events.where(), window);
    }
}

package dev.limner.language.naive;

import dev.limner.language.Expr;
import dev.limner.language.Expr.EventSet;
import dev.limner.language.Expr.Events;
import dev.limner.language.Expr.Sequence;
import dev.limner.language.Expr.Step;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which values a `for any` looks at: those of the sets of events inside that are not under `no` or `not`.
final class Positive {
    private final Sets sets;
    private final ZoneId workspace;

    Positive(Sets sets, ZoneId workspace) {
        this.sets = sets;
        this.workspace = workspace;
    }

    /// The values that occur, each once, in the order of the events.
    List<Object> values(Expr.ForAny forAny, Env env) {
        List<Fact> seen = new ArrayList<>();
        collect(forAny.condition(), env, seen);
        List<Object> values = new ArrayList<>();
        seen.stream()
                .sorted(Fact.ORDER)
                .map(fact -> fact.value(forAny.property()))
                .filter(Objects::nonNull)
                .forEach(value -> {
                    if (values.stream()
                            .noneMatch(other -> Objects.equals(Values.compare(other, value, workspace), 0))) {
                        values.add(value);
                    }
                });
        return values;
    }

    private void collect(Expr expr, Env env, List<Fact> seen) {
        switch (expr) {
            case Expr.Exists(var any, var set) -> {
                if (any) {
                    add(set, env, seen);
                }
            }
            case Expr.Aggregate aggregate -> add(aggregate.set(), env, seen);
            case Expr.LastAll all -> add(all.events(), env, seen);
            case Expr.Trend(var of, var count, var unit) -> {
                Instant start = env.t().minus(Elapsed.fixed(unit).multipliedBy(count));
                List<Fact> all = new ArrayList<>();
                add(of.set(), env, all);
                all.stream().filter(fact -> fact.at().isAfter(start)).forEach(seen::add);
            }
            case Expr.Not _ -> {}
            case Expr.CustomerZone(var inside) -> collect(inside, env.in(env.customerZone(workspace)), seen);
            case Expr.ForAny(var _, var condition) -> collect(condition, env, seen);
            case Expr.Since(var _, var instant) -> collect(instant, env, seen);
            case Expr.And(var all) -> all.forEach(one -> collect(one, env, seen));
            case Expr.Or(var any) -> any.forEach(one -> collect(one, env, seen));
            case Expr.Compare(var left, var _, var right) -> both(left, right, env, seen);
            case Expr.Arithmetic(var left, var _, var right) -> both(left, right, env, seen);
            case Expr.Between(var value, var _, var low, var high) -> {
                collect(value, env, seen);
                both(low, high, env, seen);
            }
            case Expr.OneOf(var value, var _, var options) -> {
                collect(value, env, seen);
                options.forEach(option -> collect(option, env, seen));
            }
            case Expr.Contains(var element, var _, var list) -> both(element, list, env, seen);
            case Expr.Like(var value, var _, var _) -> collect(value, env, seen);
            case Expr.IsKnown(var value, var _) -> collect(value, env, seen);
            case Expr.Negative(var value) -> collect(value, env, seen);
            case Expr.Decimal _,
                    Expr.Text _,
                    Expr.Bool _,
                    Expr.Date _,
                    Expr.Timestamp _,
                    Expr.Span _,
                    Expr.Length _ -> {}
            case Expr.Weekday _, Expr.Place _, Expr.Name _, Expr.Score _, Expr.InSegment _, Expr.Crossed _ -> {}
            case Expr.Consents _, Expr.Standing _, Expr.LocalHour _, Expr.LocalWeekday _, Expr.LastPlace _ -> {}
            case Expr.EventPlace _, Expr.Distance _ -> {}
        }
    }

    private void both(Expr left, Expr right, Env env, List<Fact> seen) {
        collect(left, env, seen);
        collect(right, env, seen);
    }

    /// The events of a set with its conditions and window; of a sequence those of its steps.
    private void add(EventSet set, Env env, List<Fact> seen) {
        switch (set) {
            case Events events -> seen.addAll(sets.events(set, events, env));
            case Sequence(var steps, var window) -> {
                for (Step step : steps) {
                    seen.addAll(sets.events(set, within(step.events(), window), env));
                }
            }
        }
    }

    private static Events within(Events events, Expr.@Nullable Window window) {
        return new Events(events.type(), events.where(), window);
    }
}

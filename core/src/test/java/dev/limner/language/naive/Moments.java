package dev.limner.language.naive;

import dev.limner.language.Expr;
import dev.limner.language.Expr.EventSet;
import dev.limner.language.Expr.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All instants at which an expression may change, and more: events, bounds of windows that cross one, turns of
/// hours and days, and where a duration or a fading sum crosses what it is compared with.
final class Moments {
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);

    private final NaiveEvaluator evaluator;
    private final Map<Turns, Set<Instant>> turned = new HashMap<>();

    private record Turns(Instant from, Instant to, Set<ZoneId> zones, ChronoUnit unit) {}

    Moments(NaiveEvaluator evaluator) {
        this.evaluator = evaluator;
    }

    /// The instants from `from` to `to`, both included, at which the value may differ from a microsecond
    /// before.
    Set<Instant> of(Expr expr, Env env, Instant from, Instant to) {
        Set<Instant> all = new TreeSet<>(appearances(env));
        visit(expr, env, from, to, all);
        all.removeIf(moment -> moment.isBefore(from) || moment.isAfter(to));
        return all;
    }

    /// Where a window without a beginning may be taken to begin: a while before the first event.
    Instant beginning(Env env) {
        return appearances(env).stream().min(Instant::compareTo).orElse(env.t()).minus(Duration.ofDays(8));
    }

    private static Set<Instant> appearances(Env env) {
        Set<Instant> all = new HashSet<>();
        for (Fact fact : env.life().facts()) {
            all.add(fact.at());
            all.add(fact.known());
        }
        return all;
    }

    private void visit(Expr expr, Env env, Instant from, Instant to, Set<Instant> into) {
        switch (expr) {
            case Expr.Name(var name) -> {
                Expr tag = evaluator.world().tags().get(name);
                if (tag != null) {
                    into.addAll(of(tag, env.definition(evaluator.world().zone()), from, to));
                }
            }
            case Expr.Standing(var _, var tag, var _) -> visit(new Expr.Name(tag), env, from, to, into);
            case Expr.InSegment(var segment, var at) -> {
                Expr definition = evaluator.world().segment(segment);
                Env inside = env.definition(evaluator.world().zone());
                if (at == null) {
                    into.addAll(of(definition, inside, from, to));
                } else {
                    UnaryOperator<Instant> asked = s -> Windows.begin(at, s, env.zone());
                    Set<Instant> there =
                            of(definition, inside, asked.apply(from.minus(Windows.MICRO)), asked.apply(to));
                    there.forEach(moment -> reaching(asked, moment, from, to, into));
                }
            }
            case Expr.Crossed(var _, var segment, var window) -> {
                Expr definition = evaluator.world().segment(segment);
                Instant start = Windows.range(window, from.minus(Windows.MICRO), env.zone())
                        .from();
                Set<Instant> there = of(
                        definition,
                        env.definition(evaluator.world().zone()),
                        start == null ? beginning(env) : start,
                        to);
                into.addAll(there);
                there.forEach(moment -> window(window, moment, env, from, to, into));
            }
            case Expr.Exists(var _, var set) -> set(set, env, from, to, into);
            case Expr.Aggregate aggregate -> set(aggregate.set(), env, from, to, into);
            case Expr.LastAll all -> set(all.events(), env, from, to, into);
            case Expr.Trend(var of, var count, var unit) -> {
                set(of.set(), env, from, to, into);
                for (long i = 0; i <= count; i++) {
                    Duration back = Elapsed.fixed(unit).multipliedBy(i);
                    env.life().facts().forEach(fact -> into.add(fact.at().plus(back)));
                }
            }
            case Expr.ForAny(var property, var condition) -> {
                env.life().facts().stream()
                        .map(fact -> fact.value(property))
                        .filter(Objects::nonNull)
                        .distinct()
                        .forEach(value -> visit(condition, env.only(property, value), from, to, into));
                visit(condition, env, from, to, into);
            }
            case Expr.Since(var days, var instant) -> {
                visit(instant, env, from, to, into);
                if (days) {
                    into.addAll(turns(from, to, Set.of(env.zone()), ChronoUnit.DAYS));
                }
            }
            case Expr.LocalHour _, Expr.LocalWeekday _ -> into.addAll(turns(from, to, zones(env), ChronoUnit.HOURS));
            case Expr.CustomerZone(var inside) ->
                zones(env).forEach(zone -> visit(inside, env.in(zone), from, to, into));
            case Expr.Compare(var left, var _, var right) -> compared(left, List.of(right), env, from, to, into);
            case Expr.Between(var value, var _, var low, var high) ->
                compared(value, List.of(low, high), env, from, to, into);
            case Expr.OneOf(var value, var _, var options) -> compared(value, options, env, from, to, into);
            case Expr.And(var all) -> all.forEach(one -> visit(one, env, from, to, into));
            case Expr.Or(var any) -> any.forEach(one -> visit(one, env, from, to, into));
            case Expr.Not(var negated) -> visit(negated, env, from, to, into);
            case Expr.Contains(var element, var _, var list) -> {
                visit(element, env, from, to, into);
                visit(list, env, from, to, into);
            }
            case Expr.Like(var value, var _, var _) -> visit(value, env, from, to, into);
            case Expr.IsKnown(var value, var _) -> visit(value, env, from, to, into);
            case Expr.Arithmetic(var left, var _, var right) -> {
                visit(left, env, from, to, into);
                visit(right, env, from, to, into);
            }
            case Expr.Negative(var value) -> visit(value, env, from, to, into);
            case Expr.Distance _, Expr.LastPlace _, Expr.EventPlace _, Expr.Place _, Expr.Score _, Expr.Consents _ -> {}
            case Expr.Decimal _,
                    Expr.Text _,
                    Expr.Bool _,
                    Expr.Date _,
                    Expr.Timestamp _,
                    Expr.Span _,
                    Expr.Length _ -> {}
            case Expr.Weekday _ -> {}
        }
    }

    private static void set(EventSet set, Env env, Instant from, Instant to, Set<Instant> into) {
        Window window = set.window();
        if (window != null) {
            env.life().facts().forEach(fact -> window(window, fact.at(), env, from, to, into));
        }
    }

    /// Where one of the bounds of a window reaches or passes an instant.
    private static void window(Window window, Instant instant, Env env, Instant from, Instant to, Set<Instant> into) {
        Instant after = instant.plus(Windows.MICRO);
        if (Windows.range(window, from, env.zone()).from() != null) {
            reaching(
                    s -> Objects.requireNonNull(
                            Windows.range(window, s, env.zone()).from()),
                    after,
                    from,
                    to,
                    into);
        }
        if (Windows.range(window, from, env.zone()).before() != null) {
            reaching(
                    s -> Objects.requireNonNull(
                            Windows.range(window, s, env.zone()).before()),
                    after,
                    from,
                    to,
                    into);
        }
    }

    /// The first instant at which a bound, which only grows, is at the goal or past it.
    private static void reaching(
            UnaryOperator<Instant> bound, Instant goal, Instant from, Instant to, Set<Instant> into) {
        change(s -> !bound.apply(s).isBefore(goal), from.minus(Windows.MICRO), to, into);
    }

    /// The first instant at which something differs from what it was at `from`, if it does at `to` and changes
    /// once.
    private static void change(Function<Instant, @Nullable Object> of, Instant from, Instant to, Set<Instant> into) {
        if (!from.isBefore(to) || Objects.equals(of.apply(from), of.apply(to))) {
            return;
        }
        Object first = of.apply(from);
        Instant low = from;
        long width = ChronoUnit.MICROS.between(from, to);
        while (width > 1) {
            Instant middle = low.plus(width / 2, ChronoUnit.MICROS);
            if (Objects.equals(of.apply(middle), first)) {
                low = middle;
                width -= width / 2;
            } else {
                width /= 2;
            }
        }
        into.add(low.plus(width, ChronoUnit.MICROS));
    }

    /// Between other changes, a duration or a fading sum runs one way, so it crosses what is steady once at
    /// most.
    private void compared(Expr value, List<Expr> with, Env env, Instant from, Instant to, Set<Instant> into) {
        Set<Instant> steps = new TreeSet<>(appearances(env));
        visit(value, env, from, to, steps);
        with.forEach(other -> visit(other, env, from, to, steps));
        into.addAll(steps);
        if (!flows(value) && with.stream().noneMatch(this::flows)) {
            return;
        }
        List<Instant> stretches = new ArrayList<>();
        stretches.add(from.minus(Windows.MICRO));
        steps.stream().filter(step -> !step.isBefore(from) && !step.isAfter(to)).forEach(stretches::add);
        stretches.add(to.plus(Windows.MICRO));
        for (Expr other : with) {
            Function<Instant, @Nullable Object> sign = s -> {
                Env there = env.at(s);
                return Values.compare(evaluator.value(value, there), evaluator.value(other, there), env.zone());
            };
            for (int i = 0; i + 1 < stretches.size(); i++) {
                Instant last = stretches.get(i + 1).minus(Windows.MICRO);
                Object end = sign.apply(last);
                change(sign, stretches.get(i), last, into);
                change(s -> Objects.equals(sign.apply(s), end), stretches.get(i), last, into);
            }
        }
    }

    /// Whether the value may change at every instant.
    private boolean flows(Expr expr) {
        return switch (expr) {
            case Expr.Since(var days, var _) -> !days;
            case Expr.Aggregate aggregate -> aggregate.halfLife() != null;
            case Expr.Arithmetic(var left, var _, var right) -> flows(left) || flows(right);
            case Expr.Negative(var value) -> flows(value);
            case Expr.CustomerZone(var inside) -> flows(inside);
            case Expr.Name(var name) -> {
                Expr tag = evaluator.world().tags().get(name);
                yield tag != null && flows(tag);
            }
            default -> false;
        };
    }

    private Set<ZoneId> zones(Env env) {
        Set<ZoneId> zones = new HashSet<>(List.of(env.zone(), evaluator.world().zone()));
        for (Fact fact : env.life().facts()) {
            if (fact.zone() != null) {
                zones.add(ZoneId.of(fact.zone()));
            }
            if (fact.type().equals("traits") && fact.value("time_zone") instanceof String zone) {
                zones.add(ZoneId.of(zone));
            }
        }
        return zones;
    }

    /// Where hours or days turn in some zone; that is at quarters of an hour everywhere.
    private Set<Instant> turns(Instant from, Instant to, Set<ZoneId> zones, ChronoUnit unit) {
        return turned.computeIfAbsent(new Turns(from, to, Set.copyOf(zones), unit), _ -> {
            Set<Instant> turns = new TreeSet<>();
            for (ZoneId zone : zones) {
                Instant at = from.truncatedTo(ChronoUnit.HOURS).minus(QUARTER_HOUR);
                LocalDateTime before = at.atZone(zone).toLocalDateTime().truncatedTo(unit);
                while (!at.isAfter(to)) {
                    at = at.plus(QUARTER_HOUR);
                    LocalDateTime now = at.atZone(zone).toLocalDateTime().truncatedTo(unit);
                    if (!now.equals(before)) {
                        turns.add(at);
                    }
                    before = now;
                }
            }
            return turns;
        });
    }
}

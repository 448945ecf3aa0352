package dev.limner.language.naive;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Expr;
import dev.limner.language.Expr.Events;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where an expression stands while it is asked.
///
/// @param t the instant asked for
/// @param latest nothing later than it counts: the earliest instant on the way here
/// @param only the properties that a `for any` around fixed, with the value
/// @param event the event that `where` is asked of; null outside
record Env(
        Life life,
        Instant t,
        Instant latest,
        Mode mode,
        ZoneId zone,
        Map<String, Object> only,
        @Nullable Fact event) {
    static Env of(Life life, Instant t, Mode mode, ZoneId zone) {
        return new Env(life, t, t, mode, zone, Map.of(), null);
    }

    /// At another instant; nothing is known there that was not known here.
    Env at(Instant other) {
        return new Env(life, other, other.isBefore(latest) ? other : latest, mode, zone, only, event);
    }

    /// At a point in time: one to come means now, and a date its beginning, before anything happened on it.
    Env asked(Expr.Point point, Instant begin) {
        if (!begin.isBefore(t)) {
            return this;
        }
        Env then = at(begin);
        Instant before = begin.minus(1, java.time.temporal.ChronoUnit.MICROS);
        return point instanceof Expr.Point.Day && before.isBefore(then.latest)
                ? new Env(life, then.t, before, mode, zone, only, event)
                : then;
    }

    Env in(ZoneId other) {
        return new Env(life, t, latest, mode, other, only, event);
    }

    Env of(Fact asked) {
        return new Env(life, t, latest, mode, zone, only, asked);
    }

    Env only(String property, Object value) {
        Map<String, Object> more = new HashMap<>(only);
        more.put(property, value);
        return new Env(life, t, latest, mode, zone, Map.copyOf(more), event);
    }

    /// In a definition of its own: what stands around its name does not reach in.
    Env definition(ZoneId workspace) {
        return new Env(life, t, latest, mode, workspace, Map.of(), null);
    }

    /// Everything that counts, in order.
    List<Fact> facts() {
        return life.asOf(t, latest, mode);
    }

    Stream<Fact> of(String type) {
        return facts().stream().filter(fact -> fact.type().equals(type));
    }

    /// Whether an event is of that type and has the values that are fixed.
    boolean admits(Fact fact, Events events) {
        return (events.type().equals(Expr.ANY_TYPE) || events.type().equals(fact.type()))
                && only.entrySet().stream().allMatch(fixed -> {
                    Integer sign = Values.compare(fact.value(fixed.getKey()), fixed.getValue(), zone);
                    return sign != null && sign == 0;
                });
    }

    /// The zone of the customer: of the latest event that has one, else the trait, else the workspace's.
    ZoneId customerZone(ZoneId workspace) {
        String last = null;
        for (Fact fact : facts()) {
            last = fact.zone() == null ? last : fact.zone();
        }
        Object found = last == null ? trait("time_zone") : last;
        return found == null ? workspace : ZoneId.of(found.toString());
    }

    /// The latest value of a property among the `traits` events of the most trusted source that tells one.
    @Nullable
    Object trait(String name) {
        List<String> trusted = SmallPlan.TRUSTED.getOrDefault(name, List.of());
        for (String source : trusted) {
            Object told = last(name, fact -> source.equals(fact.source()));
            if (told != null) {
                return told;
            }
        }
        return last(name, fact -> !trusted.contains(fact.source()));
    }

    private @Nullable Object last(String name, Predicate<Fact> who) {
        return of("traits")
                .filter(who)
                .map(fact -> fact.value(name))
                .filter(java.util.Objects::nonNull)
                .reduce(null, (_, b) -> b);
    }
}

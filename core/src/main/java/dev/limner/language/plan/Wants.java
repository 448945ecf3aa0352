package dev.limner.language.plan;

import dev.limner.event.EventType;
import dev.limner.event.Lists;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.history.LocalClock;
import dev.limner.language.Carried;
import dev.limner.language.Expr;
import dev.limner.language.Expr.Operator;
import dev.limner.language.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Solves conditions within `where` for the properties that an event would need.
///
/// It knows comparisons with literals, lists, patterns and places. What it cannot solve it leaves open: whoever
/// asks tries the event out.
final class Wants {
    /// Stands for a text that the customer has not had yet.
    static final String FRESH = "\u0000";

    private final TrackingPlan plan;
    private final LocalClock clock;

    Wants(TrackingPlan plan, LocalClock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /// Values of properties by name that fulfil a condition, or contradict it where `wanted` is false.
    Map<String, String> solve(@Nullable Expr where, boolean wanted, List<EventType> types) {
        Map<String, String> values = new LinkedHashMap<>();
        if (where != null) {
            solve(where, wanted, types, values);
        }
        return values;
    }

    private void solve(Expr expr, boolean wanted, List<EventType> types, Map<String, String> into) {
        switch (expr) {
            case Expr.And(var all) -> {
                for (Expr each : wanted ? all : all.subList(0, 1)) {
                    solve(each, wanted, types, into);
                }
            }
            case Expr.Or(var any) -> {
                for (Expr each : wanted ? any.subList(0, 1) : any) {
                    solve(each, wanted, types, into);
                }
            }
            case Expr.Not(var negated) -> solve(negated, !wanted, types, into);
            case Expr.Name(var name) -> put(into, name, Boolean.toString(wanted));
            case Expr.Compare(Expr.Name(var name), var operator, var literal) ->
                put(into, name, fitting(name, operator, literal, wanted, types));
            case Expr.Compare(var literal, var operator, Expr.Name(var name)) ->
                put(into, name, fitting(name, mirrored(operator), literal, wanted, types));
            case Expr.Compare(Expr.Distance distance, var operator, var _) ->
                place(distance, wanted == (operator == Operator.LESS || operator == Operator.AT_MOST), into);
            case Expr.Between(Expr.Name(var name), var negated, var low, var _) ->
                put(into, name, fitting(name, wanted != negated ? Operator.AT_LEAST : Operator.LESS, low, true, types));
            case Expr.OneOf(Expr.Name(var name), var negated, var options) ->
                put(
                        into,
                        name,
                        fitting(
                                name,
                                wanted != negated ? Operator.EQUAL : Operator.NOT_EQUAL,
                                wanted != negated ? options.getFirst() : options.getLast(),
                                true,
                                types));
            case Expr.Contains(Expr.Text(var element), var negated, Expr.Name(var name)) ->
                put(into, name, Lists.encode(wanted != negated ? List.of(element) : List.of()));
            case Expr.Like(Expr.Name(var name), var negated, var pattern) ->
                put(into, name, wanted != negated ? like(pattern) : FRESH);
            case Expr.IsKnown(Expr.Name(var name), var known) when known == wanted -> put(into, name, any(name, types));
            case Expr _ -> {}
        }
    }

    private static void put(Map<String, String> into, String name, @Nullable String value) {
        if (value != null) {
            into.putIfAbsent(name, value);
        }
    }

    private static void place(Expr.Distance distance, boolean near, Map<String, String> into) {
        if (distance.from() instanceof Expr.EventPlace && distance.to() instanceof Expr.Place place) {
            into.putIfAbsent(
                    "latitude", (near ? place.latitude() : place.latitude().negate()).toPlainString());
            into.putIfAbsent("longitude", place.longitude().toPlainString());
        }
    }

    private @Nullable String fitting(
            String name, Operator operator, Expr literal, boolean wanted, List<EventType> types) {
        Told told = literal(literal, clock);
        Property property = Carried.property(plan, types, name);
        if (told == null || told.value() == null || property == null) {
            return null;
        }
        Operator asked = wanted ? operator : opposite(operator);
        int step = switch (asked) {
            case EQUAL, AT_LEAST, AT_MOST -> 0;
            case GREATER, NOT_EQUAL -> 1;
            case LESS -> -1;
        };
        if (told.type() == Type.DATE && property.type() == ValueType.INSTANT) {
            LocalDate date = LocalDate.parse(told.value()).plusDays(step);
            return date.atTime(12, 0).atZone(clock.zone()).toInstant().toString();
        }
        return asked == Operator.NOT_EQUAL && property.type() == ValueType.TEXT
                ? FRESH
                : stepped(property.type(), told.value(), step);
    }

    /// A value a least step beside another; null where there is none.
    static @Nullable String stepped(ValueType type, String value, int step) {
        if (step == 0) {
            return value;
        }
        return switch (type) {
            case TEXT -> step > 0 ? other(value) : value.isEmpty() ? null : "";
            case NUMBER, INTEGER -> Told.plain(new BigDecimal(value).add(BigDecimal.valueOf(step)));
            case MONEY -> Told.plain(new BigDecimal(value).add(BigDecimal.valueOf(step, 2)));
            case BOOLEAN -> Boolean.toString(!Boolean.parseBoolean(value));
            case INSTANT -> Instant.parse(value).plusSeconds(step).toString();
            case DATE -> LocalDate.parse(value).plusDays(step).toString();
            case LIST -> null;
        };
    }

    /// Another text, which is greater.
    static String other(String text) {
        return text + "~";
    }

    /// The shortest text that a pattern fits.
    static String like(String pattern) {
        return pattern.replace("%", "").replace('_', 'a');
    }

    private @Nullable String any(String name, List<EventType> types) {
        Property property = Carried.property(plan, types, name);
        return property == null ? null : any(property.type());
    }

    static String any(ValueType type) {
        return switch (type) {
            case TEXT -> "a";
            case NUMBER, INTEGER, MONEY -> "1";
            case BOOLEAN -> "true";
            case INSTANT -> "2000-01-01T00:00:00Z";
            case DATE -> "2000-01-01";
            case LIST -> Lists.encode(List.of());
        };
    }

    static Operator mirrored(Operator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> operator;
            case LESS -> Operator.GREATER;
            case AT_MOST -> Operator.AT_LEAST;
            case GREATER -> Operator.LESS;
            case AT_LEAST -> Operator.AT_MOST;
        };
    }

    private static Operator opposite(Operator operator) {
        return switch (operator) {
            case EQUAL -> Operator.NOT_EQUAL;
            case NOT_EQUAL -> Operator.EQUAL;
            case LESS -> Operator.AT_LEAST;
            case AT_MOST -> Operator.GREATER;
            case GREATER -> Operator.AT_MOST;
            case AT_LEAST -> Operator.LESS;
        };
    }

    /// The value of a literal; null of what is none.
    static @Nullable Told literal(Expr expr, LocalClock clock) {
        return switch (expr) {
            case Expr.Decimal(var value) -> Told.of(Type.NUMBER, value);
            case Expr.Negative(Expr.Decimal(var value)) -> Told.of(Type.NUMBER, value.negate());
            case Expr.Text(var value) -> new Told(Type.TEXT, value);
            case Expr.Bool(var value) -> Told.of(value);
            case Expr.Date(var value) -> new Told(Type.DATE, value.toString());
            case Expr.Timestamp(var value, var offset) ->
                Told.of(Type.INSTANT, BigDecimal.valueOf(Bounds.at(value, offset, clock.zone())));
            case Expr.Weekday(var day) -> Told.of(Type.WEEKDAY, BigDecimal.valueOf(day.getValue()));
            case Expr _ -> null;
        };
    }
}

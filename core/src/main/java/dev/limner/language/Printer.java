package dev.limner.language;

import dev.limner.language.Expr.EventSet;
import dev.limner.language.Expr.Events;
import dev.limner.language.Expr.Fold;
import dev.limner.language.Expr.Operator;
import dev.limner.language.Expr.Point;
import dev.limner.language.Expr.Sign;
import dev.limner.language.Expr.Step;
import dev.limner.language.Expr.Unit;
import dev.limner.language.Expr.Window;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes expressions as text: reading what is written gives an equal tree.
public final class Printer {
    /// How tightly a construct binds; one that binds less than its place asks for goes into brackets.
    private static final int OR = 1;

    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int COMPARISON = 4;
    private static final int SUM = 5;
    private static final int PRODUCT = 6;
    private static final int SIGNED = 7;
    private static final int PRIMARY = 8;

    private Printer() {}

    /// The usual text of an expression.
    public static String print(Expr expr) {
        return print(expr, 0);
    }

    private static String print(Expr expr, int place) {
        String text = text(expr);
        return level(expr) < place ? "(" + text + ")" : text;
    }

    private static int level(Expr expr) {
        return switch (expr) {
            case Expr.ForAny _, Expr.CustomerZone _ -> 0;
            case Expr.Or _ -> OR;
            case Expr.And _ -> AND;
            case Expr.Not _ -> NOT;
            case Expr.Compare _, Expr.Between _, Expr.OneOf _, Expr.Contains _, Expr.Like _, Expr.IsKnown _ ->
                COMPARISON;
            case Expr.Exists _, Expr.LastAll _, Expr.InSegment _, Expr.Crossed _, Expr.Consents _ -> COMPARISON;
            case Expr.Arithmetic(var _, var sign, var _) -> sign == Sign.PLUS || sign == Sign.MINUS ? SUM : PRODUCT;
            case Expr.Negative _ -> SIGNED;
            case Expr.Decimal(var value) -> value.signum() < 0 ? SIGNED : PRIMARY;
            case Expr.Text _, Expr.Bool _, Expr.Date _, Expr.Timestamp _, Expr.Span _, Expr.Length _, Expr.Weekday _ ->
                PRIMARY;
            case Expr.Place _, Expr.Name _, Expr.Score _, Expr.Standing _, Expr.Aggregate _, Expr.Trend _ -> PRIMARY;
            case Expr.Since _, Expr.LocalHour _, Expr.LocalWeekday _, Expr.LastPlace _, Expr.EventPlace _ -> PRIMARY;
            case Expr.Distance _ -> PRIMARY;
        };
    }

    private static String text(Expr expr) {
        return switch (expr) {
            case Expr.Decimal(var value) -> value.toPlainString();
            case Expr.Text(var value) -> Names.text(value);
            case Expr.Bool(var value) -> Boolean.toString(value);
            case Expr.Date(var value) -> value.toString();
            case Expr.Timestamp(var value, var offset) -> time(value, offset);
            case Expr.Span span -> span(span);
            case Expr.Length(var amount, var unit) -> amount.toPlainString() + " " + lower(unit);
            case Expr.Weekday(var day) -> lower(day);
            case Expr.Place(var latitude, var longitude) -> latitude.toPlainString() + ", " + longitude.toPlainString();
            case Expr.Name(var name) -> Names.name(name);
            case Expr.Score(var model) -> "score(" + Names.text(model) + ")";
            case Expr.InSegment(var segment, var at) ->
                "in segment " + Names.text(segment) + (at == null ? "" : " at " + point(at));
            case Expr.Crossed(var crossing, var segment, var window) ->
                lower(crossing) + " segment " + Names.text(segment) + window(window);
            case Expr.Consents(var purpose, var channel) ->
                "consents to " + Names.text(purpose) + (channel == null ? "" : " by " + Names.text(channel));
            case Expr.Standing(var kind, var tag, var segment) ->
                lower(kind) + "(" + Names.name(tag) + (segment == null ? "" : " in segment " + Names.text(segment))
                        + ")";
            case Expr.Exists(var any, var set) ->
                // a sequence says by itself that there is one
                any && set instanceof Expr.Sequence
                        ? set(set, null, false)
                        : (any ? "any " : "no ") + set(set, null, false);
            case Expr.Aggregate aggregate -> aggregate(aggregate);
            case Expr.LastAll(var count, var events, var condition) ->
                "last " + count + " " + set(events, null, false) + " all where " + print(condition, COMPARISON);
            case Expr.ForAny(var property, var condition) ->
                "for any " + Names.name(property) + ": " + print(condition);
            case Expr.Trend(var of, var count, var unit) ->
                "trend(" + text(of) + " over last " + count + " " + unit(count, unit) + ")";
            case Expr.Since(var days, var instant) -> (days ? "days" : "time") + " since " + print(instant, PRIMARY);
            case Expr.LocalHour() -> "local hour";
            case Expr.LocalWeekday() -> "weekday";
            case Expr.LastPlace() -> "last place";
            case Expr.EventPlace() -> "place";
            case Expr.Distance(var from, var to) -> "distance(" + print(from, PRIMARY) + ", " + text(to) + ")";
            case Expr.CustomerZone(var inside) -> "customer zone: " + print(inside);
            case Expr.And(var all) -> joined(all, " and ", NOT);
            case Expr.Or(var any) -> joined(any, " or ", AND);
            // `not in segment` would look like one word
            case Expr.Not(var negated) -> "not " + print(negated, negated instanceof Expr.InSegment ? SUM : NOT);
            case Expr.Compare(var left, var operator, var right) ->
                print(left, SUM) + " " + mark(operator) + " " + print(right, SUM);
            case Expr.Between(var value, var negated, var low, var high) ->
                print(value, SUM) + not(negated) + " between " + print(low, SUM) + " and " + print(high, SUM);
            case Expr.OneOf(var value, var negated, var options) ->
                print(value, SUM) + not(negated) + " in (" + joined(options, ", ", SUM) + ")";
            case Expr.Contains(var element, var negated, var list) ->
                print(element, SUM) + not(negated) + " in " + print(list, PRIMARY);
            case Expr.Like(var value, var negated, var pattern) ->
                print(value, SUM) + not(negated) + " like " + Names.text(pattern);
            case Expr.IsKnown(var value, var known) -> print(value, SUM) + " is " + (known ? "known" : "missing");
            case Expr.Arithmetic(var left, var sign, var right) -> arithmetic(left, sign, right);
            case Expr.Negative(var value) -> "-" + (value instanceof Expr.Negative ? " " : "") + print(value, SIGNED);
        };
    }

    private static String arithmetic(Expr left, Sign sign, Expr right) {
        return switch (sign) {
            case PLUS -> print(left, SUM) + " + " + print(right, PRODUCT);
            case MINUS -> print(left, SUM) + " - " + print(right, PRODUCT);
            case TIMES -> print(left, PRODUCT) + " * " + print(right, SIGNED);
            case DIVIDED_BY -> print(left, PRODUCT) + " / " + print(right, SIGNED);
        };
    }

    private static String aggregate(Expr.Aggregate aggregate) {
        boolean end = aggregate.fold() == Fold.FIRST || aggregate.fold() == Fold.LAST;
        if (end
                && aggregate.halfLife() == null
                && aggregate.set() instanceof Events(var _, var where, var window)
                && where == null
                && window == null) {
            return lower(aggregate.fold()) + " " + set(aggregate.set(), aggregate.property(), true);
        }
        String name = aggregate.fold() == Fold.MEDIAN_GAP ? "median gap" : lower(aggregate.fold());
        String fading = aggregate.halfLife() == null ? "" : " half-life " + span(aggregate.halfLife());
        return name + "(" + set(aggregate.set(), aggregate.property(), true) + fading + ")";
    }

    /// A set of events; within brackets its condition needs none of its own.
    private static String set(EventSet set, @Nullable String property, boolean bracketed) {
        return switch (set) {
            case Events(var type, var where, var window) -> {
                String path = Names.event(type) + (property == null ? "" : "." + Names.name(property));
                // `between` would be taken for a comparison after a condition
                boolean before = window instanceof Window.Between;
                yield path
                        + (window != null && before ? window(window) : "")
                        + (where == null ? "" : " where " + print(where, bracketed ? 0 : COMPARISON))
                        + (window == null || before ? "" : window(window));
            }
            case Expr.Sequence(var steps, var window) ->
                "sequence(" + steps.stream().map(Printer::step).collect(Collectors.joining(" then ")) + ")"
                        + (window == null ? "" : window(window));
        };
    }

    private static String step(Step step) {
        return set(step.events(), null, true)
                + (step.within() == null ? "" : " within " + span(step.within()))
                + step.without().stream()
                        .map(events -> " without " + set(events, null, true))
                        .collect(Collectors.joining());
    }

    private static String window(Window window) {
        return switch (window) {
            case Window.Last(var count, var unit) -> " in last " + count + " " + unit(count, unit);
            case Window.Calendar(var previous, var unit) -> " in " + (previous ? "previous " : "this ") + lower(unit);
            case Window.Between(var from, var to) -> " between " + point(from) + " and " + point(to);
            case Window.Before(var end) -> " before " + point(end);
            case Window.From(var start) -> " since " + point(start);
        };
    }

    private static String point(Point point) {
        return switch (point) {
            case Point.Day(var date) -> date.toString();
            case Point.At(var time, var offset) -> time(time, offset);
            case Point.Ago(var count, var unit) -> count + " " + unit(count, unit) + " ago";
        };
    }

    private static String time(LocalDateTime time, @Nullable ZoneOffset offset) {
        return time + (offset == null ? "" : offset.toString());
    }

    private static String span(Expr.Span span) {
        return span.amount() + " " + unit(span.amount(), span.unit());
    }

    private static String unit(long count, Unit unit) {
        return lower(unit) + (count == 1 ? "" : "s");
    }

    private static String joined(List<Expr> all, String between, int place) {
        return all.stream().map(expr -> print(expr, place)).collect(Collectors.joining(between));
    }

    private static String not(boolean negated) {
        return negated ? " not" : "";
    }

    static String mark(Operator operator) {
        return switch (operator) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "!=";
            case LESS -> "<";
            case AT_MOST -> "<=";
            case GREATER -> ">";
            case AT_LEAST -> ">=";
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

package dev.limner.language.plan;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.language.Carried;
import dev.limner.language.Expr;
import dev.limner.language.Expr.Events;
import dev.limner.language.Expr.Fold;
import dev.limner.language.Expr.Operator;
import dev.limner.language.Positive;
import dev.limner.language.Type;
import dev.limner.problem.InternalProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compiles the nodes of one expression where it stands.
final class ExprCompiler {
    private final Compiler shared;
    private final Context context;

    ExprCompiler(Compiler shared, Context context) {
        this.shared = shared;
        this.context = context;
    }

    private ExprCompiler in(Context other) {
        return new ExprCompiler(shared, other);
    }

    private Type type(Expr node) {
        return context.checked().type(node);
    }

    // ---- Conditions

    Truth truth(Expr expr) {
        return switch (expr) {
            case Expr.Bool(var value) -> new Conditions.Always(value);
            case Expr.And(var all) ->
                new Conditions.Both(all.stream().map(this::truth).toList());
            case Expr.Or(var any) ->
                new Conditions.Either(any.stream().map(this::truth).toList());
            case Expr.Not(var negated) -> new Conditions.Neither(truth(negated));
            case Expr.Name _ -> new Conditions.IsYes(quantity(expr));
            case Expr.Aggregate _ -> new Conditions.IsYes(quantity(expr));
            case Expr.Compare compare -> compare(compare.left(), compare.operator(), compare.right());
            case Expr.Between(var value, var negated, var low, var high) -> between(value, negated, low, high);
            case Expr.OneOf oneOf -> oneOf(oneOf);
            case Expr.Contains(var element, var negated, var list) -> contains(element, negated, list);
            case Expr.Like(var value, var negated, var pattern) -> test(value, new TextTest.Fits(pattern, negated));
            case Expr.IsKnown(var value, var known) -> known(value, known);
            case Expr.Exists(var any, var set) -> new Conditions.Exists(any, latest(set));
            case Expr.LastAll(var count, var events, var condition) -> {
                ExprCompiler inside = in(context.within(types(events)));
                yield new Conditions.LastAll(count, plain(events, true), inside.truth(condition), asksClock(condition));
            }
            case Expr.ForAny forAny -> forAny(forAny);
            case Expr.InSegment(var segment, var at) -> {
                Definition definition = shared.segment(segment, at != null);
                if (at == null) {
                    yield new Memberships.Now(definition);
                }
                zone();
                yield new Memberships.At(definition, at, context.customerZone());
            }
            case Expr.Crossed(var crossing, var segment, var window) ->
                new Memberships.Crossed(
                        crossing,
                        shared.segment(segment, true),
                        Objects.requireNonNull(shared.bounds(window, context.customerZone())));
            case Expr.Consents(var purpose, var channel) -> ofWhole(consents(purpose, channel));
            case Expr.CustomerZone(var inside) ->
                in(context.ofCustomerZone()).zone().truth(inside);
            case Expr other -> throw new InternalProblem("no condition: " + other);
        };
    }

    private ExprCompiler zone() {
        if (context.customerZone()) {
            shared.zoned();
        }
        return this;
    }

    private Truth compare(Expr left, Operator operator, Expr right) {
        if (type(left) == Type.TEXT) {
            return compareTexts(left, operator, right);
        }
        Quantity a = alike(left, right);
        Quantity b = alike(right, left);
        Conditions.Compared compared = new Conditions.Compared(fitted(a, b), operator, fitted(b, a));
        return Ratio.of(compared);
    }

    /// A side of a comparison in the units of the other: instants as dates beside dates, days as durations
    /// beside durations.
    private Quantity alike(Expr side, Expr other) {
        Quantity quantity = quantity(side);
        if (type(side) == Type.INSTANT && type(other) == Type.DATE) {
            zone();
            return new Measures.DateOf(quantity, context.customerZone());
        }
        return type(side) == Type.DAYS && type(other) == Type.DURATION ? days(quantity) : quantity;
    }

    private static Quantity days(Quantity quantity) {
        return quantity.form() == Quantity.Form.WHOLE
                ? new Measures.DaysLong(quantity)
                : new Measures.Computed(
                        quantity, Expr.Sign.TIMES, new Measures.Fixed(dev.limner.history.LocalClock.MICROS_PER_DAY, 0));
    }

    /// A literal with as many decimals as what it is compared with, so that whole numbers are compared.
    private static Quantity fitted(Quantity side, Quantity other) {
        if (side instanceof Measures.Fixed(var raw, var scale)
                && other.form() == Quantity.Form.WHOLE
                && other.scale() > scale
                && Math.abs(raw) < 1_000_000_000_000L) {
            return new Measures.Fixed(raw * Math.powExact(10L, other.scale() - scale), other.scale());
        }
        return side;
    }

    private Truth compareTexts(Expr left, Operator operator, Expr right) {
        if (right instanceof Expr.Text(var literal)) {
            return test(left, question(operator, literal));
        }
        if (left instanceof Expr.Text(var literal)) {
            return test(right, question(mirrored(operator), literal));
        }
        return new Conditions.TwoTexts(text(left), operator, text(right), false);
    }

    private static TextTest question(Operator operator, String literal) {
        return switch (operator) {
            case EQUAL -> new TextTest.Among(Set.of(literal), false);
            case NOT_EQUAL -> new TextTest.Among(Set.of(literal), true);
            case LESS, AT_MOST, GREATER, AT_LEAST -> new TextTest.Compared(operator, literal);
        };
    }

    private static Operator mirrored(Operator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> operator;
            case LESS -> Operator.GREATER;
            case AT_MOST -> Operator.AT_LEAST;
            case GREATER -> Operator.LESS;
            case AT_LEAST -> Operator.AT_MOST;
        };
    }

    private Truth test(Expr text, TextTest test) {
        if (context.isEvent() && text instanceof Expr.Name(var name)) {
            return shared.coded(shared.read(property(name)), test);
        }
        Textual compiled = text(text);
        return compiled instanceof Texts.Said said ? shared.said(said, test) : new Conditions.Tested(compiled, test);
    }

    /// Both ends must be known, so that `not between` too is false beside something missing.
    private Truth between(Expr value, boolean negated, Expr low, Expr high) {
        Truth inside = new Conditions.Both(
                List.of(compare(value, Operator.AT_LEAST, low), compare(value, Operator.AT_MOST, high)));
        if (!negated) {
            return inside;
        }
        return new Conditions.Both(List.of(
                known(low, true),
                known(high, true),
                new Conditions.Either(
                        List.of(compare(value, Operator.LESS, low), compare(value, Operator.GREATER, high)))));
    }

    private Truth oneOf(Expr.OneOf oneOf) {
        if (type(oneOf.value()) == Type.TEXT) {
            Set<String> texts = new TreeSet<>();
            oneOf.options().forEach(option -> texts.add(((Expr.Text) option).value()));
            return test(oneOf.value(), new TextTest.Among(texts, oneOf.negated()));
        }
        List<Truth> each = oneOf.options().stream()
                .map(option -> compare(oneOf.value(), oneOf.negated() ? Operator.NOT_EQUAL : Operator.EQUAL, option))
                .toList();
        return oneOf.negated() ? new Conditions.Both(each) : new Conditions.Either(each);
    }

    private Truth contains(Expr element, boolean negated, Expr list) {
        return element instanceof Expr.Text(var literal)
                ? test(list, new TextTest.Holds(literal, negated))
                : new Conditions.TwoTexts(
                        text(element), negated ? Operator.NOT_EQUAL : Operator.EQUAL, text(list), true);
    }

    private Truth known(Expr value, boolean known) {
        return switch (type(value)) {
            case TEXT, LIST -> new Conditions.Known(null, text(value), known);
            case PLACE ->
                new Conditions.Known(
                        new Measures.DistanceFrom(spot(value instanceof Expr.EventPlace), 0, 0), null, known);
            case BOOLEAN, NUMBER, MONEY, DAYS, INSTANT, DATE, DURATION, LENGTH, WEEKDAY, UNKNOWN ->
                new Conditions.Known(quantity(value), null, known);
        };
    }

    private Truth forAny(Expr.ForAny forAny) {
        Map<Positive.Inside, Boolean> sets = new LinkedHashMap<>();
        Positive.sets(forAny.condition(), sets);
        List<Occurrences.Plain> positive = new ArrayList<>();
        List<Occurrences.Plain> all = new ArrayList<>();
        Property property = null;
        for (Map.Entry<Positive.Inside, Boolean> each : sets.entrySet()) {
            Events events = each.getKey().events();
            Occurrences.Plain set = each.getKey().customerZone()
                    ? in(context.ofCustomerZone()).zone().plain(events)
                    : plain(events);
            all.add(set);
            if (each.getValue()) {
                positive.add(set);
                property = Objects.requireNonNull(
                        Carried.property(shared.lexicon().plan(), types(events), forAny.property()));
            }
        }
        return new ForAnyOf(
                shared.read(Objects.requireNonNull(property)),
                in(context.ofPart()).truth(forAny.condition()),
                positive,
                all);
    }

    private Truth consents(String purpose, @Nullable String channel) {
        return new Conditions.Consents(
                consent("consent_given", purpose, channel),
                consent("consent_withdrawn", purpose, channel),
                shared.lexicon().purposes().byDefault(purpose, channel));
    }

    private Occurrences.Plain consent(String name, String purpose, @Nullable String channel) {
        EventType type = shared.lexicon().plan().type(name);
        ExprCompiler inside = in(context.within(List.of(type)));
        Truth where = inside.test(new Expr.Name("purpose"), new TextTest.Among(Set.of(purpose), false));
        Property by = Carried.property(shared.lexicon().plan(), List.of(type), "channel");
        if (channel != null && by != null) {
            where = new Conditions.Both(List.of(
                    where,
                    new Conditions.Either(List.of(
                            new Conditions.Known(null, new Texts.OfEvent(shared.read(by)), false),
                            inside.test(new Expr.Name("channel"), new TextTest.Among(Set.of(channel), false))))));
        }
        return shared.latest(type, where);
    }

    private Truth ofWhole(Truth truth) {
        return context.part() ? new Conditions.OnWhole(truth) : truth;
    }

    // ---- Sets of events

    private Occurrences occurrences(Expr.EventSet set) {
        return switch (set) {
            case Events events -> plain(events);
            case Expr.Sequence(var steps, var window) -> {
                zone();
                Bounds bounds = shared.bounds(window, context.customerZone());
                yield shared.matches(
                        steps.stream().map(step -> step(step, bounds)).toList(), bounds);
            }
        };
    }

    private Occurrences.StepOf step(Expr.Step step, @Nullable Bounds window) {
        return new Occurrences.StepOf(
                base(step.events(), window, false),
                step.within() == null ? Long.MAX_VALUE : span(step.within()),
                step.without().stream()
                        .map(events -> base(events, window, false))
                        .toList());
    }

    /// The same, where the latest ones suffice.
    private Occurrences latest(Expr.EventSet set) {
        return set instanceof Events events ? plain(events, true) : occurrences(set);
    }

    private Occurrences.Plain plain(Events events) {
        return plain(events, false);
    }

    /// @param latest whether the latest ones suffice where there is no window
    private Occurrences.Plain plain(Events events, boolean latest) {
        zone();
        Bounds window = shared.bounds(events.window(), context.customerZone());
        return new Occurrences.Plain(base(events, window, latest), window);
    }

    private Occurrences.Base base(Events events, @Nullable Bounds window, boolean latest) {
        boolean any = events.type().equals(Expr.ANY_TYPE);
        EventType type = any ? null : shared.lexicon().plan().type(events.type());
        Expr where = events.where();
        int before = shared.notes();
        Truth fits = where == null ? null : in(context.within(types(events))).truth(where);
        if (shared.notes() != before) {
            shared.everything(); // whether an event belongs to the set is not told by the event alone
        }
        return shared.base(type, fits, where != null && asksClock(where), window, latest);
    }

    private List<EventType> types(Events events) {
        return events.type().equals(Expr.ANY_TYPE)
                ? shared.lexicon().plan().types()
                : List.of(shared.lexicon().plan().type(events.type()));
    }

    /// Whether an answer depends on the customer's clock.
    private static boolean asksClock(Expr expr) {
        return expr instanceof Expr.LocalHour
                || expr instanceof Expr.LocalWeekday
                || dev.limner.language.Children.of(expr).stream().anyMatch(ExprCompiler::asksClock);
    }

    private Property property(String name) {
        return Objects.requireNonNull(Carried.property(shared.lexicon().plan(), context.types(), name), name);
    }

    // ---- Texts

    Textual text(Expr expr) {
        return switch (expr) {
            case Expr.Text(var value) -> new Texts.Literal(value);
            case Expr.Name(var name) when context.isEvent() -> new Texts.OfEvent(shared.read(property(name)));
            case Expr.Name(var name) -> named(name);
            case Expr.Aggregate(var fold, var set, var property, var _) -> {
                Events events = (Events) set;
                Property of = shared.read(carried(events, Objects.requireNonNull(property)));
                yield fold == Fold.TOP
                        ? new Texts.Top(plain(events), of)
                        : new Texts.End(fold == Fold.FIRST, plain(events, fold == Fold.LAST), of);
            }
            case Expr.CustomerZone(var inside) ->
                in(context.ofCustomerZone()).zone().text(inside);
            case Expr other -> throw new InternalProblem("no text: " + other);
        };
    }

    private Textual named(String name) {
        Plan.Value tag = shared.taggedValue(name);
        Textual text = tag == null ? shared.textTrait(trait(name)) : Objects.requireNonNull(tag.text());
        return context.part() ? new Texts.OnWhole(text) : text;
    }

    private Property carried(Events events, String property) {
        return Objects.requireNonNull(Carried.property(shared.lexicon().plan(), types(events), property), property);
    }

    private Property trait(String name) {
        EventType traits = shared.lexicon().plan().type("traits");
        return shared.lexicon().plan().property(traits, name);
    }

    // ---- Quantities

    Quantity quantity(Expr expr) {
        return switch (expr) {
            case Expr.Decimal(var value) -> fixed(value);
            case Expr.Bool(var value) -> new Measures.Fixed(value ? 1 : 0, 0);
            case Expr.Date(var value) -> new Measures.Fixed(value.toEpochDay(), 0);
            case Expr.Timestamp(var value, var offset) -> {
                if (context.customerZone() && offset == null) {
                    shared.zoned();
                    yield new Measures.LocalTime(value);
                }
                yield new Measures.Fixed(Bounds.at(value, offset, shared.clock().zone()), 0);
            }
            case Expr.Span span -> new Measures.Fixed(span(span), 0);
            case Expr.Length(var amount, var unit) ->
                fixed(unit == Expr.LengthUnit.KM ? amount.movePointRight(3) : amount);
            case Expr.Weekday(var day) -> new Measures.Fixed(day.getValue(), 0);
            case Expr.LocalWeekday() -> {
                shared.zoned();
                yield new Measures.Day(context.isEvent());
            }
            case Expr.LocalHour() -> {
                shared.zoned();
                yield new Measures.Hour(context.isEvent());
            }
            case Expr.Name(var name) when context.isEvent() -> new Measures.OfEvent(shared.read(property(name)));
            case Expr.Name(var name) -> namedQuantity(name);
            case Expr.Score(var model) -> ofWhole(score(model));
            case Expr.Aggregate aggregate -> fold(aggregate);
            case Expr.Trend(var of, var count, var unit) -> trend(of, count, unit);
            case Expr.Since(var days, var instant) -> {
                zone();
                yield days
                        ? new Measures.DaysSince(quantity(instant), type(instant) == Type.DATE, context.customerZone())
                        : new Measures.TimeSince(quantity(instant));
            }
            case Expr.Distance(var from, var to) -> {
                Expr.Place place = (Expr.Place) to;
                yield new Measures.DistanceFrom(
                        spot(from instanceof Expr.EventPlace),
                        place.latitude().doubleValue(),
                        place.longitude().doubleValue());
            }
            case Expr.Standing(var kind, var tag, var segment) ->
                new Tags.Standing(
                        kind == Expr.StandingKind.PERCENTILE, namedQuantity(tag), shared.ranking(tag, segment));
            case Expr.Arithmetic(var left, var sign, var right) -> {
                Quantity a = quantity(left);
                Quantity b = quantity(right);
                yield new Measures.Computed(
                        type(left) == Type.DAYS && type(right) == Type.DURATION ? days(a) : a,
                        sign,
                        type(right) == Type.DAYS && type(left) == Type.DURATION ? days(b) : b);
            }
            case Expr.Negative(var value) -> new Measures.Negated(quantity(value));
            case Expr.CustomerZone(var inside) ->
                in(context.ofCustomerZone()).zone().quantity(inside);
            case Expr condition -> new Measures.YesNo(truth(condition));
        };
    }

    private Quantity ofWhole(Quantity quantity) {
        return context.part() ? new Measures.OnWhole(quantity) : quantity;
    }

    private Quantity namedQuantity(String name) {
        Plan.Value tag = shared.taggedValue(name);
        return ofWhole(tag == null ? shared.trait(trait(name)) : Objects.requireNonNull(tag.quantity()));
    }

    private Quantity score(String model) {
        Scored scored = shared.lexicon().scored(model);
        if (scored != null) {
            return shared.scored(model, scored, shared.lexicon().plan().has("score") ? uploaded(model) : null);
        }
        return uploaded(model);
    }

    private Quantity uploaded(String model) {
        EventType type = shared.lexicon().plan().type("score");
        Truth where = in(context.within(List.of(type)))
                .test(new Expr.Name("model"), new TextTest.Among(Set.of(model), false));
        Property value = shared.read(shared.lexicon().plan().property(type, "value"));
        return new Folds.EndOf(false, shared.latest(type, where), value);
    }

    private Quantity fold(Expr.Aggregate aggregate) {
        String name = aggregate.property();
        if (aggregate.halfLife() != null) {
            Events events = (Events) aggregate.set();
            Property of = name == null ? null : shared.read(carried(events, name));
            return new Folds.Faded(plain(events), of, span(aggregate.halfLife()));
        }
        if (name == null) {
            Occurrences set = aggregate.fold() == Fold.LAST ? latest(aggregate.set()) : occurrences(aggregate.set());
            return switch (aggregate.fold()) {
                case COUNT -> new Folds.Count(set);
                case FIRST -> new Folds.Occasion(true, set);
                case LAST -> new Folds.Occasion(false, set);
                case MEDIAN_GAP -> new Folds.MedianGap(set);
                case SUM, AVG, MIN, MAX, MEDIAN, TOP, DISTINCT ->
                    throw new InternalProblem("no property: " + aggregate);
            };
        }
        Events events = (Events) aggregate.set();
        Property of = shared.read(carried(events, name));
        Occurrences.Plain set = plain(events, aggregate.fold() == Fold.LAST);
        return switch (aggregate.fold()) {
            case SUM -> new Folds.SumOf(set, of);
            case AVG -> new Folds.MeanOf(set, of);
            case MIN -> new Folds.ExtremeOf(false, set, of);
            case MAX -> new Folds.ExtremeOf(true, set, of);
            case MEDIAN -> new Folds.MedianOf(set, of);
            case DISTINCT -> new Folds.DistinctOf(set, of);
            case FIRST -> new Folds.EndOf(true, set, of);
            case LAST -> new Folds.EndOf(false, set, of);
            case COUNT, TOP, MEDIAN_GAP -> throw new InternalProblem("no quantity: " + aggregate);
        };
    }

    private Quantity trend(Expr.Aggregate of, long count, Expr.Unit unit) {
        Events events = (Events) of.set();
        Property property = of.property() == null ? null : shared.read(carried(events, of.property()));
        Bounds window = shared.bounds(new Expr.Window.Last(count, unit), false);
        return new TrendOf(base(events, window, false), property, Math.toIntExact(count), Calendars.fixed(unit));
    }

    private Measures.Spot spot(boolean ofEvent) {
        List<EventType> all =
                ofEvent ? context.types() : shared.lexicon().plan().types();
        List<EventType> placed = all.stream()
                .filter(type ->
                        coordinate(List.of(type), "latitude") != null && coordinate(List.of(type), "longitude") != null)
                .toList();
        if (!ofEvent) {
            placed.forEach(shared::note);
        }
        return new Measures.Spot(
                ofEvent,
                shared.read(Objects.requireNonNull(coordinate(placed, "latitude"))),
                shared.read(Objects.requireNonNull(coordinate(placed, "longitude"))));
    }

    private @Nullable Property coordinate(List<EventType> types, String name) {
        return Carried.by(types).stream()
                .filter(property -> property.name().equals(name) && property.type() == ValueType.NUMBER)
                .findFirst()
                .orElse(null);
    }

    private static long span(Expr.Span span) {
        long fixed = Calendars.fixed(span.unit());
        return span.amount() > Long.MAX_VALUE / 4 / fixed ? Long.MAX_VALUE / 4 : span.amount() * fixed;
    }

    private static Quantity fixed(BigDecimal value) {
        return value.unscaledValue().bitLength() < Long.SIZE && value.scale() >= 0
                ? new Measures.Fixed(value.unscaledValue().longValue(), value.scale())
                : new Measures.FixedDecimal(value);
    }
}

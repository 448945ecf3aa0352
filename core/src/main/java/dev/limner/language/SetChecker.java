package dev.limner.language;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.language.Expr.Aggregate;
import dev.limner.language.Expr.EventSet;
import dev.limner.language.Expr.Events;
import dev.limner.language.Expr.Fold;
import dev.limner.language.Expr.Point;
import dev.limner.language.Expr.Step;
import dev.limner.language.Expr.Unit;
import dev.limner.language.Expr.Window;
import dev.limner.language.Source.Part;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks what speaks of events: their names and properties, folds, sequences and windows.
final class SetChecker {
    static final String TRAITS = "traits";
    static final String LATITUDE = "latitude";
    static final String LONGITUDE = "longitude";

    private final Checker checker;
    private final Source source;
    private final TrackingPlan plan;
    private final Mistakes mistakes;

    SetChecker(Checker checker, Source source, TrackingPlan plan, Mistakes mistakes) {
        this.checker = checker;
        this.source = source;
        this.plan = plan;
        this.mistakes = mistakes;
    }

    // ---- Names

    @Nullable
    Property trait(String name) {
        return plan.has(TRAITS)
                ? plan.type(TRAITS).properties().stream()
                        .filter(property -> property.name().equals(name))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /// The traits and what they are called.
    Map<String, Words> traits() {
        return plan.has(TRAITS) ? titled(plan.type(TRAITS).properties()) : Map.of();
    }

    private static Map<String, Words> titled(List<Property> properties) {
        Map<String, Words> titled = new LinkedHashMap<>();
        properties.forEach(property -> titled.put(property.name(), property.title()));
        return titled;
    }

    /// A property of the event that a condition is about.
    Type property(Expr node, String name, Where where) {
        return where.types().isEmpty()
                ? Type.UNKNOWN // the event is not known, which was told
                : found(source.span(node), name, where.event(), where.types());
    }

    private Type found(Span span, String name, String event, List<EventType> types) {
        Property property = Carried.property(plan, types, name);
        if (property == null) {
            List<String> values = new java.util.ArrayList<>(List.of(event));
            values.addAll(Checker.withNearest(name, List.of(), titled(Carried.by(types))));
            mistakes.add(Code.UNKNOWN_PROPERTY, span, values);
            return Type.UNKNOWN;
        }
        return Type.of(property.type());
    }

    /// The types that an event's name stands for; empty, and told, where there are none.
    private List<EventType> types(Events events) {
        if (events.type().equals(Expr.ANY_TYPE)) {
            return plan.types();
        }
        if (plan.has(events.type())) {
            return List.of(plan.type(events.type()));
        }
        Map<String, Words> titled = new LinkedHashMap<>();
        plan.types().forEach(type -> titled.put(type.name(), type.title()));
        List<String> values = Checker.withNearest(events.type(), List.of(), titled);
        if (values.size() == 1) {
            plan.types().stream()
                    .filter(type -> Carried.property(plan, List.of(type), events.type()) != null)
                    .findFirst()
                    .ifPresent(type -> values.add(type.name() + "." + events.type()));
        }
        mistakes.add(Code.UNKNOWN_EVENT_TYPE, source.span(events, Part.EVENT), values);
        return List.of();
    }

    private void needs(Expr node, String... types) {
        for (String type : types) {
            if (!plan.has(type)) {
                checker.tell(Code.UNKNOWN_EVENT_TYPE, node, type);
            }
        }
    }

    /// @param models the names of those whose scores need no events
    Type score(Expr.Score node, java.util.Collection<String> models) {
        if (!models.contains(node.model())) {
            needs(node, "score");
        }
        return Type.NUMBER;
    }

    Type consents(Expr.Consents node, Purposes purposes) {
        needs(node, "consent_given", "consent_withdrawn");
        if (purposes.areDeclared()) {
            List<String> channels = purposes.channels(node.purpose());
            if (!purposes.names().contains(node.purpose())) {
                mistakes.add(
                        Code.UNKNOWN_PURPOSE, source.span(node), Checker.withNearest(node.purpose(), purposes.names()));
            } else if (node.channel() != null && !channels.isEmpty() && !channels.contains(node.channel())) {
                mistakes.add(Code.UNKNOWN_CHANNEL, source.span(node), Checker.withNearest(node.channel(), channels));
            }
        }
        return Type.BOOLEAN;
    }

    Type lastPlace(Expr node) {
        if (plan.types().stream().noneMatch(SetChecker::hasPlace)) {
            checker.tell(Code.EVENTS_WITHOUT_PLACE, node);
        }
        return Type.PLACE;
    }

    Type eventPlace(Expr node, Where where) {
        if (!where.isEvent()) {
            checker.tell(Code.ONLY_IN_WHERE, node, "place");
            return Type.UNKNOWN;
        }
        if (!where.types().isEmpty() && where.types().stream().noneMatch(SetChecker::hasPlace)) {
            checker.tell(Code.UNKNOWN_PROPERTY, node, where.event(), "place");
        }
        return Type.PLACE;
    }

    static boolean hasPlace(EventType type) {
        return type.properties().stream().filter(SetChecker::isCoordinate).count() == 2;
    }

    private static boolean isCoordinate(Property property) {
        return property.type() == ValueType.NUMBER
                && (property.name().equals(LATITUDE) || property.name().equals(LONGITUDE));
    }

    // ---- Sets

    void set(EventSet set) {
        switch (set) {
            case Events events -> events(events);
            case Expr.Sequence sequence -> sequence(sequence);
        }
    }

    /// Checks a set and gives what conditions on its events may name.
    Where events(Events events) {
        Where where = new Where(events.type(), types(events));
        if (events.where() != null) {
            checker.condition(events.where(), where);
        }
        if (events.window() != null) {
            window(events.window());
        }
        return where;
    }

    private void sequence(Expr.Sequence sequence) {
        if (sequence.steps().size() < 2) {
            checker.tell(Code.TOO_FEW_STEPS, sequence);
        }
        for (Step step : sequence.steps()) {
            events(step.events());
            step.without().forEach(this::events);
            if (step.within() != null) {
                duration(step.within());
            }
        }
        Step first = sequence.steps().getFirst();
        if (first.within() != null || !first.without().isEmpty()) {
            checker.tell(Code.FIRST_STEP_FREE, first);
        }
        if (sequence.window() != null) {
            window(sequence.window());
        }
    }

    Type aggregate(Aggregate aggregate) {
        Fold fold = aggregate.fold();
        String name = Checker.kind(fold);
        if (aggregate.halfLife() != null) {
            duration(aggregate.halfLife());
            if (fold != Fold.SUM && fold != Fold.COUNT) {
                checker.tell(Code.HALF_LIFE_OF, aggregate, name);
            }
        }
        return switch (aggregate.set()) {
            case Expr.Sequence sequence -> {
                sequence(sequence);
                if (fold != Fold.COUNT && fold != Fold.FIRST && fold != Fold.LAST && fold != Fold.MEDIAN_GAP) {
                    checker.tell(Code.NOT_OF_SEQUENCES, aggregate, name);
                }
                yield ofEvents(fold);
            }
            case Events events -> {
                Where where = events(events);
                yield aggregate.property() == null
                        ? withoutProperty(aggregate, where, name)
                        : withProperty(aggregate, aggregate.property(), where, name);
            }
        };
    }

    private static Type ofEvents(Fold fold) {
        return switch (fold) {
            case COUNT -> Type.NUMBER;
            case FIRST, LAST -> Type.INSTANT;
            case MEDIAN_GAP -> Type.DURATION;
            case SUM, AVG, MIN, MAX, MEDIAN, TOP, DISTINCT -> Type.UNKNOWN;
        };
    }

    private Type withoutProperty(Aggregate aggregate, Where where, String name) {
        Type type = ofEvents(aggregate.fold());
        if (type == Type.UNKNOWN && !where.types().isEmpty()) {
            String example = Carried.by(where.types()).stream()
                    .filter(property -> fits(aggregate.fold(), Type.of(property.type())))
                    .map(Property::name)
                    .findFirst()
                    .orElse("...");
            checker.tell(Code.PROPERTY_NEEDED, aggregate, name, where.event(), example);
        }
        return type;
    }

    private Type withProperty(Aggregate aggregate, String property, Where where, String name) {
        if (aggregate.fold() == Fold.COUNT || aggregate.fold() == Fold.MEDIAN_GAP) {
            mistakes.add(Code.NO_PROPERTY_WANTED, source.span(aggregate, Part.PROPERTY), List.of(name, property));
            return ofEvents(aggregate.fold());
        }
        if (where.types().isEmpty()) {
            return Type.UNKNOWN;
        }
        Type type = found(source.span(aggregate, Part.PROPERTY), property, where.event(), where.types());
        if (type == Type.UNKNOWN) {
            return type;
        }
        if (!fits(aggregate.fold(), type)) {
            mistakes.add(Code.BAD_FOLD, source.span(aggregate, Part.PROPERTY), List.of(name, type.term()));
            return Type.UNKNOWN;
        }
        return aggregate.fold() == Fold.DISTINCT ? Type.NUMBER : type;
    }

    private static boolean fits(Fold fold, Type type) {
        return switch (fold) {
            case SUM, AVG, MEDIAN -> type.isNumeric();
            case MIN, MAX -> type.isNumeric() || type == Type.DATE || type == Type.INSTANT;
            case TOP -> type == Type.TEXT;
            case DISTINCT -> type != Type.LIST;
            case FIRST, LAST -> true;
            case COUNT, MEDIAN_GAP -> false;
        };
    }

    void trend(Expr node, Aggregate of, Unit unit) {
        boolean plain = of.set() instanceof Events(var _, var _, var window) && window == null && of.halfLife() == null;
        if (!plain || (of.fold() != Fold.SUM && of.fold() != Fold.COUNT)) {
            checker.tell(Code.BAD_FOLD, of, "trend", Printer.print(of));
        }
        fixed(node, unit);
    }

    /// Every set inside must carry the property, and one of them must show its values.
    void forAny(Expr.ForAny forAny) {
        Map<Positive.Inside, Boolean> inside = new LinkedHashMap<>();
        Positive.sets(forAny.condition(), inside);
        if (!inside.containsValue(true)) {
            checker.tell(Code.FOR_ANY_NEEDS_EVENTS, forAny, forAny.property());
        }
        for (Positive.Inside set : inside.keySet()) {
            Events events = set.events();
            List<EventType> types = events.type().equals(Expr.ANY_TYPE)
                    ? plan.types()
                    : plan.has(events.type()) ? List.of(plan.type(events.type())) : List.of();
            if (types.isEmpty()) {
                continue;
            }
            Property property = Carried.property(plan, types, forAny.property());
            if (property == null) {
                found(source.span(forAny, Part.PROPERTY), forAny.property(), events.type(), types);
                return;
            }
            if (property.type() == ValueType.LIST) {
                mistakes.add(Code.BAD_FOLD, source.span(forAny, Part.PROPERTY), List.of("for any", "@list"));
                return;
            }
        }
    }

    // ---- Time

    Type duration(Expr.Span span) {
        fixed(span, span.unit());
        return Type.DURATION;
    }

    private void fixed(Object node, Unit unit) {
        switch (unit) {
            case SECOND, MINUTE, HOUR, DAY, WEEK -> {}
            case MONTH, QUARTER, YEAR -> checker.tell(Code.CALENDAR_UNIT, node, Checker.kind(unit));
        }
    }

    void window(Window window) {
        switch (window) {
            case Window.Last _ -> {}
            case Window.Calendar(var previous, var unit) -> {
                if (unit == Unit.SECOND || unit == Unit.MINUTE || unit == Unit.HOUR) {
                    checker.tell(Code.BAD_PERIOD, window, previous ? "previous" : "this", Checker.kind(unit));
                }
            }
            case Window.Between(var from, var to) -> {
                if (from instanceof Point.Day(var first) && to instanceof Point.Day(var last) && last.isBefore(first)) {
                    checker.tell(Code.EMPTY_WINDOW, window);
                }
            }
            case Window.Before _, Window.From _ -> {}
        }
    }
}

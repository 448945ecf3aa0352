package dev.limner.language.plan;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.language.Carried;
import dev.limner.language.Expr;
import dev.limner.language.Expr.Fold;
import dev.limner.language.Expr.Sign;
import dev.limner.language.Type;
import dev.limner.language.plan.Change.Given;
import dev.limner.language.plan.Change.Wanted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What might flip an answer, read off the parts of a condition and their values: events that its sets count,
/// with values that its comparisons ask for, and values of traits. Whether it does is for [Nearest] to try.
final class Proposals {
    private static final String TRAITS = "traits";

    private final LocalClock clock;
    private final Set<String> tags;
    private final TrackingPlan plan;
    private final Wants wants;
    private final List<String> partValues;
    private final Set<Proposal> found = new LinkedHashSet<>();

    /// Events that happen one after another, perhaps several times; a `trait` is one event of that trait alone.
    record Proposal(List<Wanted> events, boolean trait) {}

    /// @param partValues the values that `for any` sees, those worth trying first
    private Proposals(TrackingPlan plan, LocalClock clock, Set<String> tags, List<String> partValues) {
        this.plan = plan;
        this.clock = clock;
        this.tags = tags;
        this.wants = new Wants(plan, clock);
        this.partValues = partValues;
    }

    /// @param tags the names of tags, which are no traits
    static Set<Proposal> of(
            TrackingPlan plan,
            LocalClock clock,
            Set<String> tags,
            Outline outline,
            WhyNode node,
            List<String> partValues) {
        Proposals proposals = new Proposals(plan, clock, tags, partValues);
        proposals.condition(outline, node, Map.of());
        return proposals.found;
    }

    // ---- Conditions

    private void condition(Outline outline, WhyNode node, Map<String, @Nullable String> given) {
        switch (outline.expr()) {
            case Expr.Compare(var left, var _, var right) -> {
                side(left, targets(value(right, outline, node)), outline, node, given);
                side(right, targets(value(left, outline, node)), outline, node, given);
            }
            case Expr.Between(var value, var _, var low, var high) -> {
                List<String> targets = new ArrayList<>(targets(value(low, outline, node)));
                targets.addAll(targets(value(high, outline, node)));
                side(value, targets, outline, node, given);
            }
            case Expr.OneOf(var value, var _, var options) -> {
                List<String> targets = new ArrayList<>();
                options.forEach(option -> targets.addAll(targets(value(option, outline, node))));
                side(value, targets, outline, node, given);
            }
            case Expr.Contains(var element, var _, var list) -> {
                Told told = value(element, outline, node);
                if (told != null && told.value() != null) {
                    side(list, List.of(list(told.value()), list()), outline, node, given);
                }
            }
            case Expr.Like(var value, var _, var pattern) ->
                side(value, List.of(Wants.like(pattern), Wants.FRESH), outline, node, given);
            case Expr.IsKnown(var value, var _) -> known(value, outline, node, given);
            case Expr.Name _ -> value(outline, node, List.of("true", "false"), given);
            case Expr.Aggregate _ -> value(outline, node, List.of("true", "false"), given);
            case Expr.Exists(var _, var set) -> set(set, given);
            case Expr.LastAll(var _, var events, var condition) -> {
                List<EventType> types = types(events.type());
                for (boolean wanted : new boolean[] {true, false}) {
                    Map<String, @Nullable String> all = new LinkedHashMap<>(given);
                    all.putAll(wants.solve(condition, wanted, types));
                    set(events, all);
                }
            }
            case Expr.Consents(var purpose, var channel) -> {
                Map<String, @Nullable String> values = new LinkedHashMap<>();
                values.put("purpose", purpose);
                if (channel != null) {
                    values.put("channel", channel);
                }
                propose("consent_given", values);
                propose("consent_withdrawn", values);
            }
            case Expr.ForAny(var property, var _) -> {
                for (String value : partValues) {
                    inside(outline, node, with(given, property, value));
                }
                inside(outline, node, with(given, property, null));
            }
            case Expr _ -> inside(outline, node, given);
        }
    }

    private static String list(String... elements) {
        return dev.limner.event.Lists.encode(List.of(elements));
    }

    private void inside(Outline outline, WhyNode node, Map<String, @Nullable String> given) {
        for (int i = 0; i < outline.inside().size(); i++) {
            WhyNode part = i < node.inside().size() ? node.inside().get(i) : null;
            Outline of = outline.inside().get(i);
            condition(of, part == null ? unseen(of) : part, given);
        }
    }

    /// A part that was not looked at, such as those of a `for any` without a value.
    private static WhyNode unseen(Outline outline) {
        return new WhyNode(
                outline.text(), outline.span(), new Told(outline.type(), null), List.of(), null, null, List.of());
    }

    private void known(Expr value, Outline outline, WhyNode node, Map<String, @Nullable String> given) {
        String any = switch (value) {
            case Expr.Name(var name)
            when isTrait(name) ->
                Wants.any(plan.property(plan.type(TRAITS), name).type());
            case Expr _ -> "1";
        };
        if (value instanceof Expr.LastPlace) {
            at(new Expr.Place(BigDecimal.ZERO, BigDecimal.ZERO));
        }
        side(value, List.of(any), outline, node, given);
    }

    // ---- Values

    /// Proposes what gives a side of a comparison one of these values, or merely another one.
    private void side(
            Expr side, List<String> targets, Outline outline, WhyNode node, Map<String, @Nullable String> given) {
        for (int i = 0; i < outline.inside().size(); i++) {
            if (outline.inside().get(i).expr() == side) {
                Outline of = outline.inside().get(i);
                value(of, i < node.inside().size() ? node.inside().get(i) : unseen(of), targets, given);
            }
        }
    }

    private void value(Outline outline, WhyNode node, List<String> targets, Map<String, @Nullable String> given) {
        switch (outline.expr()) {
            case Expr.Name(var name)
            when isTrait(name) ->
                targets.forEach(target -> {
                    Property property = plan.property(plan.type(TRAITS), name);
                    Map<String, @Nullable String> told = with(Map.of(), property.name(), target);
                    List<String> trusted = plan.trusted(property);
                    found.add(new Proposal(
                            List.of(wanted(
                                    TRAITS, trusted.isEmpty() ? told : with(told, "source", trusted.getFirst()))),
                            true));
                });
            case Expr.Aggregate aggregate -> aggregate(aggregate, node, targets, given);
            case Expr.Score(var model) ->
                targets.forEach(target -> propose("score", with(with(Map.of(), "model", model), "value", target)));
            case Expr.Trend(var of, var _, var _) -> aggregate(of, node, List.of("1", "1000"), given);
            case Expr.Since(var _, var instant) -> side(instant, List.of(), outline, node, given);
            case Expr.Distance(Expr.LastPlace last, Expr.Place place) -> {
                at(place);
                at(new Expr.Place(place.latitude().negate(), place.longitude()));
            }
            case Expr.Arithmetic(var left, var sign, var right) -> {
                side(left, solved(targets, sign, value(right, outline, node), true), outline, node, given);
                side(right, solved(targets, sign, value(left, outline, node), false), outline, node, given);
            }
            case Expr.Negative(var of) ->
                side(of, solved(targets, Sign.MINUS, new Told(Type.NUMBER, "0"), false), outline, node, given);
            case Expr.CustomerZone(var inside) -> side(inside, targets, outline, node, given);
            case Expr.Name _
            when outline.inside().size() == 1 -> {
                Outline rule = outline.inside().getFirst();
                value(
                        rule,
                        node.inside().isEmpty() ? unseen(rule) : node.inside().getFirst(),
                        targets,
                        Map.of());
            }
            case Expr.Name _ -> {} // a tag by a formula: which event would give it another value cannot be told
            case Expr _ -> condition(outline, node, given);
        }
    }

    private void aggregate(
            Expr.Aggregate aggregate, WhyNode node, List<String> targets, Map<String, @Nullable String> given) {
        String property = aggregate.property();
        if (property == null) {
            set(aggregate.set(), given);
            return;
        }
        if (aggregate.fold() == Fold.DISTINCT) {
            set(aggregate.set(), with(given, property, null));
            return;
        }
        List<String> values = aggregate.fold() == Fold.SUM ? missing(targets, node.value()) : targets;
        values.forEach(value -> set(aggregate.set(), with(given, property, value)));
        set(aggregate.set(), given);
    }

    /// How much is missing to each target; amounts below zero are no events that one would wish for.
    private static List<String> missing(List<String> targets, Told now) {
        BigDecimal sum = isNumber(now) && now.value() != null ? new BigDecimal(now.value()) : BigDecimal.ZERO;
        return targets.stream()
                .filter(Proposals::isNumber)
                .map(target -> new BigDecimal(target).subtract(sum))
                .filter(missing -> missing.signum() > 0)
                .map(Told::plain)
                .toList();
    }

    /// What one operand must be, so that the result is the target.
    private static List<String> solved(List<String> targets, Sign sign, @Nullable Told other, boolean left) {
        if (other == null || other.value() == null || !isNumber(other)) {
            return List.of();
        }
        BigDecimal known = new BigDecimal(other.value());
        List<String> solved = new ArrayList<>();
        for (String target : targets) {
            if (isNumber(target)) {
                BigDecimal result = new BigDecimal(target);
                switch (sign) {
                    case PLUS -> solved.add(Told.plain(result.subtract(known)));
                    case MINUS -> solved.add(Told.plain(left ? result.add(known) : known.subtract(result)));
                    case TIMES -> {
                        if (known.signum() != 0) {
                            around(result.divide(known, 4, RoundingMode.HALF_EVEN), solved);
                        }
                    }
                    case DIVIDED_BY -> {
                        if (left) {
                            around(result.multiply(known), solved);
                        } else if (result.signum() != 0) {
                            around(known.divide(result, 4, RoundingMode.HALF_EVEN), solved);
                        }
                    }
                }
            }
        }
        return solved;
    }

    private static void around(BigDecimal value, List<String> into) {
        into.add(Told.plain(value));
        into.add(Told.plain(value.setScale(2, RoundingMode.CEILING).add(new BigDecimal("0.01"))));
        into.add(Told.plain(value.setScale(2, RoundingMode.FLOOR).subtract(new BigDecimal("0.01"))));
    }

    private static boolean isNumber(Told told) {
        return switch (told.type()) {
            case NUMBER, MONEY, DAYS -> true;
            case BOOLEAN, TEXT, INSTANT, DATE, DURATION, LENGTH, PLACE, LIST, WEEKDAY, UNKNOWN -> false;
        };
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }

    private @Nullable Told value(Expr side, Outline outline, WhyNode node) {
        for (int i = 0; i < Math.min(outline.inside().size(), node.inside().size()); i++) {
            if (outline.inside().get(i).expr() == side) {
                return node.inside().get(i).value();
            }
        }
        return Wants.literal(side, clock);
    }

    /// The value itself and those beside it.
    private static List<String> targets(@Nullable Told told) {
        if (told == null || told.value() == null) {
            return List.of();
        }
        String value = told.value();
        List<String> targets = new ArrayList<>(List.of(value));
        switch (told.type()) {
            case NUMBER, MONEY -> {
                BigDecimal number = new BigDecimal(value);
                BigDecimal cent = new BigDecimal("0.01");
                for (BigDecimal step :
                        number.scale() > 0 ? List.of(cent, BigDecimal.ONE) : List.of(BigDecimal.ONE, cent)) {
                    targets.add(Told.plain(number.add(step)));
                    targets.add(Told.plain(number.subtract(step)));
                }
            }
            case TEXT -> {
                targets.add(Wants.FRESH);
                targets.add(Wants.other(value));
                targets.add("");
            }
            case BOOLEAN -> targets.add(value.equals("true") ? "false" : "true");
            case INSTANT -> {
                targets.add(java.time.Instant.parse(value).plusSeconds(1).toString());
                targets.add(java.time.Instant.parse(value).minusSeconds(1).toString());
            }
            case DATE -> {
                targets.add(java.time.LocalDate.parse(value).plusDays(1).toString());
                targets.add(java.time.LocalDate.parse(value).minusDays(1).toString());
            }
            case DAYS, DURATION, LENGTH, PLACE, LIST, WEEKDAY, UNKNOWN -> {}
        }
        return targets;
    }

    // ---- Events

    private void set(Expr.EventSet set, Map<String, @Nullable String> given) {
        switch (set) {
            case Expr.Events events -> found.add(new Proposal(List.of(wanted(events, given)), false));
            case Expr.Sequence(var steps, var _) -> {
                for (int from = steps.size() - 1; from >= 0; from--) {
                    found.add(new Proposal(
                            steps.subList(from, steps.size()).stream()
                                    .map(step -> wanted(step.events(), given))
                                    .toList(),
                            false));
                }
            }
        }
    }

    private Wanted wanted(Expr.Events events, Map<String, @Nullable String> given) {
        List<EventType> types = types(events.type());
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.putAll(wants.solve(events.where(), true, types));
        values.putAll(given);
        EventType type = types.stream()
                .filter(each ->
                        values.keySet().stream().allMatch(name -> Carried.property(plan, List.of(each), name) != null))
                .findFirst()
                .orElse(types.getFirst());
        return wanted(type.name(), values);
    }

    private List<EventType> types(String name) {
        return name.equals(Expr.ANY_TYPE) ? plan.types() : List.of(plan.type(name));
    }

    private void at(Expr.Place place) {
        Map<String, @Nullable String> values = with(
                with(Map.of(), "latitude", place.latitude().toPlainString()),
                "longitude",
                place.longitude().toPlainString());
        plan.types().stream()
                .filter(type ->
                        values.keySet().stream().allMatch(name -> Carried.property(plan, List.of(type), name) != null))
                .findFirst()
                .ifPresent(type -> propose(type.name(), values));
    }

    private void propose(String type, Map<String, @Nullable String> values) {
        if (plan.has(type)) {
            found.add(new Proposal(List.of(wanted(type, values)), false));
        }
    }

    /// An event with those of the values that its type carries.
    private Wanted wanted(String type, Map<String, @Nullable String> values) {
        List<Given> properties = new ArrayList<>();
        values.forEach((name, value) -> {
            Property property = Carried.property(plan, List.of(plan.type(type)), name);
            if (property != null) {
                properties.add(new Given(
                        name, Type.of(property.type()), Wants.FRESH.equals(value) ? null : value, value == null));
            }
        });
        return new Wanted(type, properties);
    }

    private boolean isTrait(String name) {
        return !tags.contains(name);
    }

    private static Map<String, @Nullable String> with(
            Map<String, @Nullable String> values, String name, @Nullable String value) {
        Map<String, @Nullable String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return more;
    }
}

package dev.limner.language;

import dev.limner.event.Property;
import dev.limner.language.Expr.Aggregate;
import dev.limner.language.Expr.Operator;
import dev.limner.language.Source.Part;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Finds what names refer to and which type each node has, and tells every mistake at once.
public final class Checker {
    private static final Set<String> CALLED = Set.of(
            "count",
            "sum",
            "avg",
            "average",
            "min",
            "max",
            "median",
            "top",
            "distinct",
            "sequence",
            "trend",
            "score",
            "percentile",
            "rank",
            "distance");

    private final Vocabulary vocabulary;
    private final Source source;
    private final Mistakes mistakes;
    private final SetChecker sets;
    private final IdentityHashMap<Expr, Type> types = new IdentityHashMap<>();
    private final IdentityHashMap<Expr, Motion> motions = new IdentityHashMap<>();

    private Checker(Source source, Vocabulary vocabulary) {
        this.source = source;
        this.vocabulary = vocabulary;
        this.mistakes = new Mistakes(source.text());
        this.sets = new SetChecker(this, source, vocabulary.plan(), mistakes);
    }

    /// Checks a condition: a segment's rule, a filter, a trigger.
    public static Checked condition(Source source, Vocabulary vocabulary) {
        return check(source, vocabulary, true);
    }

    /// Checks an expression of any type: a rule tag.
    public static Checked value(Source source, Vocabulary vocabulary) {
        return check(source, vocabulary, false);
    }

    private static Checked check(Source source, Vocabulary vocabulary, boolean condition) {
        Checker checker = new Checker(source, vocabulary);
        if (condition) {
            checker.condition(source.expr(), Where.CUSTOMER);
        } else {
            checker.type(source.expr(), Where.CUSTOMER);
        }
        List<Mistake> all = new ArrayList<>(source.mistakes());
        all.addAll(checker.mistakes.all());
        all.sort(java.util.Comparator.comparingInt(mistake -> mistake.span().start()));
        return new Checked(source, checker.types, checker.motion(source.expr()), all);
    }

    Motion motion(Expr node) {
        return motions.getOrDefault(node, Motion.STEADY);
    }

    /// The type of a node, noted with whatever is wrong inside.
    Type type(Expr node, Where where) {
        if (source.isBroken(node)) {
            return Type.UNKNOWN;
        }
        Type type = typeOf(node, where);
        types.put(node, type);
        return type;
    }

    /// A node that must be a condition.
    void condition(Expr node, Where where) {
        Type type = type(node, where);
        if (type != Type.BOOLEAN && type != Type.UNKNOWN) {
            tell(Code.NOT_A_CONDITION, node, type.term());
        }
    }

    void tell(Code code, Object node, String... values) {
        mistakes.add(code, source.span(node), values);
    }

    private Type typeOf(Expr node, Where where) {
        if (where.isEvent() && belongsToCustomer(node)) {
            tell(Code.NOT_IN_WHERE, node, Printer.print(node));
            return Type.UNKNOWN;
        }
        return switch (node) {
            case Expr.Decimal _ -> Type.NUMBER;
            case Expr.Text _ -> Type.TEXT;
            case Expr.Bool _ -> Type.BOOLEAN;
            case Expr.Date _ -> Type.DATE;
            case Expr.Timestamp _ -> Type.INSTANT;
            case Expr.Span span -> sets.duration(span);
            case Expr.Length _ -> Type.LENGTH;
            case Expr.Weekday _, Expr.LocalWeekday _ -> Type.WEEKDAY;
            case Expr.Place place -> place(place);
            case Expr.Name(var name) -> where.isEvent() ? sets.property(node, name, where) : name(node, name);
            case Expr.Score score -> sets.score(score, vocabulary.scores());
            case Expr.InSegment(var segment, var _) -> {
                segment(node, segment);
                yield Type.BOOLEAN;
            }
            case Expr.Crossed(var _, var segment, var window) -> {
                segment(node, segment);
                sets.window(window);
                yield Type.BOOLEAN;
            }
            case Expr.Consents consents -> sets.consents(consents, vocabulary.purposes());
            case Expr.Standing standing -> standing(standing);
            case Expr.Exists(var _, var set) -> {
                sets.set(set);
                yield Type.BOOLEAN;
            }
            case Aggregate aggregate -> aggregate(aggregate);
            case Expr.LastAll(var _, var events, var condition) -> {
                Where inside = sets.events(events);
                condition(condition, inside);
                yield Type.BOOLEAN;
            }
            case Expr.ForAny forAny -> {
                condition(forAny.condition(), where);
                if (!source.isBroken(forAny.condition())) {
                    sets.forAny(forAny);
                }
                yield Type.BOOLEAN;
            }
            case Expr.Trend(var of, var _, var unit) -> {
                sets.trend(node, of, unit);
                type(of, where);
                yield Type.NUMBER;
            }
            case Expr.Since since -> since(since, where);
            case Expr.LocalHour _ -> Type.NUMBER;
            case Expr.LastPlace _ -> sets.lastPlace(node);
            case Expr.EventPlace _ -> sets.eventPlace(node, where);
            case Expr.Distance(var from, var to) -> {
                place(from, where);
                place(to, where);
                yield Type.LENGTH;
            }
            case Expr.CustomerZone(var inside) -> {
                Type type = type(inside, where);
                motions.put(node, motion(inside));
                yield type;
            }
            case Expr.And(var all) -> conditions(all, where);
            case Expr.Or(var any) -> conditions(any, where);
            case Expr.Not(var negated) -> {
                condition(negated, where);
                warnOfMissing(negated);
                yield Type.BOOLEAN;
            }
            case Expr.Compare compare -> compare(compare, where);
            case Expr.Between(var value, var _, var low, var high) -> {
                Type type = type(value, where);
                compared(node, value, type, low, type(low, where), true);
                compared(node, value, type, high, type(high, where), true);
                value(value, low);
                value(value, high);
                yield Type.BOOLEAN;
            }
            case Expr.OneOf oneOf -> oneOf(oneOf, where);
            case Expr.Contains(var element, var _, var list) -> {
                expect(element, type(element, where), Type.TEXT);
                expect(list, type(list, where), Type.LIST);
                yield Type.BOOLEAN;
            }
            case Expr.Like(var value, var _, var _) -> {
                expect(value, type(value, where), Type.TEXT);
                yield Type.BOOLEAN;
            }
            case Expr.IsKnown(var value, var _) -> {
                type(value, where);
                yield Type.BOOLEAN;
            }
            case Expr.Arithmetic arithmetic -> arithmetic(arithmetic, where);
            case Expr.Negative(var value) -> {
                Type type = type(value, where);
                motions.put(node, motion(value));
                yield type == Type.UNKNOWN || type.isNumeric() || type == Type.DURATION ? type : notAValue(value, type);
            }
        };
    }

    private static boolean belongsToCustomer(Expr node) {
        return switch (node) {
            case Expr.Score _, Expr.InSegment _, Expr.Crossed _, Expr.Consents _, Expr.Standing _ -> true;
            case Expr.Exists _, Aggregate _, Expr.LastAll _, Expr.ForAny _, Expr.Trend _, Expr.Since _ -> true;
            case Expr.LastPlace _, Expr.CustomerZone _ -> true;
            case Expr.Decimal _, Expr.Text _, Expr.Bool _, Expr.Date _, Expr.Timestamp _, Expr.Span _, Expr.Length _ ->
                false;
            case Expr.Weekday _, Expr.Place _, Expr.Name _, Expr.LocalHour _, Expr.LocalWeekday _, Expr.EventPlace _ ->
                false;
            case Expr.Distance _, Expr.And _, Expr.Or _, Expr.Not _, Expr.Compare _, Expr.Between _, Expr.OneOf _ ->
                false;
            case Expr.Contains _, Expr.Like _, Expr.IsKnown _, Expr.Arithmetic _, Expr.Negative _ -> false;
        };
    }

    private Type conditions(List<Expr> all, Where where) {
        all.forEach(each -> condition(each, where));
        return Type.BOOLEAN;
    }

    private Type name(Expr node, String name) {
        try {
            Vocabulary.TagType tag = vocabulary.tag(name);
            if (tag != null) {
                motions.put(node, tag.motion());
                return tag.type();
            }
        } catch (UserProblem problem) {
            if (problem.code() == Code.CYCLE) {
                tell(Code.CYCLE, node, String.join(" ", problem.values()));
            } else {
                List<String> because =
                        new ArrayList<>(List.of(name, problem.code().name()));
                because.addAll(problem.values());
                tell(Code.NOT_OFFERED, node, because.toArray(String[]::new));
            }
            return Type.UNKNOWN;
        }
        Property trait = sets.trait(name);
        if (trait != null) {
            return Type.of(trait.type());
        }
        if (vocabulary.plan().has(name)) {
            tell(Code.NAME_OF_EVENT, node, name);
            return Type.UNKNOWN;
        }
        if (CALLED.contains(name.toLowerCase(Locale.ROOT))) {
            tell(Code.BRACKETS_NEEDED, node, name);
            return Type.UNKNOWN;
        }
        mistakes.add(Code.UNKNOWN_NAME, source.span(node), withNearest(name, vocabulary.tags(), sets.traits()));
        return Type.UNKNOWN;
    }

    static List<String> withNearest(String name, Collection<String> known) {
        return withNearest(name, known, Map.of());
    }

    /// A name and what it may have meant: what is so called, else the nearest name, else the nearest title.
    static List<String> withNearest(String name, Collection<String> known, Map<String, Words> titled) {
        List<String> values = new ArrayList<>(List.of(name));
        Map<String, String> byTitle = new LinkedHashMap<>();
        titled.forEach((of, title) -> {
            byTitle.putIfAbsent(title.zh().toLowerCase(Locale.ROOT), of);
            byTitle.putIfAbsent(title.en().toLowerCase(Locale.ROOT), of);
        });
        String called = name.toLowerCase(Locale.ROOT);
        Set<String> names = new LinkedHashSet<>(known);
        names.addAll(titled.keySet());
        if (byTitle.containsKey(called)) {
            values.add(byTitle.get(called));
            return values;
        }
        List<String> nearest = Nearest.to(name, names);
        values.addAll(
                nearest.isEmpty()
                        ? Nearest.to(called, byTitle.keySet()).stream()
                                .map(byTitle::get)
                                .toList()
                        : nearest);
        return values;
    }

    private void segment(Expr node, String segment) {
        if (!vocabulary.segments().contains(segment)) {
            mistakes.add(
                    Code.UNKNOWN_SEGMENT, source.span(node, Part.SEGMENT), withNearest(segment, vocabulary.segments()));
        }
    }

    private Type standing(Expr.Standing standing) {
        if (standing.segment() != null) {
            segment(standing, standing.segment());
        }
        Type type = name(standing, standing.tag());
        if (type != Type.UNKNOWN && !type.isNumeric() && type != Type.DURATION) {
            mistakes.add(Code.BAD_FOLD, source.span(standing, Part.NAME), List.of(kind(standing.kind()), type.term()));
        }
        motions.remove(standing);
        return Type.NUMBER;
    }

    private Type aggregate(Aggregate aggregate) {
        Type type = sets.aggregate(aggregate);
        if (aggregate.halfLife() != null) {
            motions.put(aggregate, Motion.FADING);
        }
        return type;
    }

    private Type since(Expr.Since since, Where where) {
        Type type = type(since.instant(), where);
        if (type != Type.INSTANT && type != Type.DATE && type != Type.UNKNOWN) {
            return notAValue(since.instant(), type);
        }
        steady(since.instant());
        if (!since.days()) {
            motions.put(since, Motion.LINEAR);
            if (type == Type.DATE) {
                return notAValue(since.instant(), type);
            }
        }
        return since.days() ? Type.DAYS : Type.DURATION;
    }

    private void steady(Expr node) {
        if (motion(node) != Motion.STEADY) {
            tell(Code.TIME_TOO_TANGLED, node);
        }
    }

    private Type place(Expr.Place place) {
        BigDecimal latitude = place.latitude().abs();
        BigDecimal longitude = place.longitude().abs();
        if (latitude.compareTo(BigDecimal.valueOf(90)) > 0 || longitude.compareTo(BigDecimal.valueOf(180)) > 0) {
            tell(
                    Code.BAD_PLACE,
                    place,
                    place.latitude().toPlainString() + ", " + place.longitude().toPlainString());
        }
        return Type.PLACE;
    }

    private void place(Expr node, Where where) {
        expect(node, type(node, where), Type.PLACE);
    }

    private void expect(Expr node, Type type, Type wanted) {
        if (type != wanted && type != Type.UNKNOWN) {
            tell(Code.WRONG_TYPE, node, wanted.term(), type.term());
        }
    }

    private Type notAValue(Expr node, Type type) {
        tell(Code.NOT_A_VALUE, node, type.term());
        return Type.UNKNOWN;
    }

    private Type compare(Expr.Compare compare, Where where) {
        Type left = type(compare.left(), where);
        if (left == Type.TEXT && compare.right() instanceof Expr.Name(var name) && isUnheardOf(name, where)) {
            tell(Code.TEXT_UNQUOTED, compare.right(), name, Names.text(name));
            return Type.BOOLEAN;
        }
        Type right = type(compare.right(), where);
        boolean order = compare.operator() != Operator.EQUAL && compare.operator() != Operator.NOT_EQUAL;
        compared(compare, compare.left(), left, compare.right(), right, order);
        value(compare.left(), compare.right());
        value(compare.right(), compare.left());
        return Type.BOOLEAN;
    }

    private void compared(Expr node, Expr left, Type leftType, Expr right, Type rightType, boolean order) {
        if (leftType == Type.UNKNOWN || rightType == Type.UNKNOWN) {
            return;
        }
        if (!leftType.comparesWith(rightType)) {
            Expr bare = rightType == Type.DURATION || rightType == Type.LENGTH ? left : right;
            boolean length = leftType == Type.LENGTH || rightType == Type.LENGTH;
            boolean unit = length || leftType == Type.DURATION || rightType == Type.DURATION;
            if (bare instanceof Expr.Decimal(var number) && unit) {
                tell(
                        Code.UNIT_NEEDED,
                        bare,
                        number.toPlainString(),
                        number.toPlainString() + (length ? " km" : " days"));
            } else {
                tell(Code.TYPE_MISMATCH, node, leftType.term(), rightType.term());
            }
        } else if (order && !leftType.hasOrder()) {
            tell(Code.NO_ORDER, node, leftType.term());
        } else if (motion(left).plus(motion(right)) == Motion.TANGLED) {
            tell(Code.TIME_TOO_TANGLED, node);
        }
    }

    /// Whether nothing is called so, nor nearly so.
    private boolean isUnheardOf(String name, Where where) {
        if (where.isEvent()) {
            return !where.types().isEmpty()
                    && Carried.property(vocabulary.plan(), where.types(), name) == null
                    && Nearest.to(
                                    name,
                                    Carried.by(where.types()).stream()
                                            .map(Property::name)
                                            .toList())
                            .isEmpty();
        }
        return !vocabulary.tags().contains(name)
                && !vocabulary.plan().has(name)
                && !CALLED.contains(name.toLowerCase(Locale.ROOT))
                && withNearest(name, vocabulary.tags(), sets.traits()).size() == 1;
    }

    /// A text that a choice can never be, an hour that no day has.
    private void value(Expr of, Expr literal) {
        if (of instanceof Expr.Name(var name) && literal instanceof Expr.Text(var text) && types.get(of) == Type.TEXT) {
            Vocabulary.TagType tag = tagOrNull(name);
            if (tag != null && !tag.choices().isEmpty() && !tag.choices().contains(text)) {
                List<String> values = new ArrayList<>(List.of(text, name));
                List<String> nearest = Nearest.to(text, tag.choices());
                values.add(String.join(", ", nearest.isEmpty() ? tag.choices() : nearest));
                mistakes.add(Code.UNKNOWN_VALUE, source.span(literal), values);
            }
        }
        if (of instanceof Expr.LocalHour
                && literal instanceof Expr.Decimal(var hour)
                && (hour.signum() < 0 || hour.compareTo(BigDecimal.valueOf(23)) > 0)) {
            tell(Code.OUT_OF_RANGE, literal, "local hour", hour.toPlainString());
        }
    }

    private Vocabulary.@org.jspecify.annotations.Nullable TagType tagOrNull(String name) {
        try {
            return vocabulary.tag(name);
        } catch (UserProblem _) {
            return null; // told where the name stands
        }
    }

    private Type oneOf(Expr.OneOf oneOf, Where where) {
        Type type = type(oneOf.value(), where);
        for (Expr option : oneOf.options()) {
            switch (option) {
                case Expr.Decimal _, Expr.Text _, Expr.Bool _, Expr.Date _, Expr.Timestamp _, Expr.Span _ -> {}
                case Expr.Length _, Expr.Weekday _ -> {}
                case Expr other -> {
                    tell(Code.EXPECTED_LITERAL, other, Printer.print(other));
                    continue;
                }
            }
            compared(option, oneOf.value(), type, option, type(option, where), false);
            value(oneOf.value(), option);
        }
        return Type.BOOLEAN;
    }

    private Type arithmetic(Expr.Arithmetic node, Where where) {
        Type left = type(node.left(), where);
        Type right = type(node.right(), where);
        Motion motion = Motion.of(motion(node.left()), node.sign(), motion(node.right()));
        motions.put(node, motion);
        if (left == Type.UNKNOWN || right == Type.UNKNOWN) {
            return Type.UNKNOWN;
        }
        Type result = Sums.type(left, node.sign(), right);
        if (result == Type.UNKNOWN) {
            tell(Code.BAD_ARITHMETIC, node, left.term(), Sums.mark(node.sign()), right.term());
        } else if (motion == Motion.TANGLED) {
            tell(Code.TIME_TOO_TANGLED, node);
            motions.put(node, Motion.STEADY); // told once
        }
        return result;
    }

    /// `not` in front of a comparison holds where the value is missing; whoever writes it should know.
    private void warnOfMissing(Expr negated) {
        Expr value = switch (negated) {
            case Expr.Compare compare when !(compare.left() instanceof Expr.LocalHour) -> compare.left();
            case Expr.Between between -> between.value();
            case Expr.OneOf oneOf -> oneOf.value();
            case Expr.Like like -> like.value();
            case Expr.Contains contains -> contains.list();
            case Expr other when other instanceof Expr.Name -> other;
            case Expr _ -> null;
        };
        if (value != null && mayMiss(value)) {
            mistakes.warn(Code.NOT_ON_MISSING, source.span(negated), Printer.print(value));
        }
    }

    private static boolean mayMiss(Expr value) {
        return switch (value) {
            case Expr.Name _, Expr.Score _, Expr.Standing _, Expr.Since _, Expr.Distance _ -> true;
            case Aggregate aggregate ->
                switch (aggregate.fold()) {
                    case COUNT, SUM, DISTINCT -> false;
                    case AVG, MIN, MAX, MEDIAN, FIRST, LAST, TOP, MEDIAN_GAP -> true;
                };
            case Expr.Arithmetic arithmetic -> mayMiss(arithmetic.left()) || mayMiss(arithmetic.right());
            case Expr _ -> false;
        };
    }

    static String kind(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}

package dev.limner.language.naive;

import static dev.limner.language.naive.RandomLives.one;

import dev.limner.event.ValueType;
import dev.limner.language.Expr;
import dev.limner.language.Expr.Crossing;
import dev.limner.language.Expr.Fold;
import dev.limner.language.Expr.Operator;
import dev.limner.language.Expr.Sign;
import dev.limner.language.Expr.StandingKind;
import dev.limner.language.Expr.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Random conditions of every kind, well-typed, with thresholds near what the guiding customer has.
///
/// Durations since an instant and fading sums are only compared with steady values, scaled or added to; the
/// checker refuses the rest.
public final class RandomExprs {
    private static final List<Operator> OPERATORS = List.of(Operator.values());
    private static final ValueType[] NUMBERS = {ValueType.MONEY, ValueType.INTEGER, ValueType.NUMBER};

    private final RandomGenerator random;
    private final Guide guide;
    private final Balance balance;
    private final RandomSets sets;
    private boolean crossings = true;
    private boolean forAny;

    RandomExprs(RandomGenerator random, Guide guide, Balance balance) {
        this.random = random;
        this.guide = guide;
        this.balance = balance;
        this.sets = new RandomSets(random, guide);
    }

    /// The same without `entered` and `left`, for what is itself entered and left.
    RandomExprs withoutCrossings() {
        crossings = false;
        return this;
    }

    /// A condition, tried again a few times where its kind has lately held too often or too rarely.
    Expr condition(int depth) {
        Expr made = any(depth);
        for (int i = 0; i < 6; i++) {
            boolean holds = Boolean.TRUE.equals(guide.value(made));
            if (forAny || balance.takes(made, holds)) {
                break;
            }
            made = any(depth);
        }
        return made;
    }

    /// A condition of whatever kind, however it turns out.
    Expr any(int depth) {
        if (depth > 0 && random.nextInt(5) < 2) {
            return joined(depth);
        }
        return switch (random.nextInt(29)) {
            case 0, 1 -> new Expr.Exists(random.nextInt(2) == 0, sets.set(true));
            case 2, 3, 4, 5 -> compared(number(depth));
            case 6, 7 -> textual();
            case 8, 9 -> dated();
            case 10 -> lasting();
            case 11, 12 -> flowing();
            case 13 -> fading();
            case 14 ->
                new Expr.Compare(
                        new Expr.Distance(new Expr.LastPlace(), sets.shop()),
                        random.nextBoolean() ? Operator.LESS : Operator.GREATER,
                        random.nextBoolean()
                                ? new Expr.Length(new BigDecimal(1 + random.nextInt(6)), Expr.LengthUnit.KM)
                                : new Expr.Length(new BigDecimal(1000 + random.nextInt(6000)), Expr.LengthUnit.M));
            case 15 -> {
                int hour = guide.t().atZone(guide.zone()).getHour();
                int from = Math.max(0, hour - random.nextInt(12));
                yield new Expr.Between(
                        new Expr.LocalHour(),
                        random.nextInt(3) == 0,
                        new Expr.Decimal(new BigDecimal(from)),
                        new Expr.Decimal(new BigDecimal(Math.min(23, from + random.nextInt(12)))));
            }
            case 16 -> sets.weekday();
            case 17 -> new Expr.Consents("marketing", random.nextBoolean() ? null : one(random, RandomLives.CHANNELS));
            case 18, 19 -> lastAll();
            case 20, 21 -> forAny(depth);
            case 22, 24 -> segment();
            case 23 -> crossed();
            case 25 -> known(depth);
            case 26 ->
                new Expr.Contains(
                        random.nextBoolean() ? new Expr.Text(one(random, RandomLives.ATTRIBUTES)) : text(),
                        random.nextInt(2) == 0,
                        new Expr.Name("attributes"));
            case 27 -> truth();
            default -> new Expr.CustomerZone(condition(Math.max(0, depth - 1)));
        };
    }

    private Expr lastAll() {
        Expr.Events events = sets.events(sets.type(), random.nextBoolean());
        return new Expr.LastAll(
                random.nextBoolean() ? 1 : 2 + random.nextInt(2), events, sets.where(events.type(), random.nextInt(2)));
    }

    /// A condition that may well have a pair such as `LastAll.condition = Like`; null for pairs that are made
    /// otherwise.
    @Nullable
    Expr about(String pair) {
        String place = pair.replaceFirst(" = .*", "");
        return switch (place) {
            case "LastAll.condition" -> {
                String type = sets.type();
                yield new Expr.LastAll(1, new Expr.Events(type, null, null), sets.where(type, 1));
            }
            case "ForAny.condition" -> forAny(1);
            case "IsKnown.value" ->
                pair.endsWith("EventPlace")
                        ? new Expr.Exists(
                                true,
                                new Expr.Events(
                                        "view", new Expr.IsKnown(new Expr.EventPlace(), random.nextBoolean()), null))
                        : null;
            case "Events.where" -> {
                String type = sets.type();
                yield new Expr.Exists(random.nextBoolean(), new Expr.Events(type, sets.where(type, 1), null));
            }
            case "Compare.left", "Compare.right" ->
                Places.isCondition(pair) ? new Expr.Compare(any(0), sets.equality(), any(0)) : null;
            default -> null;
        };
    }

    private Expr joined(int depth) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Expr.And(several(depth));
            case 2, 3 -> new Expr.Or(several(depth));
            default -> new Expr.Not(condition(depth - 1));
        };
    }

    private List<Expr> several(int depth) {
        return Stream.generate(() -> condition(depth - 1))
                .limit(2 + random.nextInt(2))
                .toList();
    }

    private Expr truth() {
        Expr name = new Expr.Name(one(
                random, Stream.concat(Stream.of("is_new"), tags("is_").stream()).toList()));
        return switch (random.nextInt(5)) {
            case 0 -> new Expr.Bool(random.nextBoolean());
            case 1 -> new Expr.Compare(name, sets.equality(), new Expr.Bool(random.nextBoolean()));
            default -> name;
        };
    }

    private Expr segment() {
        List<String> names = guide.world().segments().keySet().stream().sorted().toList();
        return names.isEmpty()
                ? truth()
                : new Expr.InSegment(one(random, names), random.nextInt(2) == 0 ? null : sets.point());
    }

    private Expr crossed() {
        List<String> names = guide.world().segments().keySet().stream().sorted().toList();
        if (names.isEmpty() || !crossings) {
            return truth();
        }
        String name = one(random, names);
        Crossing crossing = one(random, List.of(Crossing.values()));
        // what is found by trying every moment takes its square within what is found so
        boolean nested = Trees.any(new Expr.InSegment(name, null), guide.world(), part -> part instanceof Expr.Crossed);
        return !nested
                ? new Expr.Crossed(crossing, name, sets.shortWindow())
                : random.nextInt(20) == 0
                        ? new Expr.Crossed(crossing, name, new Expr.Window.Last(1 + random.nextInt(12), Unit.HOUR))
                        : truth();
    }

    private Expr forAny(int depth) {
        String property = one(random, List.of("item", "category", "channel"));
        boolean outer = forAny;
        forAny = true;
        try {
            return new Expr.ForAny(property, sets.within(property, () -> {
                Expr positive = positive(property);
                return random.nextInt(3) == 0
                        ? positive
                        : random.nextInt(4) == 0
                                ? new Expr.Or(List.of(positive, condition(depth - 1)))
                                : new Expr.And(List.of(positive, condition(depth - 1)));
            }));
        } finally {
            forAny = outer;
        }
    }

    /// A condition that sees values of the property.
    private Expr positive(String property) {
        Expr count = new Expr.Aggregate(Fold.COUNT, sets.set(true), null, null);
        Expr few = new Expr.Decimal(new BigDecimal(1 + random.nextInt(2)));
        return switch (random.nextInt(16)) {
            case 0 -> new Expr.Between(count, random.nextInt(3) == 0, few, new Expr.Decimal(new BigDecimal(3)));
            case 1 -> new Expr.OneOf(count, random.nextInt(3) == 0, List.of(few, new Expr.Decimal(BigDecimal.TEN)));
            case 2 -> new Expr.CustomerZone(new Expr.Exists(true, sets.set(true)));
            case 3 -> {
                Expr.Events events = sets.events(sets.type(), random.nextBoolean());
                yield new Expr.LastAll(1, events, sets.where(events.type(), 1));
            }
            case 4, 5, 6 -> {
                String type = sets.type(ValueType.TEXT);
                Expr last = new Expr.Aggregate(
                        one(random, List.of(Fold.TOP, Fold.FIRST, Fold.LAST)),
                        sets.events(type, true),
                        one(random, SmallPlan.carried(type, ValueType.TEXT)),
                        null);
                yield switch (random.nextInt(3)) {
                    case 0 -> new Expr.Like(last, random.nextBoolean(), "%e%");
                    case 1 -> new Expr.IsKnown(last, random.nextInt(3) > 0);
                    default -> new Expr.Contains(last, random.nextInt(3) > 0, new Expr.Name("attributes"));
                };
            }
            case 7 -> property.equals("item") ? forAny(1) : new Expr.Exists(true, sets.set(true));
            case 8, 9, 10, 11 -> new Expr.Exists(true, sets.set(true));
            default ->
                new Expr.Compare(count, one(random, List.of(Operator.AT_LEAST, Operator.EQUAL, Operator.LESS)), few);
        };
    }

    private Expr known(int depth) {
        Expr of = switch (random.nextInt(6)) {
            case 0, 1 -> number(depth);
            case 2 -> text();
            case 3 -> instant();
            case 4 -> gap();
            default -> new Expr.Name(one(random, List.of("is_new", "birthday", "attributes", "age", "gender")));
        };
        return new Expr.IsKnown(of, random.nextBoolean());
    }

    // ---- Numbers

    private Expr number(int depth) {
        return switch (random.nextInt(depth > 0 ? 17 : 15)) {
            case 0, 1 -> new Expr.Aggregate(Fold.COUNT, sets.set(true), null, null);
            case 2, 3 -> folded(Fold.SUM);
            case 4 -> folded(Fold.AVG);
            case 5 -> folded(one(random, List.of(Fold.MIN, Fold.MAX)));
            case 6 -> folded(Fold.MEDIAN);
            case 7 -> folded(one(random, List.of(Fold.FIRST, Fold.LAST)));
            case 8 -> {
                String type = sets.type(ValueType.TEXT);
                String property =
                        one(random, SmallPlan.carried(type, ValueType.TEXT, ValueType.MONEY, ValueType.NUMBER));
                yield new Expr.Aggregate(Fold.DISTINCT, sets.events(type, true), property, null);
            }
            case 9 -> trend();
            case 10 -> new Expr.Since(true, random.nextInt(4) == 0 ? new Expr.Name("birthday") : instant());
            case 11 ->
                random.nextBoolean() ? new Expr.Score("churn") : new Expr.Name(one(random, List.of("age", "staff")));
            case 12 -> tags("n_").isEmpty() ? new Expr.Score("churn") : new Expr.Name(one(random, tags("n_")));
            case 13 -> standing();
            case 14 ->
                new Expr.Negative(depth > 0 ? number(depth - 1) : folded(one(random, List.of(Fold.MIN, Fold.MAX))));
            default ->
                new Expr.Arithmetic(
                        number(depth - 1),
                        one(random, List.of(Sign.values())),
                        random.nextBoolean()
                                ? number(depth - 1)
                                : new Expr.Decimal(new BigDecimal(1 + random.nextInt(4))));
        };
    }

    private Expr standing() {
        List<World.Population> all = guide.world().populations();
        if (all.isEmpty()) {
            return new Expr.Score("churn");
        }
        World.Population population = one(random, all);
        return new Expr.Standing(one(random, List.of(StandingKind.values())), population.tag(), population.segment());
    }

    private Expr.Aggregate folded(Fold fold) {
        String type = sets.type(NUMBERS);
        return new Expr.Aggregate(fold, sets.events(type, true), one(random, SmallPlan.carried(type, NUMBERS)), null);
    }

    private Expr trend() {
        String type = sets.type(NUMBERS);
        Expr.Events events = sets.events(type, false);
        Expr.Aggregate of = random.nextBoolean()
                ? new Expr.Aggregate(Fold.COUNT, events, null, null)
                : new Expr.Aggregate(Fold.SUM, events, one(random, SmallPlan.carried(type, NUMBERS)), null);
        return new Expr.Trend(of, 2 + random.nextInt(7), one(random, List.of(Unit.HOUR, Unit.DAY, Unit.WEEK)));
    }

    private Expr compared(Expr number) {
        BigDecimal near = near(guide.value(number));
        return switch (random.nextInt(8)) {
            case 0 ->
                new Expr.Between(
                        number,
                        random.nextInt(3) == 0,
                        new Expr.Decimal(near.subtract(BigDecimal.ONE)),
                        new Expr.Decimal(near.add(new BigDecimal(random.nextInt(3)))));
            case 1 ->
                new Expr.OneOf(
                        number,
                        random.nextInt(3) == 0,
                        List.of(new Expr.Decimal(near), new Expr.Decimal(near.add(BigDecimal.ONE))));
            case 2 -> new Expr.Compare(number, one(random, OPERATORS), number(0));
            default -> new Expr.Compare(number, one(random, OPERATORS), new Expr.Decimal(near));
        };
    }

    /// A literal at a value or beside it.
    private BigDecimal near(@Nullable Object value) {
        BigDecimal at = value instanceof BigDecimal number
                ? number.setScale(4, RoundingMode.HALF_EVEN)
                : new BigDecimal(random.nextInt(4));
        BigDecimal small = at.abs().compareTo(new BigDecimal("1e15")) > 0 ? BigDecimal.TEN : at;
        return switch (random.nextInt(6)) {
            case 0 -> small.add(BigDecimal.ONE);
            case 1 -> small.subtract(BigDecimal.ONE);
            case 2 -> small.add(new BigDecimal("0.5"));
            default -> small;
        };
    }

    // ---- Texts

    private Expr text() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Expr.Name(one(random, List.of("gender", "industry", "lifecycle", "value_tier")));
            case 2 -> tags("t_").isEmpty() ? new Expr.Name("gender") : new Expr.Name(one(random, tags("t_")));
            default -> {
                String type = sets.type(ValueType.TEXT);
                yield new Expr.Aggregate(
                        one(random, List.of(Fold.TOP, Fold.FIRST, Fold.LAST)),
                        sets.events(type, true),
                        one(random, SmallPlan.carried(type, ValueType.TEXT)),
                        null);
            }
        };
    }

    private Expr textual() {
        Expr text = text();
        String value = guide.value(text) instanceof String said && random.nextInt(4) > 0 ? said : "female";
        return switch (random.nextInt(6)) {
            case 0, 5 -> new Expr.Like(text, random.nextInt(2) == 0, sets.pattern(value));
            case 1 ->
                new Expr.OneOf(
                        text,
                        random.nextInt(2) == 0,
                        List.of(new Expr.Text(value), new Expr.Text(one(random, RandomLives.ITEMS))));
            case 2 -> new Expr.Compare(text, one(random, OPERATORS), text());
            default ->
                new Expr.Compare(
                        text,
                        random.nextBoolean() ? sets.equality() : one(random, OPERATORS),
                        new Expr.Text(random.nextInt(3) == 0 ? one(random, RandomLives.ITEMS) : value));
        };
    }

    // ---- Instants and dates

    private Expr instant() {
        Fold fold = one(random, List.of(Fold.FIRST, Fold.LAST));
        return switch (random.nextInt(6)) {
            case 0 -> new Expr.Name("due");
            case 1 -> {
                String type = sets.type(ValueType.INSTANT);
                yield new Expr.Aggregate(fold, sets.events(type, true), "due", null);
            }
            case 2 -> new Expr.Aggregate(fold, sets.sequence(), null, null);
            case 3 -> new Expr.Aggregate(fold, new Expr.Events(sets.type(), null, null), null, null);
            default -> new Expr.Aggregate(fold, sets.events(sets.type(), true), null, null);
        };
    }

    private Expr dated() {
        if (random.nextInt(5) == 0) {
            return new Expr.Compare(
                    new Expr.Name("birthday"),
                    one(random, OPERATORS),
                    new Expr.Date(
                            guide.value(new Expr.Name("birthday")) instanceof LocalDate day
                                    ? day.plusDays(random.nextInt(-1, 2))
                                    : LocalDate.of(2000, 2, 29)));
        }
        Expr instant = instant();
        LocalDate day = guide.value(instant) instanceof Instant at
                ? at.atZone(guide.zone()).toLocalDate().plusDays(random.nextInt(-1, 2))
                : sets.date(60);
        return switch (random.nextInt(6)) {
            case 0 -> new Expr.Compare(instant, one(random, OPERATORS), instant());
            case 5 -> shifted(instant, day);
            case 1 ->
                random.nextBoolean()
                        ? new Expr.OneOf(
                                random.nextBoolean() ? new Expr.Name("birthday") : instant,
                                random.nextInt(3) == 0,
                                List.of(new Expr.Date(day), new Expr.Date(day.plusDays(1))))
                        : new Expr.Compare(instant, one(random, OPERATORS), sets.timestamp());
            case 2 ->
                new Expr.Between(
                        instant,
                        random.nextInt(3) == 0,
                        new Expr.Date(day),
                        new Expr.Date(day.plusDays(random.nextInt(10))));
            default -> new Expr.Compare(instant, one(random, OPERATORS), new Expr.Date(day));
        };
    }

    /// What comes of adding to instants and of subtracting instants and dates.
    private Expr shifted(Expr instant, LocalDate day) {
        return switch (random.nextInt(3)) {
            case 0 ->
                new Expr.Compare(
                        new Expr.Arithmetic(instant, random.nextBoolean() ? Sign.PLUS : Sign.MINUS, sets.span(3)),
                        one(random, OPERATORS),
                        random.nextBoolean() ? new Expr.Date(day) : sets.timestamp());
            case 1 ->
                new Expr.Compare(
                        random.nextBoolean()
                                ? new Expr.Arithmetic(instant, Sign.MINUS, instant())
                                : new Expr.Arithmetic(sets.timestamp(), Sign.MINUS, instant),
                        inequality(),
                        sets.span(400));
            default ->
                new Expr.Compare(
                        random.nextBoolean()
                                ? new Expr.Arithmetic(new Expr.Name("birthday"), Sign.MINUS, new Expr.Date(day))
                                : new Expr.Arithmetic(new Expr.Date(day), Sign.MINUS, new Expr.Name("birthday")),
                        inequality(),
                        new Expr.Decimal(new BigDecimal(random.nextInt(9000))));
        };
    }

    // ---- Durations

    private Expr gap() {
        return new Expr.Aggregate(Fold.MEDIAN_GAP, sets.events(sets.type(), random.nextBoolean()), null, null);
    }

    private Expr steady() {
        return switch (random.nextInt(5)) {
            case 0 -> new Expr.Arithmetic(new Expr.Decimal(new BigDecimal(2)), Sign.TIMES, gap());
            case 1 -> new Expr.Arithmetic(gap(), Sign.DIVIDED_BY, new Expr.Decimal(new BigDecimal("1.5")));
            case 2 -> new Expr.Arithmetic(gap(), random.nextBoolean() ? Sign.PLUS : Sign.MINUS, sets.span(3));
            case 3 -> new Expr.Negative(gap());
            default -> gap();
        };
    }

    private Expr lasting() {
        Expr gap = steady();
        return random.nextInt(4) == 0
                ? new Expr.Compare(new Expr.Since(true, instant()), one(random, OPERATORS), steady())
                : new Expr.Compare(gap, one(random, OPERATORS), near(guide.value(gap), sets.span(400)));
    }

    private Expr.Span near(@Nullable Object value, Expr.Span otherwise) {
        if (!(value instanceof Elapsed(var micros)) || micros.compareTo(new BigDecimal(2_000_000)) < 0) {
            return otherwise;
        }
        long seconds = Math.min(1_000_000_000L, micros.movePointLeft(6).longValue() + random.nextInt(-1, 2));
        return new Expr.Span(seconds, Unit.SECOND);
    }

    private Expr flowing() {
        Expr instant = random.nextInt(4) == 0 ? sets.timestamp() : instant();
        Expr since = new Expr.Since(false, instant);
        Expr flowing = switch (random.nextInt(5)) {
            case 0 -> new Expr.Arithmetic(new Expr.Decimal(new BigDecimal("1.5")), Sign.TIMES, since);
            case 1 -> new Expr.Arithmetic(since, Sign.DIVIDED_BY, new Expr.Decimal(new BigDecimal(3)));
            case 2 -> new Expr.Arithmetic(since, random.nextBoolean() ? Sign.PLUS : Sign.MINUS, sets.span(3));
            default -> since;
        };
        Expr.Span near = near(guide.value(flowing), sets.span(400));
        return switch (random.nextInt(4)) {
            case 0 -> new Expr.Compare(flowing, inequality(), steady());
            case 1 ->
                new Expr.Between(
                        flowing,
                        random.nextInt(3) == 0,
                        near,
                        new Expr.Span(near.amount() + random.nextInt(100_000), near.unit()));
            default -> new Expr.Compare(flowing, inequality(), near);
        };
    }

    private Operator inequality() {
        return one(random, List.of(Operator.LESS, Operator.AT_MOST, Operator.GREATER, Operator.AT_LEAST));
    }

    private Expr fading() {
        String type = sets.type(NUMBERS);
        Expr.Span half =
                new Expr.Span(one(random, List.of(1L, 7L, 30L)), one(random, List.of(Unit.HOUR, Unit.DAY, Unit.DAY)));
        Expr fading = random.nextBoolean()
                ? new Expr.Aggregate(Fold.COUNT, sets.events(type, true), null, half)
                : new Expr.Aggregate(
                        Fold.SUM, sets.events(type, true), one(random, SmallPlan.carried(type, NUMBERS)), half);
        Expr scaled = switch (random.nextInt(4)) {
            case 0 -> new Expr.Arithmetic(new Expr.Decimal(new BigDecimal(2)), Sign.TIMES, fading);
            case 1 -> new Expr.Arithmetic(fading, Sign.PLUS, new Expr.Decimal(new BigDecimal(3)));
            default -> fading;
        };
        BigDecimal at = guide.value(scaled) instanceof BigDecimal value ? value : BigDecimal.ONE;
        BigDecimal near = at.multiply(new BigDecimal(one(random, List.of("0.9", "1.1", "0.5"))))
                .setScale(6, RoundingMode.HALF_EVEN)
                .add(new BigDecimal("0.0001"));
        return new Expr.Compare(scaled, inequality(), new Expr.Decimal(near));
    }

    private List<String> tags(String prefix) {
        Map<String, Expr> tags = guide.world().tags();
        return tags.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    /// A number for a tag.
    Expr numberTag() {
        return number(1);
    }

    /// A text for a tag.
    Expr textTag() {
        return text();
    }
}

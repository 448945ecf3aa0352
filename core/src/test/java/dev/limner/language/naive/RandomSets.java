package dev.limner.language.naive;

import static dev.limner.language.naive.RandomLives.one;

import dev.limner.event.ValueType;
import dev.limner.language.Expr;
import dev.limner.language.Expr.EventSet;
import dev.limner.language.Expr.Events;
import dev.limner.language.Expr.Operator;
import dev.limner.language.Expr.Point;
import dev.limner.language.Expr.Sequence;
import dev.limner.language.Expr.Sign;
import dev.limner.language.Expr.Step;
import dev.limner.language.Expr.Unit;
import dev.limner.language.Expr.Window;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Random sets of events, with their conditions and windows, near what one customer did.
final class RandomSets {
    private static final List<String> TYPES = List.of(
            "view",
            "view",
            "view",
            "purchase",
            "purchase",
            "purchase",
            "visit",
            "message_sent",
            "message_opened",
            "session_start",
            "traits",
            "event");
    private static final List<Unit> CALENDAR = List.of(Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR);
    static final List<Unit> FIXED = List.of(Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.WEEK);

    private final RandomGenerator random;
    private final Guide guide;
    private final List<String> only = new ArrayList<>();

    RandomSets(RandomGenerator random, Guide guide) {
        this.random = random;
        this.guide = guide;
    }

    /// Within `for any`, only events that can have the property are named.
    <T> T within(String property, Supplier<T> inside) {
        only.addLast(property);
        try {
            return inside.get();
        } finally {
            only.removeLast();
        }
    }

    String type(ValueType... having) {
        List<String> fitting = TYPES.stream()
                .filter(type ->
                        having.length == 0 || !SmallPlan.carried(type, having).isEmpty())
                .filter(type -> only.stream()
                        .allMatch(property ->
                                SmallPlan.carried(type, ValueType.values()).contains(property)))
                .toList();
        return one(random, fitting);
    }

    EventSet set(boolean sequences) {
        return sequences && random.nextInt(5) == 0 ? sequence() : events(type(), true);
    }

    Events events(String type, boolean windowed) {
        Expr where = random.nextInt(3) == 0 ? where(type, 1) : null;
        return new Events(type, where, windowed && random.nextInt(3) > 0 ? window() : null);
    }

    Sequence sequence() {
        List<Step> steps = new ArrayList<>();
        int count = random.nextInt(8) == 0 ? 3 : 2;
        List<String> happened = guide.types();
        for (int i = 0; i < count; i++) {
            String type = type();
            if (only.isEmpty() && i < happened.size() && random.nextInt(3) > 0) {
                type = happened.get(happened.size() * i / count);
            }
            Events events = new Events(type, random.nextInt(4) == 0 ? where(type, 1) : null, null);
            Expr.Span within = i > 0 && random.nextInt(2) == 0 ? span(2) : null;
            List<Events> without = i > 0 && random.nextInt(3) == 0 ? List.of(events(type(), false)) : List.<Events>of();
            steps.add(new Step(events, within, without));
        }
        return new Sequence(steps, random.nextInt(2) == 0 ? window() : null);
    }

    // ---- Windows

    Window window() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> {
                Unit unit = one(random, List.of(Unit.values()));
                yield new Window.Last(count(unit), unit);
            }
            case 4, 5, 6, 7, 8 -> new Window.Calendar(random.nextBoolean(), one(random, CALENDAR));
            case 9 -> {
                Point one = point();
                Point other = point();
                boolean ordered = !begin(other).isBefore(begin(one));
                yield ordered ? new Window.Between(one, other) : new Window.Between(other, one);
            }
            case 10 -> new Window.Before(point());
            default -> new Window.From(point());
        };
    }

    /// A window of a few days, so that every instant in it can be tried.
    Window shortWindow() {
        return switch (random.nextInt(7)) {
            case 0 -> new Window.Last(1 + random.nextInt(9), Unit.DAY);
            case 1 -> new Window.Last(1 + random.nextInt(2), Unit.WEEK);
            case 2 -> new Window.Last(1, Unit.MONTH);
            case 3 -> new Window.Calendar(random.nextBoolean(), one(random, List.of(Unit.DAY, Unit.WEEK, Unit.MONTH)));
            case 4, 5 -> new Window.From(new Point.Day(date(30)));
            default -> new Window.Between(new Point.Ago(1 + random.nextInt(3), Unit.WEEK), new Point.Day(date(5)));
        };
    }

    private Instant begin(Point point) {
        return Windows.begin(point, guide.t(), guide.zone());
    }

    private long count(Unit unit) {
        return switch (unit) {
            case SECOND -> 30L + random.nextInt(10_000_000);
            case MINUTE -> one(random, List.of(45L, 1440L, 10_080L, 100_000L));
            case HOUR -> one(random, List.of(5L, 24L, 72L, 168L, 2160L));
            case DAY -> one(random, List.of(1L, 3L, 7L, 30L, 90L, 400L));
            case WEEK -> one(random, List.of(1L, 4L, 13L, 60L));
            case MONTH -> 1L + random.nextInt(13);
            case QUARTER -> 1L + random.nextInt(4);
            case YEAR -> 1L + random.nextInt(2);
        };
    }

    Point point() {
        return switch (random.nextInt(5)) {
            case 0 -> new Point.Day(date(60));
            case 1 -> {
                Expr.Timestamp time = timestamp();
                yield new Point.At(time.value(), time.offset());
            }
            default -> {
                Unit unit = one(random, List.of(Unit.values()));
                yield new Point.Ago(count(unit), unit);
            }
        };
    }

    LocalDate date(int days) {
        Fact fact = guide.fact(random);
        return fact != null && random.nextBoolean()
                ? fact.at().atZone(guide.zone()).toLocalDate()
                : guide.t().atZone(guide.zone()).toLocalDate().minusDays(random.nextInt(-1, days));
    }

    Expr.Timestamp timestamp() {
        Fact fact = guide.fact(random);
        Instant near = fact != null ? fact.at() : guide.t().minus(random.nextInt(3000), ChronoUnit.HOURS);
        Instant instant = near.plus(random.nextInt(-1, 2), ChronoUnit.MICROS);
        return random.nextBoolean()
                ? new Expr.Timestamp(LocalDateTime.ofInstant(instant, guide.zone()), null)
                : new Expr.Timestamp(instant.atOffset(ZoneOffset.ofHours(8)).toLocalDateTime(), ZoneOffset.ofHours(8));
    }

    Expr.Span span(int most) {
        Unit unit = one(random, FIXED);
        long count = random.nextInt(3) == 0 ? 1 + random.nextInt(most) : count(unit);
        return new Expr.Span(count, unit);
    }

    // ---- Conditions on events

    Expr where(String type, int depth) {
        int kind = random.nextInt(depth > 0 ? 15 : 12);
        if (kind >= 12) {
            Expr one = where(type, depth - 1);
            Expr other = where(type, depth - 1);
            return switch (kind) {
                case 12 -> new Expr.And(List.of(one, other));
                case 13 -> new Expr.Or(List.of(one, other));
                default -> new Expr.Not(one);
            };
        }
        Expr made = property(type, kind);
        return made != null ? made : anywhere();
    }

    /// A condition on a property; null where the type carries none of that sort.
    private @Nullable Expr property(String type, int kind) {
        return switch (kind) {
            case 0, 1, 2 -> made(carried(type, ValueType.TEXT), name -> text(name, kind));
            case 3, 4, 5 -> made(carried(type, ValueType.MONEY, ValueType.INTEGER, ValueType.NUMBER), this::number);
            case 6 -> made(carried(type, ValueType.BOOLEAN), this::truth);
            case 7 ->
                made(
                        carried(type, ValueType.LIST),
                        name -> new Expr.Contains(
                                new Expr.Text(one(random, RandomLives.ATTRIBUTES)),
                                random.nextInt(3) == 0,
                                new Expr.Name(name)));
            case 8 ->
                made(
                        carried(type, ValueType.INSTANT),
                        name -> new Expr.Compare(
                                new Expr.Name(name),
                                one(random, List.of(Operator.values())),
                                random.nextBoolean() ? timestamp() : new Expr.Date(date(60))));
            case 9 ->
                made(
                        carried(type, ValueType.values()),
                        name -> new Expr.IsKnown(new Expr.Name(name), random.nextBoolean()));
            case 10 ->
                made(
                        SmallPlan.carried(type, ValueType.NUMBER).contains("latitude") ? "place" : null,
                        _ -> random.nextInt(4) == 0
                                ? new Expr.IsKnown(new Expr.EventPlace(), random.nextBoolean())
                                : new Expr.Compare(
                                        new Expr.Distance(new Expr.EventPlace(), shop()),
                                        one(random, List.of(Operator.LESS, Operator.AT_LEAST)),
                                        new Expr.Length(new BigDecimal(1 + random.nextInt(6)), Expr.LengthUnit.KM)));
            default -> null;
        };
    }

    private static @Nullable Expr made(@Nullable String property, Function<String, Expr> condition) {
        return property == null ? null : condition.apply(property);
    }

    private Expr truth(String name) {
        return random.nextBoolean()
                ? new Expr.Name(name)
                : new Expr.Compare(new Expr.Name(name), equality(), new Expr.Bool(random.nextBoolean()));
    }

    private Expr anywhere() {
        return switch (random.nextInt(7)) {
            case 6 -> new Expr.Bool(random.nextBoolean());
            case 0, 1 -> {
                int from = random.nextInt(20);
                yield new Expr.Between(
                        new Expr.LocalHour(),
                        random.nextInt(3) == 0,
                        new Expr.Decimal(new BigDecimal(from)),
                        new Expr.Decimal(new BigDecimal(Math.min(23, from + random.nextInt(12)))));
            }
            case 2, 3 -> weekday();
            default ->
                new Expr.Compare(new Expr.Name("source"), equality(), new Expr.Text(one(random, RandomLives.SOURCES)));
        };
    }

    Expr weekday() {
        DayOfWeek day = DayOfWeek.of(1 + random.nextInt(7));
        return random.nextBoolean()
                ? new Expr.Compare(new Expr.LocalWeekday(), equality(), new Expr.Weekday(day))
                : new Expr.OneOf(
                        new Expr.LocalWeekday(),
                        random.nextBoolean(),
                        List.of(new Expr.Weekday(day), new Expr.Weekday(day.plus(1)), new Expr.Weekday(day.plus(3))));
    }

    Expr.Place shop() {
        return new Expr.Place(new BigDecimal("31.2304"), new BigDecimal("121.4737"));
    }

    Operator equality() {
        return random.nextInt(3) == 0 ? Operator.NOT_EQUAL : Operator.EQUAL;
    }

    private @Nullable String carried(String type, ValueType... of) {
        List<String> names = SmallPlan.carried(type, of);
        return names.isEmpty() ? null : one(random, names);
    }

    private Expr text(String name, int kind) {
        List<String> values = texts(name);
        Expr value = new Expr.Name(name);
        return switch (kind) {
            case 0 ->
                new Expr.Compare(
                        value,
                        random.nextInt(4) == 0 ? one(random, List.of(Operator.values())) : equality(),
                        new Expr.Text(one(random, values)));
            case 1 ->
                new Expr.OneOf(
                        value,
                        random.nextInt(3) == 0,
                        List.of(new Expr.Text(one(random, values)), new Expr.Text(one(random, values))));
            default -> new Expr.Like(value, random.nextInt(3) == 0, pattern(one(random, values)));
        };
    }

    /// A pattern that a text fits, in another case, with a part left open.
    String pattern(String text) {
        String other = random.nextBoolean() ? text : text.toUpperCase(java.util.Locale.ROOT);
        int codePoints = other.codePointCount(0, other.length());
        String head = other.substring(0, other.offsetByCodePoints(0, random.nextInt(codePoints)));
        return switch (random.nextInt(3)) {
            case 0 -> head + "%";
            case 1 -> "%" + other.substring(head.length());
            default -> head + "_".repeat(codePoints - head.codePointCount(0, head.length()));
        };
    }

    private Expr number(String name) {
        Expr value = new Expr.Name(name);
        if (name.equals("price") && random.nextInt(3) == 0) {
            value = new Expr.Arithmetic(
                    value,
                    one(random, List.of(Sign.values())),
                    new Expr.Decimal(new BigDecimal(1 + random.nextInt(3))));
        }
        BigDecimal typical = typical(name);
        return random.nextInt(3) == 0
                ? new Expr.Between(
                        value,
                        random.nextInt(3) == 0,
                        new Expr.Decimal(typical),
                        new Expr.Decimal(typical.add(typical.abs()).max(typical)))
                : new Expr.Compare(value, one(random, List.of(Operator.values())), new Expr.Decimal(typical));
    }

    private BigDecimal typical(String name) {
        return switch (name) {
            case "amount" -> new BigDecimal(one(random, RandomLives.AMOUNTS));
            case "price" -> BigDecimal.valueOf(RandomLives.PRICES[random.nextInt(4)]);
            case "latitude" -> new BigDecimal("31.2304");
            case "longitude" -> new BigDecimal("121.4737");
            case "value" -> new BigDecimal("0.5");
            case "age" -> new BigDecimal(20 + random.nextInt(20));
            case "staff" -> new BigDecimal(200);
            default -> new BigDecimal(1 + random.nextInt(4));
        };
    }

    static List<String> texts(String name) {
        return switch (name) {
            case "item" -> RandomLives.ITEMS;
            case "category" -> RandomLives.CATEGORIES;
            case "channel" -> RandomLives.CHANNELS;
            case "gender" -> RandomLives.GENDERS;
            case "industry" -> List.of("retail", "trade");
            case "contact_role" -> List.of("owner", "buyer", "guest");
            case "lifecycle" -> List.of("dormant", "active");
            case "value_tier" -> List.of("head", "tail");
            case "purpose" -> List.of("marketing", "research");
            case "model" -> List.of("churn", "taste");
            case "time_zone" -> RandomLives.ZONES.stream().map(Object::toString).toList();
            default -> List.of("mug", "beauty", "app");
        };
    }
}

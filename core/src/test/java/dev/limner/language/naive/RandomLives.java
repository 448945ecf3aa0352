package dev.limner.language.naive;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Random customers: short histories full of edges, each asked at an instant that lies at one.
public final class RandomLives {
    public static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Asia/Shanghai"),
            ZoneId.of("Europe/London"));
    /// The last two stand in another order by code point than by UTF-16 unit.
    static final List<String> ITEMS = List.of("mug", "tea", "oil", "ﬀ", "😀");

    static final List<String> CATEGORIES = List.of("beauty", "sport", "Sport");
    static final List<String> CHANNELS = List.of("app", "store", "sms");
    static final List<String> ATTRIBUTES = List.of("oil-control", "vegan", "light");
    static final List<String> GENDERS = List.of("female", "male", "diverse");
    static final List<String> SOURCES = List.of("shop", "till");
    static final List<String> AMOUNTS = List.of("10", "12.5", "100", "0.0001", "99.99", "-5", "7.3333");
    static final double[] PRICES = {0.1, 0.2, 0.3, 19.99, 1e6, 1e-7};
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
            "traits",
            "score",
            "consent_given",
            "consent_withdrawn");
    private static final List<Duration> BACK = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(45),
            Duration.ofHours(5),
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(90),
            Duration.ofDays(400));

    private RandomLives() {}

    /// What a history has that is easy to get wrong.
    public enum Edge {
        TIED,
        LATE,
        KNOWN_BEFORE,
        DUPLICATE,
        MONTH_END,
        LEAP_DAY,
        CLOCK_CHANGE,
        MISSING,
        EVENT_ZONE,
        FUTURE,
        EMPTY
    }

    /// A customer, an instant to ask at, and the edges that both have.
    public record Sample(Life life, Instant t, Set<Edge> edges) {}

    public static Sample sample(RandomGenerator random, ZoneId zone) {
        Instant t = instant(random, zone);
        List<Fact> facts = new ArrayList<>();
        int count = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(25);
        for (int i = 0; i < count; i++) {
            Fact before = facts.isEmpty() ? null : one(random, facts);
            facts.add(fact(random, zone, t, before, i));
        }
        return new Sample(new Life(facts), t, edges(facts, t, zone));
    }

    static <T> T one(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// An instant at or near an edge of the calendar: a month's end, a leap day, a clock change, a midnight.
    private static Instant instant(RandomGenerator random, ZoneId zone) {
        int year = random.nextInt(4) == 0 ? 1986 + random.nextInt(5) : 2023 + random.nextInt(4);
        Instant base = switch (random.nextInt(6)) {
            case 0 ->
                LocalDate.of(2024, 2, 29)
                        .atTime(random.nextInt(24), 30)
                        .atZone(zone)
                        .toInstant();
            case 1, 2 ->
                change(
                        LocalDate.of(year, 1 + random.nextInt(12), 1)
                                .atStartOfDay(zone)
                                .toInstant(),
                        zone);
            case 3 ->
                LocalDate.of(year, 1 + random.nextInt(12), 1)
                        .minusDays(random.nextInt(3))
                        .atStartOfDay(zone)
                        .toInstant();
            case 4 ->
                LocalDate.of(year, 1 + random.nextInt(12), 28)
                        .plusDays(random.nextInt(4))
                        .atTime(random.nextInt(24), 15)
                        .atZone(zone)
                        .toInstant();
            default -> Instant.parse("2023-01-01T00:00:00Z").plusSeconds(random.nextLong(100_000_000));
        };
        return nudged(random, base);
    }

    private static Instant change(Instant after, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(after);
        return change == null || change.getInstant().isAfter(after.plus(Duration.ofDays(800)))
                ? after
                : change.getInstant();
    }

    private static Instant nudged(RandomGenerator random, Instant instant) {
        return switch (random.nextInt(8)) {
            case 0 -> instant.plus(1, ChronoUnit.MICROS);
            case 1 -> instant.minus(1, ChronoUnit.MICROS);
            case 2 -> instant.plus(30, ChronoUnit.MINUTES);
            case 3 -> instant.minus(30, ChronoUnit.MINUTES);
            case 4 -> instant.plus(random.nextLong(90_000_000_000L), ChronoUnit.MICROS);
            default -> instant;
        };
    }

    private static Fact fact(RandomGenerator random, ZoneId zone, Instant t, @Nullable Fact before, int ordinal) {
        String id = Character.toString('a' + random.nextInt(26)) + ordinal;
        if (before != null && random.nextInt(20) == 0) {
            return new Fact(
                    before.at(), before.known(), id, before.type(), before.zone(), before.source(), before.values());
        }
        Instant at = before != null && random.nextInt(6) == 0 ? before.at() : at(random, zone, t, before);
        String type = before != null && random.nextInt(5) == 0 ? before.type() : one(random, TYPES);
        return new Fact(
                at,
                known(random, at, t),
                id,
                type,
                random.nextInt(4) == 0 ? one(random, ZONES).getId() : null,
                one(random, SOURCES),
                values(random, type, at));
    }

    private static Instant at(RandomGenerator random, ZoneId zone, Instant t, @Nullable Fact before) {
        Duration back = one(random, BACK);
        return switch (random.nextInt(12)) {
            // on a bound of a window, or beside it
            case 0, 1 -> nudged(random, t.minus(back));
            case 2 ->
                nudged(
                        random,
                        t.atZone(zone).minusMonths(1 + random.nextInt(12)).toInstant());
            case 3 ->
                nudged(
                        random,
                        t.atZone(zone)
                                .toLocalDate()
                                .minusDays(random.nextInt(40))
                                .atStartOfDay(zone)
                                .toInstant());
            case 4 ->
                nudged(
                        random,
                        t.atZone(zone)
                                .toLocalDate()
                                .withDayOfMonth(1)
                                .atStartOfDay(zone)
                                .toInstant());
            case 5 -> random.nextInt(2) == 0 ? t : t.plus(random.nextLong(1, back.toSeconds()), ChronoUnit.SECONDS);
            case 6, 7 ->
                before == null
                        ? t.minusSeconds(7)
                        : before.at().plus(random.nextLong(1, 60_000_000), ChronoUnit.MICROS);
            case 8 -> change(t.minus(Duration.ofDays(random.nextInt(400))), zone);
            default -> t.minus(random.nextLong(back.toSeconds() * 1_000_000), ChronoUnit.MICROS);
        };
    }

    private static Instant known(RandomGenerator random, Instant at, Instant t) {
        return switch (random.nextInt(12)) {
            case 0 -> at.plus(random.nextLong(3_600_000_000L), ChronoUnit.MICROS);
            case 1 -> at.plus(Duration.ofDays(1 + random.nextInt(20)));
            case 2 -> nudged(random, t).isBefore(at) ? at : nudged(random, t);
            case 3 -> at.minus(Duration.ofHours(random.nextInt(50)));
            default -> at;
        };
    }

    private static Map<String, Object> values(RandomGenerator random, String type, Instant at) {
        Map<String, Object> values = new HashMap<>();
        for (String property : SmallPlan.carried(type, dev.limner.event.ValueType.values())) {
            if (random.nextInt(5) != 0) {
                values.put(property, value(random, property, at));
            }
        }
        return values;
    }

    private static Object value(RandomGenerator random, String property, Instant at) {
        return switch (property) {
            case "item" -> one(random, ITEMS);
            case "category" -> one(random, CATEGORIES);
            case "channel" -> one(random, CHANNELS);
            case "gender" -> one(random, GENDERS);
            case "purpose" -> one(random, List.of("marketing", "marketing", "research"));
            case "model" -> one(random, List.of("churn", "churn", "taste"));
            case "time_zone" -> one(random, ZONES).getId();
            case "industry" -> one(random, List.of("retail", "trade"));
            case "contact_role" -> one(random, List.of("owner", "buyer", "guest"));
            case "lifecycle" -> one(random, List.of("dormant", "active"));
            case "value_tier" -> one(random, List.of("head", "tail"));
            case "amount" -> new BigDecimal(one(random, AMOUNTS)).setScale(4);
            case "quantity" -> 1L + random.nextInt(5);
            case "age" -> 20L + random.nextInt(20);
            case "staff" -> 100L * random.nextInt(5);
            case "price" -> PRICES[random.nextInt(PRICES.length)];
            case "value" -> random.nextInt(11) / 10.0;
            case "latitude" -> 31.2304 + random.nextInt(-5, 6) / 100.0;
            case "longitude" -> 121.4737 + random.nextInt(-5, 6) / 100.0;
            case "is_new" -> random.nextBoolean();
            case "attributes" ->
                ATTRIBUTES.stream().filter(_ -> random.nextBoolean()).toList();
            case "birthday" ->
                random.nextInt(3) == 0 ? LocalDate.of(2000, 2, 29) : LocalDate.of(1990, 1, 1 + random.nextInt(31));
            case "due" -> nudged(random, at.plus(Duration.ofDays(random.nextInt(-3, 4))));
            default -> throw new IllegalArgumentException(property);
        };
    }

    private static Set<Edge> edges(List<Fact> facts, Instant t, ZoneId zone) {
        Set<Edge> edges = EnumSet.noneOf(Edge.class);
        mark(edges, Edge.EMPTY, facts.stream().allMatch(fact -> fact.at().isAfter(t)));
        mark(edges, Edge.TIED, facts.stream().map(Fact::at).distinct().count() < facts.size());
        mark(edges, Edge.LATE, facts.stream().anyMatch(fact -> fact.known().isAfter(fact.at())));
        mark(
                edges,
                Edge.KNOWN_BEFORE,
                facts.stream().anyMatch(fact -> fact.known().isBefore(fact.at())));
        mark(
                edges,
                Edge.DUPLICATE,
                facts.stream()
                                .map(fact -> List.of(fact.at(), fact.type(), fact.values()))
                                .distinct()
                                .count()
                        < facts.size());
        List<Instant> instants = new ArrayList<>(facts.stream().map(Fact::at).toList());
        instants.add(t);
        for (Instant instant : instants) {
            LocalDate date = instant.atZone(zone).toLocalDate();
            mark(edges, Edge.MONTH_END, date.getDayOfMonth() == date.lengthOfMonth());
            mark(edges, Edge.LEAP_DAY, date.getMonthValue() == 2 && date.getDayOfMonth() == 29);
            ZoneOffsetTransition change = zone.getRules().nextTransition(instant.minus(Duration.ofHours(3)));
            mark(
                    edges,
                    Edge.CLOCK_CHANGE,
                    change != null && change.getInstant().isBefore(instant.plus(Duration.ofHours(3))));
        }
        mark(
                edges,
                Edge.MISSING,
                facts.stream()
                        .anyMatch(fact -> fact.values().size()
                                < SmallPlan.carried(fact.type(), dev.limner.event.ValueType.values())
                                        .size()));
        mark(edges, Edge.EVENT_ZONE, facts.stream().anyMatch(fact -> fact.zone() != null));
        mark(edges, Edge.FUTURE, facts.stream().anyMatch(fact -> fact.at().isAfter(t)));
        return edges;
    }

    private static void mark(Set<Edge> edges, Edge edge, boolean there) {
        if (there) {
            edges.add(edge);
        }
    }
}

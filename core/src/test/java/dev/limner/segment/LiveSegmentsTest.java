package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.history.LocalClock;
import dev.limner.language.Parser;
import dev.limner.language.Source;
import dev.limner.language.naive.Fact;
import dev.limner.language.naive.SmallPlan;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.membership.Crossing;
import dev.limner.membership.Crossing.Cause;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/// Live segments say after each event and each expiry what a fresh evaluation of everything stored would say.
class LiveSegmentsTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        RULES.put("fresh", "any purchase in last 3 days");
        RULES.put("quiet", "no purchase in last 4 days");
        RULES.put("frequent", "count(view where channel = 'app' in last 2 days) >= 3");
        RULES.put("spender", "sum(purchase.amount in this month) > 100");
        RULES.put("faded", "sum(purchase.amount half-life 1 day) > 40");
        RULES.put("late", "time since last purchase > 36 hours");
        RULES.put("days", "days since last view >= 2");
        RULES.put("hesitant", "for any item: count(view in last 2 days) >= 2 and no purchase in last 2 days");
        RULES.put("funnel", "sequence(view then purchase within 6 hours) in last 2 days");
        RULES.put("both", "in segment 'fresh' and in segment 'frequent'");
        RULES.put("was", "in segment 'fresh' at 2 days ago");
        RULES.put("came", "entered segment 'quiet' in last 1 day");
        RULES.put("rhythm", "time since last view > 2 * median gap(view)");
        RULES.put("month", "count(purchase in last 1 month) = 2");
        RULES.put("local", "customer zone: any view in this day");
        RULES.put("taste", "top(view.category in last 3 days) = 'sport'");
        RULES.put("trend", "trend(count(view) over last 3 days) > 0");
        RULES.put("told", "gender = 'female' and age >= 30");
        RULES.put("consent", "consents to 'marketing' by 'sms'");
    }

    private static Lexicon lexicon(String zone) {
        Map<String, Source> sources = new LinkedHashMap<>();
        RULES.forEach((id, rule) -> sources.put(id, Parser.parse(rule)));
        return new Lexicon(SmallPlan.plan(), new LocalClock(ZoneId.of(zone)), Map.of(), sources);
    }

    private static LiveSegments.Use use(String id) {
        return new LiveSegments.Use(id, 1, false);
    }

    private static Crossing crossing(
            String segment, int customer, @Nullable String value, boolean entered, Instant at, Instant effectiveAt, Cause cause) {
        return new Crossing(segment, 1, customer, value, entered, new Crossing.Moment(at, effectiveAt, cause));
    }

    private static LiveShop shop() {
        return new LiveShop(lexicon("Asia/Shanghai"), InForce.NONE);
    }

    private static Fact fact(String id, String type, Instant at, Map<String, Object> values) {
        return new Fact(at, at, id, type, null, "shop", values);
    }

    private static Fact purchase(String id, Instant at) {
        return fact(id, "purchase", at, Map.of("amount", new BigDecimal("30.0000"), "item", "mug"));
    }

    private static void assertExact(LiveShop shop, LiveSegments live, Instant instant) {
        RULES.forEach((id, rule) -> assertThat(live.members(id))
                .as(id + " at " + instant)
                .isEqualTo(shop.members(Parser.parse(rule), shop.lexicon(), instant)));
    }

    // ---- The five cases that live segments elsewhere fail

    @Test
    void switchedOnOverAnExistingHistoryEverybodyIsWhereTheyBelong() {
        LiveShop shop = shop();
        shop.store(1, purchase("a", MARCH.minus(Duration.ofDays(1))));
        shop.store(2, purchase("b", MARCH.minus(Duration.ofDays(10))));
        LiveSegments live = shop.live(List.copyOf(RULES.keySet()), MARCH);
        assertThat(live.members("fresh")).isEqualTo(RoaringBitmap.bitmapOf(1));
        assertThat(live.members("quiet")).isEqualTo(RoaringBitmap.bitmapOf(2));
        assertThat(shop.crossings).as("nobody enters by being looked at").isEmpty();
        assertExact(shop, live, MARCH);
    }

    @Test
    void aNewDefinitionHasItsMembersAtOnce() {
        LiveShop shop = shop();
        shop.store(1, purchase("a", MARCH.minus(Duration.ofDays(1))));
        LiveSegments live = shop.live(List.of("quiet"), MARCH);
        live.define(use("buyers"), Parser.parse("any purchase"), MARCH);
        assertThat(live.members("buyers")).isEqualTo(RoaringBitmap.bitmapOf(1));
        assertThat(shop.crossings)
                .containsExactly(crossing("buyers", 1, null, true, MARCH, MARCH, Cause.EDIT));
    }

    @Test
    void afterAnEditOldMembersLeave() {
        LiveShop shop = shop();
        shop.store(1, purchase("a", MARCH.minus(Duration.ofDays(1))));
        shop.store(2, purchase("b", MARCH.minus(Duration.ofDays(3)).plusSeconds(60)));
        LiveSegments live = shop.live(List.of("fresh", "was"), MARCH);
        assertThat(live.members("fresh")).isEqualTo(RoaringBitmap.bitmapOf(1, 2));
        live.define(use("fresh"), Parser.parse("any purchase in last 2 days"), MARCH);
        assertThat(live.members("fresh")).isEqualTo(RoaringBitmap.bitmapOf(1));
        assertThat(shop.crossings)
                .contains(crossing("fresh", 2, null, false, MARCH, MARCH, Cause.EDIT));
        Instant later = MARCH.plus(Duration.ofHours(30));
        live.tick(later);
        assertThat(live.isMember("fresh", 1)).isFalse();
    }

    @Test
    void stateThatIsLostIsRebuiltAsItWas() {
        LiveShop shop = shop();
        List<String> ids = List.copyOf(RULES.keySet());
        LiveSegments live = shop.live(ids, MARCH);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        Instant now = MARCH;
        for (int i = 0; i < 60; i++) {
            now = now.plusSeconds(random.nextInt(20_000));
            shop.append(live, random.nextInt(5), random(random, now, i));
        }
        LiveSegments rebuilt = shop.live(ids, now);
        for (String id : ids) {
            assertThat(rebuilt.members(id)).as(id).isEqualTo(live.members(id));
        }
    }

    @Test
    void whoNeverSendsAnotherEventStillComesAndGoes() {
        LiveShop shop = shop();
        LiveSegments live = shop.live(List.copyOf(RULES.keySet()), MARCH);
        shop.append(live, 7, purchase("a", MARCH));
        assertThat(live.isMember("fresh", 7)).isTrue();
        assertThat(live.isMember("quiet", 7)).isFalse();
        live.tick(MARCH.plus(Duration.ofDays(30)));
        assertThat(live.isMember("fresh", 7)).isFalse();
        assertThat(live.isMember("quiet", 7)).isTrue();
        assertThat(shop.crossings)
                .contains(
                        crossing("fresh", 7, null, false, MARCH.plus(Duration.ofDays(30)), MARCH.plus(Duration.ofDays(3)), Cause.CLOCK),
                        crossing("quiet", 7, null, true, MARCH.plus(Duration.ofDays(30)), MARCH.plus(Duration.ofDays(4)), Cause.CLOCK));
    }

    // ---- Properties

    private static Fact random(RandomGenerator random, Instant known, int number) {
        Instant at = switch (random.nextInt(6)) {
            case 0 -> known.minusSeconds(random.nextInt(300_000));
            case 1 -> known.plusSeconds(random.nextInt(90_000));
            default -> known;
        };
        String id = String.format(java.util.Locale.ROOT, "%c%05d", 'a' + random.nextInt(26), number);
        String item = List.of("mug", "tea", "oil").get(random.nextInt(3));
        String zone = random.nextInt(5) == 0 ? "America/New_York" : null;
        Map<String, Object> channel = Map.of("channel", random.nextBoolean() ? "app" : "sms");
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                new Fact(at, known, id, "purchase", zone, "shop",
                        Map.of("amount", new BigDecimal(random.nextInt(90) + ".0000"), "item", item));
            case 2 -> new Fact(at, known, id, "traits", zone, "shop", Map.of("gender", "female", "age", 20L + random.nextInt(30)));
            case 3 ->
                new Fact(at, known, id, random.nextBoolean() ? "consent_given" : "consent_withdrawn", zone, "shop",
                        Map.of("purpose", "marketing", "channel", "sms"));
            case 4 -> new Fact(at, known, id, "visit", zone, "shop", channel);
            default ->
                new Fact(at, known, id, "view", zone, "shop",
                        Map.of("item", item, "channel", random.nextBoolean() ? "app" : "web",
                                "category", random.nextBoolean() ? "sport" : "home"));
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void membersAreThoseOfAFreshEvaluationAfterEachEventAndEachTick(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        LiveShop shop = new LiveShop(
                lexicon(List.of("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe").get(random.nextInt(3))),
                InForce.NONE);
        Instant now = MARCH.plusSeconds(random.nextInt(3_000_000));
        for (int i = 0; i < 8; i++) {
            shop.store(random.nextInt(4), random(random, now.minusSeconds(random.nextInt(400_000)), 900 + i));
        }
        LiveSegments live = shop.live(List.copyOf(RULES.keySet()), now);
        assertExact(shop, live, now);
        for (int i = 0; i < 50; i++) {
            now = now.plusSeconds(random.nextInt(60_000)).plusNanos(1000L * random.nextInt(1_000_000));
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> live.tick(now);
                case 3 -> shop.merge(live, 3, random.nextInt(3), now);
                default -> shop.append(live, random.nextInt(4), random(random, now, i));
            }
            assertExact(shop, live, now);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aCrossingByTheClockIsAtTheVeryInstantAtWhichTheAnswerChanges(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        LiveShop shop = shop();
        LiveSegments live = shop.live(List.copyOf(RULES.keySet()), MARCH);
        List<Fact> facts = new ArrayList<>();
        Instant now = MARCH;
        for (int i = 0; i < 25; i++) {
            now = now.plusSeconds(random.nextInt(40_000));
            facts.add(random(random, now, i));
        }
        facts.sort(Comparator.comparing(Fact::known));
        int seen = 0;
        for (Fact fact : facts) {
            shop.crossings.clear();
            live.tick(fact.known().minus(1, java.time.temporal.ChronoUnit.MICROS));
            for (Crossing crossing : shop.crossings) {
                if (crossing.value() == null) {
                    Source rule = Parser.parse(Objects.requireNonNull(RULES.get(crossing.segment())));
                    Instant just = crossing.effectiveAt().minus(1, java.time.temporal.ChronoUnit.MICROS);
                    assertThat(shop.members(rule, shop.lexicon(), crossing.effectiveAt()).contains(crossing.customer()))
                            .isEqualTo(crossing.entered());
                    assertThat(shop.members(rule, shop.lexicon(), just).contains(crossing.customer()))
                            .isEqualTo(!crossing.entered());
                    seen++;
                }
            }
            shop.append(live, 1, fact);
        }
        assertThat(seen).isGreaterThan(10);
    }

    @Test
    void eachValueOfAForAnyComesAndGoesByItself() {
        LiveShop shop = shop();
        LiveSegments live = shop.live(List.of("hesitant"), MARCH);
        List<String> items = List.of("mug", "tea", "mug", "tea");
        for (int i = 0; i < items.size(); i++) {
            shop.append(live, 1, fact("v" + i, "view", MARCH.plusSeconds(i), Map.of("item", items.get(i))));
        }
        assertThat(live.values("hesitant", 1)).containsExactly("mug", "tea");
        Instant later = MARCH.plusSeconds(1_000);
        shop.append(live, 1, purchase("p", later));
        assertThat(live.values("hesitant", 1)).containsExactly("tea");
        assertThat(shop.crossings)
                .contains(crossing("hesitant", 1, "mug", false, later, later, Cause.EVENT));
    }

    @Test
    void whatIsErasedHasNeverBeen() {
        LiveShop shop = shop();
        LiveSegments live = shop.live(List.of("fresh"), MARCH);
        shop.append(live, 1, purchase("a", MARCH));
        live.erase(1, event -> true, MARCH.plusSeconds(5));
        assertThat(live.isMember("fresh", 1)).isFalse();
        assertThat(shop.crossings.getLast().cause()).isEqualTo(Cause.ERASURE);
    }
}

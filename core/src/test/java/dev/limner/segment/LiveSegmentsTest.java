package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Parser;
import dev.limner.language.Source;
import dev.limner.language.naive.Fact;
import dev.limner.language.plan.InForce;
import dev.limner.membership.Crossing;
import dev.limner.membership.Crossing.Cause;
import dev.limner.membership.MemoryStays;
import dev.limner.problem.UserProblem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/// Live segments say after each event and each expiry what a fresh evaluation of everything stored would say.
class LiveSegmentsTest {
    private static final TemporalAmount MICROSECOND = Duration.ofNanos(1_000);
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private static final Map<String, String> RULES = LiveRules.ALL;

    private static LiveSegments.Use use(String id) {
        return new LiveSegments.Use(id, 1, false);
    }

    private static Crossing crossing(
            String segment,
            int customer,
            @Nullable String value,
            boolean entered,
            Instant at,
            Instant effectiveAt,
            Cause cause) {
        return new Crossing(segment, 1, customer, value, entered, new Crossing.Moment(at, effectiveAt, cause));
    }

    private static LiveShop shop() {
        return new LiveShop(LiveRules.lexicon("Asia/Shanghai"), InForce.NONE);
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
                .isEqualTo(shop.members(Parser.parse(rule), instant)));
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
        assertThat(shop.crossings).containsExactly(crossing("buyers", 1, null, true, MARCH, MARCH, Cause.EDIT));
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
        assertThat(shop.crossings).contains(crossing("fresh", 2, null, false, MARCH, MARCH, Cause.EDIT));
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
            shop.append(live, random.nextInt(5), LiveFacts.random(random, now, i));
        }
        LiveSegments rebuilt = shop.live(ids, now);
        for (String id : ids) {
            assertThat(rebuilt.members(id)).as(id).isEqualTo(live.members(id));
        }
    }

    @Test
    void whatWasSavedGoesOnAndOnlyWhatMeansSomethingElseIsAskedAnew() {
        LiveShop shop = shop();
        LiveSegments live = shop.live(List.of("fresh"), MARCH);
        shop.append(live, 7, purchase("a", MARCH));
        shop.meanwhile = () -> {
            throw new AssertionError("the store was read");
        };
        LiveSegments same = shop.resumed(live, List.of("fresh"));
        assertThat(same.members("fresh")).isEqualTo(live.members("fresh"));
        Instant later = MARCH.plus(Duration.ofHours(30));
        same.tick(later);
        live.tick(later);
        assertThat(same.members("fresh")).isEqualTo(live.members("fresh"));
        shop.meanwhile = () -> {};
        LiveSegments more = shop.resumed(live, List.copyOf(RULES.keySet()));
        assertExact(shop, more, later);
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
                        crossing(
                                "fresh",
                                7,
                                null,
                                false,
                                MARCH.plus(Duration.ofDays(30)),
                                MARCH.plus(Duration.ofDays(3)),
                                Cause.CLOCK),
                        crossing(
                                "quiet",
                                7,
                                null,
                                true,
                                MARCH.plus(Duration.ofDays(30)),
                                MARCH.plus(Duration.ofDays(4)),
                                Cause.CLOCK));
    }

    // ---- Properties

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void membersAreThoseOfAFreshEvaluationAfterEachEventAndEachTick(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        LiveShop shop = new LiveShop(
                LiveRules.lexicon(List.of("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe")
                        .get(random.nextInt(3))),
                InForce.NONE);
        Instant now = MARCH.plusSeconds(random.nextInt(3_000_000));
        for (int i = 0; i < 8; i++) {
            shop.store(random.nextInt(4), LiveFacts.random(random, now.minusSeconds(random.nextInt(400_000)), 900 + i));
        }
        LiveSegments live = shop.live(List.copyOf(RULES.keySet()), now);
        assertExact(shop, live, now);
        Map<String, Set<List<Object>>> inside = stays(live);
        for (int i = 0; i < 50; i++) {
            now = now.plusSeconds(random.nextInt(60_000)).plusNanos(1000L * random.nextInt(1_000_000));
            shop.crossings.clear();
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> live.tick(now);
                case 3 -> shop.merge(live, 3, random.nextInt(3), now);
                case 4 -> live = shop.resumed(live, List.copyOf(RULES.keySet()));
                default -> shop.append(live, random.nextInt(4), LiveFacts.random(random, now, i));
            }
            live.tick(now);
            assertExact(shop, live, now);
            for (Crossing crossing : shop.crossings) {
                Set<List<Object>> of = Objects.requireNonNull(inside.get(crossing.segment()));
                List<Object> who = Arrays.asList(crossing.customer(), crossing.value());
                assertThat(crossing.entered() ? of.add(who) : of.remove(who))
                        .as("each crossing changes something: " + crossing)
                        .isTrue();
            }
            assertThat(inside).as("crossings tell all").isEqualTo(stays(live));
        }
    }

    /// Who is in by which value, of the segments that have a history.
    private static Map<String, Set<List<Object>>> stays(LiveSegments live) {
        Map<String, Set<List<Object>>> all = new HashMap<>();
        for (String id : RULES.keySet()) {
            if (id.equals("hours") || id.equals("weekend")) {
                continue; // those flip for everybody at once
            }
            Set<List<Object>> in = new HashSet<>();
            live.members(id).forEach((IntConsumer) customer -> {
                List<String> values = live.values(id, customer);
                values.forEach(value -> in.add(List.of(customer, value)));
                if (values.isEmpty()) {
                    in.add(Arrays.asList(customer, null));
                }
            });
            all.put(id, in);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void aCrossingIsEffectiveAtTheVeryInstantAtWhichTheAnswerTurns(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        LiveShop shop = shop();
        LiveSegments live = shop.live(List.copyOf(RULES.keySet()), MARCH);
        Instant now = MARCH;
        int byClock = 0;
        int late = 0;
        for (int i = 0; i < 80; i++) {
            now = now.plusSeconds(random.nextInt(40_000));
            Fact fact = LiveFacts.random(random, now, i);
            shop.crossings.clear();
            live.tick(now.minus(MICROSECOND));
            for (Crossing crossing : shop.crossings) {
                assertThat(crossing.cause()).isEqualTo(Cause.CLOCK);
                assertThat(is(shop, crossing, crossing.effectiveAt(), Mode.AS_KNOWN))
                        .isEqualTo(crossing.entered());
                assertThat(is(shop, crossing, crossing.effectiveAt().minus(MICROSECOND), Mode.AS_KNOWN))
                        .isEqualTo(!crossing.entered());
                byClock++;
            }
            live.tick(now);
            shop.crossings.clear();
            shop.append(live, 1, fact);
            for (Crossing crossing : shop.crossings) {
                assertThat(crossing.at()).isEqualTo(now);
                Instant effective = crossing.effectiveAt();
                if (fact.at().isBefore(now) && is(shop, crossing, now, Mode.AS_CORRECTED) == crossing.entered()) {
                    assertThat(effective).isBetween(fact.at(), now);
                    assertThat(is(shop, crossing, effective, Mode.AS_CORRECTED)).isEqualTo(crossing.entered());
                    assertThat(effective.equals(fact.at())
                                    || is(shop, crossing, effective.minus(MICROSECOND), Mode.AS_CORRECTED)
                                            != crossing.entered())
                            .isTrue();
                    late++;
                } else {
                    assertThat(effective).isEqualTo(now);
                }
            }
        }
        assertThat(byClock).isGreaterThan(20);
        assertThat(late).isGreaterThan(3);
    }

    private static boolean is(LiveShop shop, Crossing crossing, Instant instant, Mode mode) {
        Source rule = Parser.parse(Objects.requireNonNull(RULES.get(crossing.segment())));
        return crossing.value() == null
                ? shop.isMember(rule, crossing.customer(), instant, mode)
                : shop.values(rule, crossing.customer(), instant, mode).contains(crossing.value());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void theLogTellsOfEveryInstantWhatAFreshEvaluationStoppedThereWouldSay(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        LiveShop shop = shop();
        MemoryStays log = new MemoryStays();
        LiveSegments live = shop.live(List.copyOf(RULES.keySet()), MARCH);
        log.append(live.differences(log));
        assertThat(live.differences(log)).isEmpty();
        Instant now = MARCH;
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            now = now.plusSeconds(random.nextInt(40_000));
            shop.append(live, random.nextInt(3), LiveFacts.random(random, now, i));
            instants.add(now.minusSeconds(random.nextInt(20_000)));
        }
        log.append(shop.crossings);
        assertThat(live.differences(log)).isEmpty();
        for (Instant instant : instants) {
            for (String id : List.of("fresh", "quiet", "days", "hesitant", "funnel", "came", "mean", "local")) {
                Source rule = Parser.parse(Objects.requireNonNull(RULES.get(id)));
                RoaringBitmap expected = shop.members(rule, instant);
                RoaringBitmap told = log.members(id, instant, Mode.AS_KNOWN);
                expected.and(shop.metBy(instant)); // customers without an event yet are none
                assertThat(told).as(id + " at " + instant).isEqualTo(expected);
            }
        }
    }

    // ---- Definitions that change while events go on

    @Test
    void whatHappensWhileADefinitionIsPreparedCountsOnce() {
        LiveShop shop = shop();
        for (int customer = 0; customer < 5; customer++) {
            shop.store(customer, purchase("a" + customer, MARCH.minus(Duration.ofDays(customer))));
        }
        LiveSegments live = shop.live(List.of("fresh"), MARCH);
        List<Double> shares = new ArrayList<>();
        Instant then = MARCH.plusSeconds(60);
        shop.meanwhile = () -> {
            shares.add(live.prepared("views"));
            shop.append(live, 2, purchase("b", then));
            shop.append(live, 6, fact("c", "view", then.plusSeconds(1), Map.of("item", "tea", "channel", "app")));
            shop.merge(live, 1, 0, then.plusSeconds(2));
            live.tick(then.plusSeconds(3));
            assertThat(live.isMember("fresh", 2)).as("events go on").isTrue();
        };
        Source views = Parser.parse("any view where channel = 'app' or count(purchase) >= 2");
        shop.define(live, "views", views, MARCH.plusSeconds(1));
        assertThat(shares).containsExactly(0.0);
        assertThat(live.prepared("views")).isEqualTo(1);
        assertThat(live.members("views")).isEqualTo(RoaringBitmap.bitmapOf(0, 2, 6));
        assertThat(live.members("fresh"))
                .isEqualTo(shop.members(Parser.parse("any purchase in last 3 days"), then.plusSeconds(3)));
    }

    @Test
    void anEditReachesTheSegmentsThatNameTheEditedOneAndNoOthers() {
        LiveShop shop = shop();
        shop.store(1, purchase("a", MARCH.minus(Duration.ofDays(5))));
        LiveSegments live = shop.live(List.of("frequent", "both", "fresh", "mood", "quiet"), MARCH);
        shop.define(live, "frequent", Parser.parse("any purchase"), MARCH);
        assertThat(shop.crossings).extracting(Crossing::segment).containsExactlyInAnyOrder("frequent", "mood");
        shop.define(live, "fresh", Parser.parse("any purchase in last 6 days"), MARCH);
        assertThat(live.isMember("both", 1)).isTrue();
        live.remove("quiet", MARCH);
        assertThat(shop.crossings.getLast()).isEqualTo(crossing("quiet", 1, null, false, MARCH, MARCH, Cause.EDIT));
        assertThatThrownBy(() -> live.members("quiet")).hasMessageStartingWith("UNKNOWN_SEGMENT");
    }

    @Test
    void aWrongDefinitionChangesNothing() {
        LiveShop shop = shop();
        shop.store(1, purchase("a", MARCH));
        LiveSegments live = shop.live(List.of("fresh", "both", "frequent"), MARCH);
        assertThatThrownBy(() -> live.define(use("fresh"), Parser.parse("any purchas"), MARCH))
                .isInstanceOf(UserProblem.class);
        assertThatThrownBy(() -> live.define(use("fresh"), Parser.parse("in segment 'both'"), MARCH))
                .hasMessageStartingWith("CYCLE");
        assertThatThrownBy(() -> live.remove("fresh", MARCH)).hasMessageStartingWith("UNKNOWN_SEGMENT");
        assertThat(live.isMember("fresh", 1)).isTrue();
        live.tick(MARCH.plus(Duration.ofDays(3)));
        assertThat(live.isMember("fresh", 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void definitionsThatChangeBetweenEventsAreExactAsWell(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        LiveShop shop = shop();
        List<String> ids = new ArrayList<>(List.of("fresh", "frequent", "both", "came", "quiet"));
        LiveSegments live = shop.live(ids, MARCH);
        Map<String, String> rules = new LinkedHashMap<>(RULES);
        rules.keySet().retainAll(ids);
        Instant now = MARCH;
        List<String> all = List.copyOf(RULES.keySet());
        for (int i = 0; i < 40; i++) {
            now = now.plusSeconds(random.nextInt(40_000));
            if (random.nextInt(3) == 0) {
                String id = random.nextBoolean() ? "fresh" : all.get(random.nextInt(all.size()));
                String rule = id.equals("fresh")
                        ? "any purchase in last " + (1 + random.nextInt(5)) + " days"
                        : Objects.requireNonNull(RULES.get(id));
                shop.define(live, id, Parser.parse(rule), now);
                rules.put(id, rule);
            } else {
                shop.append(live, random.nextInt(4), LiveFacts.random(random, now, i));
            }
            for (Map.Entry<String, String> rule : rules.entrySet()) {
                assertThat(live.members(rule.getKey()))
                        .as(rule + " at " + now)
                        .isEqualTo(shop.members(Parser.parse(rule.getValue()), now));
            }
        }
    }

    @Test
    void readersAndAWriterGoOnWhileDefinitionsArePrepared() throws InterruptedException {
        LiveShop shop = shop();
        for (int customer = 0; customer < 500; customer++) {
            shop.store(customer, purchase("a" + customer, MARCH.minus(Duration.ofHours(customer))));
        }
        LiveSegments live = shop.live(List.of("fresh", "quiet"), MARCH);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger wrong = new AtomicInteger();
        Thread reader = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                // whoever bought within three days is not quiet
                Audience fresh = live.audience("fresh");
                if (fresh.size() == 0 || live.members("quiet").isEmpty()) {
                    wrong.incrementAndGet();
                }
            }
        });
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 300; i++) {
                shop.append(live, i * 7 % 600, purchase("b" + i, MARCH.plusSeconds(i)));
            }
        });
        for (int i = 0; i < 5; i++) {
            live.define(use("several"), Parser.parse("count(purchase) >= " + (2 + i % 2)), MARCH);
        }
        writer.join();
        done.set(true);
        reader.join();
        assertThat(wrong).hasValue(0);
        Instant now = MARCH.plusSeconds(299);
        assertThat(live.members("several")).isEqualTo(shop.members(Parser.parse("count(purchase) >= 2"), now));
        assertThat(live.members("fresh")).isEqualTo(shop.members(Parser.parse("any purchase in last 3 days"), now));
    }

    @Test
    void whatTheClockDecidesForEverybodyHasNoCrossingsUnlessItIsTracked() {
        LiveShop shop = shop();
        LiveSegments live = shop.live(List.of("hours", "tracked_morning"), MARCH);
        shop.append(live, 1, fact("v", "view", MARCH, Map.of("item", "tea")));
        shop.append(live, 1, purchase("p", MARCH));
        assertThat(live.isMember("tracked_morning", 1))
                .as("eight o'clock in Shanghai")
                .isTrue();
        assertThat(live.isMember("hours", 1)).isFalse();
        live.tick(MARCH.plus(Duration.ofHours(1)));
        assertThat(live.isMember("hours", 1)).isTrue();
        assertThat(live.audience("hours").size()).isEqualTo(1);
        live.tick(MARCH.plus(Duration.ofHours(4)));
        assertThat(shop.crossings).extracting(Crossing::segment).containsExactly("tracked_morning", "tracked_morning");
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
        assertThat(shop.crossings).contains(crossing("hesitant", 1, "mug", false, later, later, Cause.EVENT));
    }

    @Test
    void whatIsErasedHasNeverBeen() {
        LiveShop shop = shop();
        LiveSegments live = shop.live(List.of("fresh"), MARCH);
        shop.append(live, 1, purchase("a", MARCH));
        live.erase(1, event -> true, MARCH.plusSeconds(5));
        assertThat(live.isMember("fresh", 1)).isFalse();
        shop.append(live, 2, purchase("b", MARCH.plusSeconds(6)));
        live.erase(2, MARCH.plusSeconds(7));
        assertThat(live.members("fresh").isEmpty()).isTrue();
        assertThat(shop.crossings.getLast().cause()).isEqualTo(Cause.ERASURE);
    }
}

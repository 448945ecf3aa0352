package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.language.naive.Fact;
import dev.limner.language.plan.InForce;
import dev.limner.membership.Crossing;
import dev.limner.segment.LiveSegments.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Events that come together do what they do one by one, and are told in that order.
class LiveBatchTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> ALL = List.copyOf(LiveRules.ALL.keySet());
    private static final int EVENTS = 3_000;

    /// Two shops of the same customers, and live segments of each.
    private static final class Twins {
        final LiveShop one = new LiveShop(LiveRules.lexicon("Asia/Shanghai"), InForce.NONE);
        final LiveShop other = new LiveShop(LiveRules.lexicon("Asia/Shanghai"), InForce.NONE);
        final LiveSegments ones;
        final LiveSegments others;

        Twins(int customers, RandomGenerator random) {
            for (int customer = 0; customer < customers; customer++) {
                Fact fact = LiveFacts.random(random, MARCH.minusSeconds(random.nextInt(400_000)), customer);
                one.store(customer, fact);
                other.store(customer, fact);
            }
            ones = one.live(ALL, MARCH);
            others = other.live(ALL, MARCH);
        }

        void assertSame() {
            assertThat(other.crossings).isEqualTo(one.crossings);
            for (String id : ALL) {
                assertThat(others.members(id)).as(id).isEqualTo(ones.members(id));
            }
        }
    }

    /// @param customers few, so that a batch has many events of each; or many, so that all processors are busy
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200, 6_000})
    void aBatchIsTheSameAsOneByOne(int customers) {
        RandomGenerator random = new SplittableRandom(customers);
        Twins twins = new Twins(customers, random);
        Instant now = MARCH;
        int taken = 0;
        while (taken < EVENTS) {
            List<Arrival> batch = new ArrayList<>();
            for (int left = 1 + random.nextInt(random.nextBoolean() ? 10 : 1_500); left > 0; left--) {
                // now and then at the same instant, or before it
                now = now.plusMillis(random.nextInt(3) == 0 ? 0 : random.nextInt(-1_000, 300_000));
                int customer = random.nextInt(customers + 3);
                Fact fact = LiveFacts.random(random, now, taken++);
                batch.add(new Arrival(customer, twins.other.event(fact, twins.others.texts()), now));
                twins.ones.append(customer, twins.one.event(fact, twins.ones.texts()), now);
            }
            twins.others.append(batch);
            twins.assertSame();
            if (random.nextBoolean()) {
                now = now.plusSeconds(random.nextInt(200_000));
                twins.ones.tick(now);
                twins.others.tick(now);
                twins.assertSame();
            }
        }
        assertThat(twins.one.crossings).hasSizeGreaterThan(EVENTS / 2);
    }

    /// More customers are due at once than are asked about at once.
    @Test
    void timeThatPassesAtOnceIsToldInItsOrder() {
        Twins twins = new Twins(7_000, new SplittableRandom(5));
        Instant end = MARCH.plus(Duration.ofDays(20));
        for (Instant now = MARCH; now.isBefore(end); now = now.plus(Duration.ofMinutes(17))) {
            twins.ones.tick(now);
        }
        twins.ones.tick(end);
        twins.others.tick(end);
        assertThat(known(twins.other)).isEqualTo(known(twins.one)).hasSizeGreaterThan(20_000);
        assertThat(twins.other.crossings)
                .isSortedAccordingTo((a, b) -> a.effectiveAt().compareTo(b.effectiveAt()));
    }

    /// All but when it was noticed.
    private static List<List<Object>> known(LiveShop shop) {
        List<List<Object>> all = new ArrayList<>();
        for (Crossing each : shop.crossings) {
            all.add(Arrays.asList(
                    each.segment(), each.customer(), each.value(), each.entered(), each.effectiveAt(), each.cause()));
        }
        return all;
    }
}

package dev.limner.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueTiersTest {
    private static ValueTiers fit(long... spends) {
        return ValueTiers.fit(
                spends, new BigDecimal("0.80"), new BigDecimal("0.95"), new Fitted(Instant.EPOCH, spends.length, 0));
    }

    @Test
    void theHeadIsTheSmallestTopGroupWithFourFifths() {
        ValueTiers tiers = fit(5, 50, 30, 10, 5);
        assertThat(tiers.headFrom()).isEqualTo(30);
        assertThat(tiers.potentialFrom()).isEqualTo(5);
        assertThat(tiers.tier(30)).isEqualTo(ValueTiers.Tier.HEAD);
        assertThat(tiers.tier(29)).isEqualTo(ValueTiers.Tier.POTENTIAL);
        assertThat(tiers.tier(4)).isEqualTo(ValueTiers.Tier.TAIL);
    }

    @Test
    void whoSpendsTheSameIsInTheSameTier() {
        ValueTiers tiers = fit(10, 10, 10, 10);
        assertThat(tiers.tier(10)).isEqualTo(ValueTiers.Tier.HEAD);
    }

    @Test
    void aSingleCustomerIsTheHead() {
        assertThat(fit(1).tier(1)).isEqualTo(ValueTiers.Tier.HEAD);
    }

    @Test
    void whoSpentNothingIsTheTail() {
        assertThat(fit(0, 0).tier(0)).isEqualTo(ValueTiers.Tier.TAIL);
        assertThat(fit().tier(0)).isEqualTo(ValueTiers.Tier.TAIL);
        assertThat(fit(0, -5, 10).tier(-5)).isEqualTo(ValueTiers.Tier.TAIL);
    }

    @Test
    void noSmallerTopGroupWouldDo() {
        Random random = new Random(2);
        for (int round = 0; round < 100; round++) {
            long[] spends = random.longs(1 + random.nextInt(20), 1, 40).toArray();
            ValueTiers tiers = fit(spends);
            long total = Arrays.stream(spends).sum();
            long head = Arrays.stream(spends)
                    .filter(spend -> spend >= tiers.headFrom())
                    .sum();
            long above = Arrays.stream(spends)
                    .filter(spend -> spend > tiers.headFrom())
                    .sum();
            assertThat(head * 100).isGreaterThanOrEqualTo(total * 80);
            assertThat(above * 100).isLessThan(total * 80);
        }
    }
}

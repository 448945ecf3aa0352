package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class CountTest {
    @Test
    void aSampleHoldsOneCustomerInTwentyWhateverTheirNumbersHaveInCommon() {
        RoaringBitmap everybody = RoaringBitmap.bitmapOfRange(0, 1_000_000);
        RoaringBitmap sample = Count.sample(everybody);
        assertThat(sample.getCardinality() / 1e6).isCloseTo(0.05, within(0.001));
        RoaringBitmap even = new RoaringBitmap();
        for (int number = 0; number < 1_000_000; number += 20) {
            even.add(number);
        }
        assertThat(Count.sample(even).getCardinality() / 5e4).isCloseTo(0.05, within(0.004));
        assertThat(RoaringBitmap.andNot(Count.sample(even), sample).isEmpty()).isTrue();
    }

    @Test
    void anEstimateIsTheShareOfTheSampleWithWilsonsInterval() {
        // 50 of 1,000: Wilson's interval is 0.03813 to 0.06531
        Count count = Count.estimate(50, 1000, 20_000);
        assertThat(count).isEqualTo(new Count(1000, 20_000, 1000, 762, 1307));
        assertThat(count.share()).isEqualTo(0.05);
        assertThat(count.sampleShare()).isEqualTo(0.05);
        assertThat(count.isSampled()).isTrue();
    }

    @Test
    void theIntervalNeverContradictsThoseSeen() {
        assertThat(Count.estimate(0, 1000, 20_000).low()).isZero();
        assertThat(Count.estimate(0, 1000, 20_000).high()).isBetween(70L, 80L);
        assertThat(Count.estimate(1000, 1000, 20_000).high()).isEqualTo(20_000);
        assertThat(Count.estimate(0, 0, 3)).isEqualTo(new Count(0, 3, 0, 0, 3));
    }
}

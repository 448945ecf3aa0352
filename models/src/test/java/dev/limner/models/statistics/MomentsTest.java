package dev.limner.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void partsMergeToTheWhole() {
        double[] values = new Random(1).doubles(1000).map(v -> 1e6 + v).toArray();
        Moments left = Moments.NONE;
        Moments right = Moments.NONE;
        for (int i = 0; i < values.length; i++) {
            left = i < 300 ? left.and(values[i]) : left;
            right = i < 300 ? right : right.and(values[i]);
        }
        Moments whole = Moments.of(values);
        Moments merged = left.merge(right);
        assertThat(merged.count()).isEqualTo(1000);
        assertThat(merged.mean()).isCloseTo(whole.mean(), within(1e-8));
        assertThat(merged.variance()).isCloseTo(whole.variance(), within(1e-10));
        assertThat(whole.variance()).isCloseTo(1.0 / 12, within(0.005));
        assertThat(Moments.NONE.merge(whole)).isEqualTo(whole);
        assertThat(whole.merge(Moments.NONE)).isEqualTo(whole);
    }

    @Test
    void oneNumberHasNoVariance() {
        assertThat(Moments.of(3).variance()).isNaN();
        assertThat(Moments.of(3, 5).variance()).isEqualTo(2);
        assertThat(Moments.of(3, 5).sum()).isEqualTo(8);
    }
}

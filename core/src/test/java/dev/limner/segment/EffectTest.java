package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.statistics.Moments;
import org.junit.jupiter.api.Test;

class EffectTest {
    /// So many numbers of that mean and standard deviation.
    private static Moments group(long count, double mean, double deviation) {
        return new Moments(count, mean, deviation * deviation * (count - 1));
    }

    /// M. Borenstein, L. V. Hedges, J. P. T. Higgins and H. R. Rothstein, *Introduction to Meta-Analysis*
    /// (2009), chapter 4: means 103 and 100, deviations 5.5 and 4.5, 50 in each group; d = 0.5970,
    /// J = 0.9923, g = 0.5924. They print four decimals.
    @Test
    void theEffectOfMeansIsThatOfBorensteinHedgesHigginsRothstein2009() {
        Effect effect = Effect.ofMeans(group(50, 103, 5.5), group(50, 100, 4.5));
        assertThat(effect.size()).isCloseTo(0.5924, within(0.00005));
        // worked out by hand: the variance is 100 / 2500 + 0.5924^2 / 200 = 0.041755, its root 0.20434
        assertThat(effect.low()).isCloseTo(0.5924 - 1.95996 * 0.20434, within(0.0001));
        assertThat(effect.high()).isCloseTo(0.5924 + 1.95996 * 0.20434, within(0.0001));
    }

    /// 1 to 5 against 3 to 7: the means are 3 and 5, both variances 2.5, so d = -2 / sqrt(2.5); with 8 degrees
    /// of freedom the correction is 1 - 3 / 31.
    @Test
    void smallGroupsAreCorrectedAsByHand() {
        Effect effect = Effect.ofMeans(Moments.of(1, 2, 3, 4, 5), Moments.of(3, 4, 5, 6, 7));
        assertThat(effect.size()).isCloseTo(-2 / Math.sqrt(2.5) * 28 / 31, within(1e-12));
        assertThat(effect.low()).isLessThan(effect.size());
    }

    @Test
    void groupsInWhichAllAreAlikeHaveNoEffect() {
        assertThat(Effect.ofMeans(Moments.of(1, 1, 1), Moments.of(2, 2, 2)).size())
                .isNaN();
    }

    /// By hand: 2 arcsin sqrt(0.70) = 1.98231 and 2 arcsin sqrt(0.40) = 1.36944.
    @Test
    void theEffectOfSharesIsTheDifferenceOfTheirArcsines() {
        Effect effect = Effect.ofShares(0.70, 60, 0.40, 40);
        assertThat(effect.size()).isCloseTo(1.98231 - 1.36944, within(1e-5));
        // 1 / 60 + 1 / 40 = 0.0416667, its root 0.204124
        assertThat(effect.high() - effect.size()).isCloseTo(1.959964 * 0.204124, within(1e-5));
        assertThat(Effect.ofShares(0, 10, 1, 10).size()).isCloseTo(-Math.PI, within(1e-12));
    }
}

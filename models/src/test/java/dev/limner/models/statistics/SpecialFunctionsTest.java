package dev.limner.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values: mpmath 1.3 with 30 digits.
class SpecialFunctionsTest {
    @ParameterizedTest
    @CsvSource({
        "1e-5, 11.512919692895826, -100000.57719921567, 10000000001.644908",
        "0.5, 0.5723649429247001, -1.9635100260214235, 4.9348022005446793",
        "1, 0, -0.5772156649015329, 1.6449340668482264",
        "1.5, -0.12078223763524522, 0.03648997397857652, 0.93480220054467931",
        "2, 0, 0.42278433509846713, 0.64493406684822644",
        "3.7, 1.428072326665388, 1.1671535393615113, 0.3100378576700383",
        "10, 12.80182748008147, 2.251752589066721, 0.10516633568168575",
        "250.25, 1129.9037609776442, 5.520461085528791, 0.0040039986546686333",
        "1e6, 12815504.569147613, 13.815510057964191, 1.0000005000001667e-6"
    })
    void gammaAndItsDerivativesMatchMpmath(double x, double logGamma, double digamma, double trigamma) {
        double ulps = 1e-14;
        assertThat(LogGamma.of(x)).isCloseTo(logGamma, within(ulps * Math.max(1, Math.abs(logGamma))));
        assertThat(LogGamma.digamma(x)).isCloseTo(digamma, within(ulps * Math.max(1, Math.abs(digamma))));
        assertThat(LogGamma.trigamma(x)).isCloseTo(trigamma, within(1e-13 * trigamma));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.1, 0.34527915398142298",
        "2, 3, 0.80085172652854423",
        "10, 5, 0.031828057306204812",
        "100, 120, 0.97213626010947934"
    })
    void incompleteGammaMatchesMpmath(double a, double x, double below) {
        assertThat(Incomplete.gammaBelow(a, x)).isCloseTo(below, within(1e-13));
        assertThat(Incomplete.gammaAbove(a, x)).isCloseTo(1 - below, within(1e-13));
    }

    @Test
    void tailsKeepTheirDigits() {
        assertThat(Incomplete.gammaAbove(0.5, 30)).isCloseTo(9.485737571073848e-15, withinPercentage(1e-10));
        assertThat(Normal.below(-9)).isCloseTo(1.1285884059538405e-19, withinPercentage(1e-10));
        assertThat(ChiSquared.above(60, 1)).isCloseTo(9.485737571073848e-15, withinPercentage(1e-10));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.5, 0.5, 0.20483276469913346",
        "0.7, 2, 3, 0.9163",
        "0.3, 30, 50, 0.079279223823672074",
        "0.01, 1, 8, 0.077255305572079902"
    })
    void incompleteBetaMatchesMpmath(double x, double a, double b, double expected) {
        assertThat(Incomplete.beta(x, a, b)).isCloseTo(expected, within(1e-13));
    }

    @Test
    void normalQuantilesInvertTheDistribution() {
        for (double p : new double[] {1e-300, 1e-12, 0.001, 0.2, 0.5, 0.975, 0.999999}) {
            assertThat(Normal.below(Normal.quantile(p))).isCloseTo(p, withinPercentage(1e-9));
        }
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-13));
        assertThat(Normal.below(0.3)).isCloseTo(0.6179114221889527, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({
        "2.2425, 4.42575, 4.2186, 0.337, 2.6393497210962954",
        "0.24, 2.4, 0.6, 0.9, 38.256723953870674",
        "30, 40, 45, 0.5, 85771458.853263281",
        "0.3, 0.2, -0.4, 0.5, 0.82445721914247689"
    })
    void hypergeometricMatchesMpmath(double a, double b, double c, double z, double expected) {
        assertThat(Hypergeometric.scaled(0, a, b, c, z)).isCloseTo(expected, withinPercentage(1e-11));
        assertThat(Hypergeometric.scaled(-2, a, b, c, z)).isCloseTo(expected * Math.exp(-2), withinPercentage(1e-11));
    }

    @ParameterizedTest
    @CsvSource({
        "2.5, 3.7, 0.2, 1.1590677655037778",
        "0.55, 2.2, 0.999, 1.8190583299554364",
        "200, 203, 0.97, 23.253093659809554",
        "3, 4, 0, 1"
    })
    void hypergeometricWithOneMatchesMpmath(double b, double c, double z, double expected) {
        assertThat(Hypergeometric.withOne(b, c, z)).isCloseTo(expected, withinPercentage(1e-11));
    }

    @Test
    void hypergeometricSurvivesWhatWouldOverflow() {
        // 2F1(a, b; b; z) = (1 - z)^-a, here 2^3000, under a factor of 2^-3000.
        double z = 0.5;
        assertThat(Hypergeometric.scaled(3000 * Math.log(z), 3000, 2, 2, z)).isCloseTo(1, withinPercentage(1e-9));
    }

    @Test
    void quadratureFindsTricomisFunction() {
        // U(s, s, z) = 1/Γ(s) ∫ e^(-zt) t^(s-1) / (1 + t) dt, with a pole at 0.
        double s = 0.6062;
        double z = 0.0923;
        double integral = Quadrature.overPositives(t -> Math.exp(-z * t) * Math.pow(t, s - 1) / (1 + t));
        assertThat(integral / Math.exp(LogGamma.of(s))).isCloseTo(1.4099028914631255, within(1e-11));
    }

    @Test
    void refuseWhatTheyAreNotDefinedFor() {
        assertThatThrownBy(() -> LogGamma.of(0)).hasMessage("x = 0.0 is not above 0");
        assertThatThrownBy(() -> Normal.quantile(1)).hasMessageContaining("probability 1.0");
        assertThatThrownBy(() -> Hypergeometric.scaled(0, 1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hypergeometric.withOne(1, 2, -0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Incomplete.beta(0.5, -1, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}

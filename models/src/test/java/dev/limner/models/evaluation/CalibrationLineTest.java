package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Estimate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationLineTest {
    /// Events whose log-odds are `intercept + slope * told`.
    private static CalibrationLine line(double slope, double intercept) {
        Random random = new Random(3);
        double[] told = new double[40_000];
        boolean[] events = new boolean[told.length];
        for (int i = 0; i < told.length; i++) {
            double logOdds = random.nextGaussian();
            told[i] = 1 / (1 + Math.exp(-logOdds));
            events[i] = random.nextDouble() < 1 / (1 + Math.exp(-(intercept + slope * logOdds)));
        }
        return CalibrationLine.of(told, events);
    }

    @Test
    void ofHonestProbabilitiesItIsOneAndZero() {
        CalibrationLine line = line(1, 0);
        // 40,000 rows: standard errors of about 0.013 and 0.011
        assertThat(line.slope().orThrow()).isCloseTo(1, within(0.04));
        assertThat(line.intercept().orThrow()).isCloseTo(0, within(0.035));
    }

    @Test
    void whatIsTooExtremeHasASlopeBelowOne() {
        assertThat(line(0.5, 0).slope().orThrow()).isCloseTo(0.5, within(0.04));
        assertThat(line(1.5, 0).slope().orThrow()).isCloseTo(1.5, within(0.06));
    }

    @Test
    void whatPromisesTooMuchHasAnInterceptBelowZero() {
        CalibrationLine line = line(1, -0.7);
        assertThat(line.intercept().orThrow()).isCloseTo(-0.7, within(0.04));
        assertThat(line.slope().orThrow()).isCloseTo(1, within(0.04));
    }

    @Test
    void ofOneNumberForAllThereIsAnInterceptAndNoSlope() {
        CalibrationLine line =
                CalibrationLine.of(new double[] {0.5, 0.5, 0.5, 0.5}, new boolean[] {true, false, false, false});
        assertThat(line.slope()).isInstanceOf(Estimate.NotEstimable.class);
        assertThat(line.intercept().orThrow()).isCloseTo(Math.log(1.0 / 3), within(1e-9));
    }

    @Test
    void whereEverythingHappenedNothingCanBeTold() {
        CalibrationLine line = CalibrationLine.of(new double[] {0.2, 0.9}, new boolean[] {true, true});
        assertThat(line.intercept()).isInstanceOf(Estimate.NotEstimable.class);
        assertThatThrownBy(() -> CalibrationLine.of(new double[0], new boolean[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

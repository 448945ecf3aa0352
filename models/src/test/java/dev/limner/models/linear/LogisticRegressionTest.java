package dev.limner.models.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Progress;
import dev.limner.models.linear.LogisticRegression.Options;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
    private static final Random RANDOM = new Random(6);
    private static final double[][] ROWS = new double[20_000][];
    private static final boolean[] EVENTS = new boolean[ROWS.length];

    static {
        for (int i = 0; i < ROWS.length; i++) {
            ROWS[i] = new double[] {RANDOM.nextGaussian(), 10 + 5 * RANDOM.nextGaussian(), RANDOM.nextInt(2), 7};
            double logOdds = -1 + 0.8 * ROWS[i][0] - 0.1 * ROWS[i][1] + 0.5 * ROWS[i][2];
            EVENTS[i] = RANDOM.nextDouble() < 1 / (1 + Math.exp(-logOdds));
        }
    }

    @Test
    void truthIsRecoveredAndAConstantColumnIsWeightless() {
        LogisticRegression fit = LogisticRegression.fit(ROWS, EVENTS, new Options(0, 50), Progress.SILENT);
        assertThat(fit.converged()).isTrue();
        // Standard errors at 20,000 rows: 0.03, 0.006, 0.05, 0.07; four of each.
        assertThat(fit.weights()[0]).isCloseTo(0.8, within(0.12));
        assertThat(fit.weights()[1]).isCloseTo(-0.1, within(0.024));
        assertThat(fit.weights()[2]).isCloseTo(0.5, within(0.2));
        assertThat(fit.weights()[3]).isZero();
        assertThat(fit.intercept()).isCloseTo(-1, within(0.28));
    }

    @Test
    void fittedProbabilitiesSumToTheEvents() {
        LogisticRegression fit = LogisticRegression.fit(ROWS, EVENTS, Options.defaults(), Progress.SILENT);
        double sum = 0;
        int hits = 0;
        for (int i = 0; i < ROWS.length; i++) {
            sum += fit.predict(ROWS[i]);
            hits += EVENTS[i] ? 1 : 0;
        }
        assertThat(sum).isCloseTo(hits, within(1e-4));
    }

    @Test
    void aPenaltyDrawsWeightsToZero() {
        double free = LogisticRegression.fit(ROWS, EVENTS, new Options(0, 50), Progress.SILENT)
                .standardWeights()[0];
        double held = LogisticRegression.fit(ROWS, EVENTS, new Options(1000, 50), Progress.SILENT)
                .standardWeights()[0];
        assertThat(held).isBetween(0.0, 0.9 * free);
    }

    @Test
    void separableEventsNeedAPenalty() {
        double[][] rows = {{-2}, {-1}, {1}, {2}};
        boolean[] events = {false, false, true, true};
        LogisticRegression fit = LogisticRegression.fit(rows, events, Options.defaults(), Progress.SILENT);
        assertThat(fit.converged()).isTrue();
        assertThat(fit.predict(rows[3])).isBetween(0.7, 0.99);
        assertThatThrownBy(() -> LogisticRegression.fit(rows, new boolean[3], Options.defaults(), Progress.SILENT))
                .hasMessage("4 rows for 3 events");
    }
}

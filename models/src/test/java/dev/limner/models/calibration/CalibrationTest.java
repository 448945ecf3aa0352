package dev.limner.models.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Golden;
import dev.limner.models.evaluation.ProbabilityErrors;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CalibrationTest {
    @Test
    void isotonicMatchesScikitLearn() {
        JsonNode golden = Golden.json("sklearn.json").get("isotonic_small");
        double[] x = Golden.numbers(golden.get("x"));
        double[] fit = Golden.numbers(golden.get("fit"));
        IsotonicRegression regression = IsotonicRegression.fit(x, Golden.numbers(golden.get("y")));
        for (int i = 0; i < x.length; i++) {
            assertThat(regression.at(x[i])).isCloseTo(fit[i], within(1e-12));
        }
        assertThat(regression.at(-5)).isEqualTo(1);
        assertThat(regression.at(50)).isEqualTo(9);
        assertThat(regression.at(0.5)).isCloseTo(1.75, within(1e-12));
    }

    @Test
    void isotonicNeverFallsAndKeepsTheMean() {
        Random random = new Random(4);
        double[] x = random.doubles(500).map(v -> Math.rint(v * 40)).toArray();
        boolean[] events = new boolean[500];
        double before = 0;
        double fitted = 0;
        int hits = 0;
        for (int i = 0; i < 500; i++) {
            events[i] = random.nextDouble() < x[i] / 40;
            hits += events[i] ? 1 : 0;
        }
        IsotonicRegression regression = IsotonicRegression.fit(x, events);
        for (double at = -1; at < 42; at += 0.25) {
            assertThat(regression.at(at)).isBetween(before, 1.0);
            before = regression.at(at);
        }
        for (double at : x) {
            fitted += regression.at(at);
        }
        assertThat(fitted).isCloseTo(hits, within(1e-9));
    }

    @Test
    void plattRecoversALogisticCurve() {
        Random random = new Random(5);
        double[] scores = new double[20_000];
        boolean[] events = new boolean[20_000];
        double[] probabilities = new double[20_000];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 3 * random.nextGaussian();
            events[i] = random.nextDouble() < 1 / (1 + Math.exp(-(0.7 * scores[i] - 1)));
        }
        PlattScaling scaling = PlattScaling.fit(scores, events);
        // Standard errors at 20,000 rows are about 0.013 and 0.022.
        assertThat(scaling.slope()).isCloseTo(0.7, within(0.05));
        assertThat(scaling.intercept()).isCloseTo(-1, within(0.08));
        for (int i = 0; i < scores.length; i++) {
            probabilities[i] = scaling.probability(scores[i]);
        }
        assertThat(ProbabilityErrors.of(probabilities, events).calibrationError())
                .isLessThan(0.02);
    }

    @Test
    void plattStaysFiniteWhereScoresSeparate() {
        PlattScaling scaling = PlattScaling.fit(new double[] {-2, -1, 1, 2}, new boolean[] {false, false, true, true});
        assertThat(scaling.probability(2)).isBetween(0.6, 0.9);
        assertThatThrownBy(() -> PlattScaling.fit(new double[0], new boolean[0]))
                .hasMessage("0 scores for 0 events");
    }
}

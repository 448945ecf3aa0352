package dev.limner.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Progress;
import dev.limner.models.evaluation.Ranking;
import dev.limner.models.neural.MultilayerPerceptron.Options;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultilayerPerceptronTest {
    private static final int N = 3000;
    private static final double[][] ROWS = new double[N][];
    private static final double[] INSIDE = new double[N];
    private static final double[] HEIGHT = new double[N];

    static {
        Random random = new Random(1);
        for (int i = 0; i < N; i++) {
            ROWS[i] = new double[] {100 + 20 * random.nextGaussian(), random.nextGaussian(), 3};
            double x = (ROWS[i][0] - 100) / 20;
            INSIDE[i] = x * x + ROWS[i][1] * ROWS[i][1] < 1.4 ? 1 : 0;
            HEIGHT[i] = 500 + 40 * Math.sin(2 * x) + 10 * ROWS[i][1] + random.nextGaussian();
        }
    }

    @Test
    void gradientsAreTheSlopesOfTheOutput() {
        Network network = new Network(3, List.of(5, 4), new Random(2));
        double[] row = {0.3, -1.2, 0.7};
        network.forward(row);
        network.backward(row, 1);
        int[][] places = {{0, 1, 2}, {0, 3, 3}, {1, 0, 4}, {1, 2, 5}, {2, 0, 1}, {2, 0, 4}};
        for (int[] place : places) {
            network.shift(place[0], place[1], place[2], 1e-6);
            double above = network.at(row);
            network.shift(place[0], place[1], place[2], -2e-6);
            double below = network.at(row);
            network.shift(place[0], place[1], place[2], 1e-6);
            assertThat(network.gradient(place[0], place[1], place[2])).isCloseTo((above - below) / 2e-6, within(1e-6));
        }
    }

    @Test
    void aRingIsLearnedFromItsRows() {
        MultilayerPerceptron model = MultilayerPerceptron.fit(
                ROWS, INSIDE, new Options(List.of(16, 8), 30, 64, 0.01, 0, true), new Random(3), Progress.SILENT);
        boolean[] inside = new boolean[N];
        for (int i = 0; i < N; i++) {
            inside[i] = INSIDE[i] == 1;
        }
        assertThat(Ranking.of(model.predict(ROWS), inside).auc().orThrow()).isGreaterThan(0.98);
        assertThat(model.predict(new double[] {100, 0, 3})).isGreaterThan(0.8);
        assertThat(model.predict(new double[] {160, 0, 3})).isLessThan(0.2);
    }

    @Test
    void amountsAreLearnedInTheirOwnUnit() {
        Options options = new Options(List.of(32, 16), 40, 64, 0.01, 0, false);
        MultilayerPerceptron model = MultilayerPerceptron.fit(ROWS, HEIGHT, options, new Random(3), Progress.SILENT);
        double square = 0;
        for (int i = 0; i < N; i++) {
            square += Math.pow(model.predict(ROWS[i]) - HEIGHT[i], 2) / N;
        }
        // Heights spread by 30.
        assertThat(Math.sqrt(square)).isLessThan(6);
        MultilayerPerceptron again = MultilayerPerceptron.fit(ROWS, HEIGHT, options, new Random(3), Progress.SILENT);
        assertThat(again.predict(ROWS[5])).isEqualTo(model.predict(ROWS[5]));
        assertThatThrownBy(() -> MultilayerPerceptron.fit(ROWS, new double[2], options, new Random(3), Progress.SILENT))
                .hasMessage("3000 rows for 2 targets");
    }
}

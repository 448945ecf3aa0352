package dev.limner.models.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Progress;
import dev.limner.models.anomaly.IsolationForest.Options;
import dev.limner.models.evaluation.Ranking;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsolationForestTest {
    @Test
    void whatLiesApartScoresHighest() {
        Random random = new Random(1);
        double[][] rows = new double[1000][];
        boolean[] odd = new boolean[1000];
        for (int i = 0; i < rows.length; i++) {
            odd[i] = i % 50 == 0;
            double spread = odd[i] ? 6 : 1;
            rows[i] = new double[] {spread * random.nextGaussian(), spread * random.nextGaussian(), 7};
        }
        IsolationForest forest = IsolationForest.fit(rows, Options.defaults(), new Random(2), Progress.SILENT);
        assertThat(Ranking.of(forest.predict(rows), odd).auc().orThrow()).isGreaterThan(0.9);
        assertThat(forest.predict(new double[] {0, 0, 7})).isLessThan(0.5);
        assertThat(forest.predict(new double[] {30, 30, 7})).isBetween(0.65, 1.0);
    }

    @Test
    void equalRowsAreAllOrdinary() {
        double[][] rows = {{1, 1}, {1, 1}, {1, 1}};
        IsolationForest forest = IsolationForest.fit(rows, Options.defaults(), new Random(2), Progress.SILENT);
        assertThat(forest.predict(rows[0])).isCloseTo(0.5, within(1e-12));
        assertThatThrownBy(
                        () -> IsolationForest.fit(new double[1][1], Options.defaults(), new Random(2), Progress.SILENT))
                .hasMessage("1 rows");
    }
}

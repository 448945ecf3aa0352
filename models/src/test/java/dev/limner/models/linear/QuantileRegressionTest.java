package dev.limner.models.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Golden;
import dev.limner.models.Progress;
import dev.limner.models.linear.QuantileRegression.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QuantileRegressionTest {
    @Test
    void matchesTheExactLinearProgrammeOfHighs() {
        List<NamedCsvRecord> lines = Golden.csv("quantreg.csv");
        double[] y = Golden.column(lines, "y");
        double[][] rows = lines.stream()
                .map(line ->
                        new double[] {Double.parseDouble(line.getField("x")), Double.parseDouble(line.getField("z"))})
                .toArray(double[][]::new);
        for (Map.Entry<String, JsonNode> entry :
                Golden.json("quantreg_expected.json").properties()) {
            QuantileRegression fit = QuantileRegression.fit(
                    rows, y, Options.defaults(Double.parseDouble(entry.getKey())), Progress.SILENT);
            assertThat(fit.loss()).isCloseTo(entry.getValue().get("pinball_sum").asDouble(), within(1e-8));
            assertThat(fit.coefficients())
                    .containsExactly(Golden.numbers(entry.getValue().get("beta")), within(1e-6));
        }
    }

    @Test
    void noLineIsBetter() {
        Random random = new Random(1);
        for (int round = 0; round < 40; round++) {
            double[][] rows = new double[12][1];
            double[] y = new double[12];
            for (int i = 0; i < 12; i++) {
                rows[i][0] = random.nextInt(6);
                y[i] = random.nextInt(8);
            }
            if (Arrays.stream(rows).allMatch(row -> row[0] == rows[0][0])) {
                continue;
            }
            double best = Double.POSITIVE_INFINITY;
            for (int a = 0; a < 12; a++) {
                for (int b = 0; b < a; b++) {
                    if (rows[a][0] != rows[b][0]) {
                        double slope = (y[a] - y[b]) / (rows[a][0] - rows[b][0]);
                        double loss = 0;
                        for (int i = 0; i < 12; i++) {
                            double gap = y[i] - y[a] - slope * (rows[i][0] - rows[a][0]);
                            loss += gap > 0 ? 0.3 * gap : -0.7 * gap;
                        }
                        best = Math.min(best, loss);
                    }
                }
            }
            QuantileRegression fit = QuantileRegression.fit(rows, y, Options.defaults(0.3), Progress.SILENT);
            assertThat(fit.loss()).isCloseTo(best, within(1e-9));
        }
    }

    @Test
    void columnsMustNotDependOnEachOther() {
        double[][] rows = {{1, 2}, {2, 4}, {3, 6}, {4, 8}};
        assertThatThrownBy(() ->
                        QuantileRegression.fit(rows, new double[] {1, 2, 3, 5}, Options.defaults(0.5), Progress.SILENT))
                .hasMessage("columns depend on each other");
    }
}

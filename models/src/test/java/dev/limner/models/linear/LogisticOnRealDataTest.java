package dev.limner.models.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Golden;
import dev.limner.models.Progress;
import dev.limner.models.Table;
import dev.limner.models.evaluation.ProbabilityErrors;
import dev.limner.models.evaluation.Ranking;
import dev.limner.models.linear.LogisticRegression.Options;
import dev.limner.models.statistics.Standardiser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("shared-data")
class LogisticOnRealDataTest {
    @Test
    void telcoMatchesScikitLearn() {
        check(Table.telco(), "telco_churn");
    }

    @Test
    void bankMatchesScikitLearn() {
        check(Table.bank(), "bank_marketing_no_duration");
    }

    @Test
    void shoppersMatchScikitLearn() {
        check(Table.shoppers(), "online_shoppers");
    }

    private static void check(Table table, String name) {
        JsonNode golden = Golden.json("sklearn.json").get(name);
        LogisticRegression full = fit(table);
        double[] peer = new double[table.columns().size()];
        JsonNode weights = golden.get("logreg_full").get("coef");
        assertThat(table.columns()).hasSize(golden.get("features").asInt());
        for (int j = 0; j < table.columns().size(); j++) {
            peer[j] = weights.get(table.columns().get(j)).asDouble();
            // The peer stops at a gradient of 1e-4; ours goes on, as the losses below show.
            assertThat(full.standardWeights()[j]).as(table.columns().get(j)).isCloseTo(peer[j], within(1e-3));
        }
        assertThat(loss(table, full.standardWeights(), full.intercept() + centre(table, full)))
                .isLessThanOrEqualTo(loss(
                        table, peer, golden.get("logreg_full").get("intercept").asDouble()));
        JsonNode cv = golden.get("logreg_C1");
        double[] predictions = table.crossPredictions(LogisticOnRealDataTest::fit);
        Ranking ranking = Ranking.of(predictions, table.events());
        ProbabilityErrors errors = ProbabilityErrors.of(predictions, table.events());
        assertThat(ranking.auc().orThrow()).isCloseTo(cv.get("auc_pooled").asDouble(), within(1e-4));
        assertThat(ranking.averagePrecision().orThrow())
                .isCloseTo(cv.get("average_precision").asDouble(), within(1e-3));
        assertThat(ranking.ks().orThrow()).isCloseTo(cv.get("ks").asDouble(), within(1e-3));
        assertThat(ranking.lift(0.1).orThrow()).isCloseTo(cv.get("lift10").asDouble(), within(2e-2));
        assertThat(errors.logLoss()).isCloseTo(cv.get("logloss").asDouble(), within(1e-4));
        assertThat(errors.calibrationError()).isCloseTo(cv.get("ece10").asDouble(), within(1e-3));
        assertThat(errors.brier()).isCloseTo(cv.get("brier").asDouble(), within(1e-4));
    }

    /// What the intercept gains when measures are counted from their means.
    private static double centre(Table table, LogisticRegression full) {
        Standardiser standardiser = Standardiser.fit(table.rows());
        double sum = 0;
        for (int j = 0; j < full.weights().length; j++) {
            sum += full.weights()[j] * standardiser.mean(j);
        }
        return sum;
    }

    /// The penalised log loss over standardised columns.
    private static double loss(Table table, double[] weights, double intercept) {
        double loss = 0;
        double[][] rows = Standardiser.fit(table.rows()).apply(table.rows());
        for (int i = 0; i < rows.length; i++) {
            double z = intercept;
            for (int j = 0; j < weights.length; j++) {
                z += weights[j] * rows[i][j];
            }
            loss += Math.log1p(Math.exp(table.events()[i] ? -z : z));
        }
        for (double weight : weights) {
            loss += weight * weight / 2;
        }
        return loss;
    }

    private static LogisticRegression fit(Table table) {
        return LogisticRegression.fit(table.rows(), table.events(), Options.defaults(), Progress.SILENT);
    }
}

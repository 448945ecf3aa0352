package dev.limner.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Estimate;
import dev.limner.models.Golden;
import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.evaluation.Bootstrap;
import dev.limner.models.tree.GradientBoosting;
import dev.limner.models.tree.Loss;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class UpliftTest {
    private static final List<NamedCsvRecord> LINES = Golden.csv("uplift_synthetic.csv");
    private static final JsonNode EXPECTED = Golden.json("uplift_synthetic_expected.json");

    private static boolean[] truths(double[] numbers) {
        boolean[] truths = new boolean[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            truths[i] = numbers[i] == 1;
        }
        return truths;
    }

    @ParameterizedTest
    @ValueSource(strings = {"continuous", "ties_10_levels", "constant", "anti"})
    void figuresMatchScikitUplift(String score) {
        JsonNode golden = EXPECTED.get(score);
        UpliftRanking ranking = UpliftRanking.of(
                Golden.column(LINES, score), truths(Golden.column(LINES, "treatment")), Golden.column(LINES, "y"));
        assertThat(ranking.qini().orThrow()).isCloseTo(golden.get("qini_auc").asDouble(), within(1e-9));
        assertThat(ranking.auuc().orThrow()).isCloseTo(golden.get("uplift_auc").asDouble(), within(1e-9));
        assertThat(ranking.qiniCurve()).hasSize(golden.get("qini_curve_points").asInt());
        for (int percent : new int[] {10, 20, 30, 50}) {
            String name = "uplift_at_" + percent;
            assertThat(ranking.upliftAt(percent / 100.0).orThrow())
                    .isCloseTo(golden.get(name + "_overall").asDouble(), within(1e-9));
            assertThat(ranking.upliftAtByArm(percent / 100.0).orThrow())
                    .isCloseTo(golden.get(name + "_by_group").asDouble(), within(1e-9));
        }
    }

    private static final int N = 12_000;
    private static final double[][] ROWS = new double[N][];
    private static final boolean[] TREATED = new boolean[N];
    private static final double[] OUTCOMES = new double[N];
    private static final double[] TRUTH = new double[N];

    static {
        Random random = new Random(12);
        for (int i = 0; i < N; i++) {
            ROWS[i] = new double[] {random.nextDouble(), random.nextDouble(), random.nextInt(3)};
            TREATED[i] = random.nextBoolean();
            TRUTH[i] = ROWS[i][0] > 0.6 ? 0.25 : -0.05;
            double rate = 0.1 + 0.2 * ROWS[i][1] + (TREATED[i] ? TRUTH[i] : 0);
            OUTCOMES[i] = random.nextDouble() < rate ? 1 : 0;
        }
    }

    private static final MetaLearners.Learner BOOSTED = (rows, outcomes) -> GradientBoosting.fit(
            rows,
            outcomes,
            new Loss.Squared(),
            GradientBoosting.Options.defaults().withTrees(40, 0.1, 6),
            new Random(1),
            Progress.SILENT);

    private static void truthIsFound(Predictor model) {
        double square = 0;
        for (int i = 0; i < N; i++) {
            square += Math.pow(model.predict(ROWS[i]) - TRUTH[i], 2) / N;
        }
        // The truth itself spreads by 0.147.
        assertThat(Math.sqrt(square)).isLessThan(0.06);
    }

    @Test
    void everyMetaLearnerFindsTheTruth() {
        truthIsFound(MetaLearners.single(ROWS, TREATED, OUTCOMES, BOOSTED));
        truthIsFound(MetaLearners.two(ROWS, TREATED, OUTCOMES, BOOSTED));
        truthIsFound(MetaLearners.crossed(ROWS, TREATED, OUTCOMES, BOOSTED, BOOSTED));
        truthIsFound(MetaLearners.classTransformation(ROWS, TREATED, OUTCOMES, BOOSTED));
        assertThatThrownBy(() -> MetaLearners.two(ROWS, new boolean[N], OUTCOMES, BOOSTED))
                .hasMessage("nobody is treated");
        boolean[] few = new boolean[N];
        few[0] = true;
        assertThatThrownBy(() -> MetaLearners.classTransformation(ROWS, few, OUTCOMES, BOOSTED))
                .hasMessageContaining("arms of equal size");
    }

    @ParameterizedTest
    @EnumSource
    void treesOfEveryDivergenceFindTheTruth(Divergence divergence) {
        UpliftForest forest = UpliftForest.fit(
                ROWS,
                TREATED,
                OUTCOMES,
                new UpliftForest.Options(divergence, 15, 4, 200, 50, 100),
                new Random(2),
                Progress.SILENT);
        double high = forest.predict(new double[] {0.9, 0.5, 1});
        double low = forest.predict(new double[] {0.3, 0.5, 1});
        assertThat(high - low).isBetween(0.15, 0.4);
        UpliftForest tree = UpliftForest.fit(
                ROWS,
                TREATED,
                OUTCOMES,
                new UpliftForest.Options(divergence, 1, 1, 200, 50, 100),
                new Random(2),
                Progress.SILENT);
        assertThat(tree.predict(new double[] {0.9, 0, 0}) - tree.predict(new double[] {0.1, 0, 0}))
                .isBetween(0.15, 0.4);
    }

    @Test
    void theVerdictTellsDifferencesFromChance() {
        Random random = new Random(3);
        Bootstrap bootstrap = new Bootstrap(60, 0.95);
        UpliftVerdict found = UpliftVerdict.of(TRUTH, TREATED, OUTCOMES, bootstrap, random, Progress.SILENT);
        assertThat(found.detectable()).isTrue();
        assertThat(found.interval().contains(found.qini())).isTrue();
        double[] chance = random.doubles(N).toArray();
        assertThat(UpliftVerdict.of(chance, TREATED, OUTCOMES, bootstrap, random, Progress.SILENT)
                        .detectable())
                .isFalse();
    }

    @Test
    void amountsHaveCurvesButNoBestOrder() {
        double[] money = {5, 0, 2.5, 1};
        boolean[] treated = {true, false, true, false};
        UpliftRanking ranking = UpliftRanking.of(new double[] {4, 3, 2, 1}, treated, money);
        assertThat(ranking.qini()).isInstanceOf(Estimate.NotEstimable.class);
        assertThat(ranking.qiniCurve().getLast()).isEqualTo(new UpliftRanking.Point(4, 6.5));
        assertThat(ranking.upliftAt(0.5)).isEqualTo(new Estimate.Known(5));
        assertThat(ranking.upliftAt(0.25)).isInstanceOf(Estimate.NotEstimable.class);
    }
}

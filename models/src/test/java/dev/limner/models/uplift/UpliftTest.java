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
import dev.limner.models.tree.Tree;
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
                new UpliftForest.Options(divergence, 15, 4, 200, 50, 100, false),
                new Random(2),
                Progress.SILENT);
        double high = forest.predict(new double[] {0.9, 0.5, 1});
        double low = forest.predict(new double[] {0.3, 0.5, 1});
        assertThat(high - low).isBetween(0.15, 0.4);
        UpliftForest tree = UpliftForest.fit(
                ROWS,
                TREATED,
                OUTCOMES,
                new UpliftForest.Options(divergence, 1, 1, 200, 50, 100, false),
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

    @Test
    void honestLeavesDoNotBoast() {
        // Nobody is changed by anything: whatever a leaf says is noise, and its customers chose the leaf.
        double boast = 0;
        double honest = 0;
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            double[] outcomes = random.doubles(N).map(x -> x < 0.2 ? 1 : 0).toArray();
            UpliftForest.Options options = new UpliftForest.Options(Divergence.EUCLIDEAN, 1, 4, 200, 50, 0, false);
            boast += spread(UpliftForest.fit(ROWS, TREATED, outcomes, options, random, Progress.SILENT));
            honest += spread(UpliftForest.fit(ROWS, TREATED, outcomes, options.honestly(), random, Progress.SILENT));
        }
        assertThat(honest).isLessThan(0.8 * boast);
        truthIsFound(UpliftForest.fit(
                ROWS,
                TREATED,
                OUTCOMES,
                new UpliftForest.Options(Divergence.EUCLIDEAN, 30, 4, 100, 30, 10, true),
                new Random(4),
                Progress.SILENT));
    }

    private static double spread(UpliftForest forest) {
        double[] leaves = forest.trees().getFirst().nodes().stream()
                .filter(node -> node instanceof Tree.Node.Leaf)
                .mapToDouble(node -> ((Tree.Node.Leaf) node).value())
                .toArray();
        // Half of the customers double the variance of a leaf's rates.
        double square = 0;
        for (Tree.Node node : forest.trees().getFirst().nodes()) {
            if (node instanceof Tree.Node.Leaf(double value, double cover)) {
                square += value * value * cover / leaves.length;
            }
        }
        return square;
    }

    @Test
    void qiniBandsHoldTheTruthAndAreWiderThanTheirPoints() {
        QiniBand band =
                QiniBand.of(TRUTH, TREATED, OUTCOMES, 10, new Bootstrap(200, 0.9), new Random(6), Progress.SILENT);
        assertThat(band.points()).hasSize(10);
        for (QiniBand.Point point : band.points()) {
            assertThat(point.band().upper() - point.band().lower())
                    .isGreaterThan(point.interval().upper() - point.interval().lower());
            // Two fifths gain a quarter each, half of them are treated; the others lose a twentieth.
            double all = N * 0.5;
            double gained = all * (0.25 * Math.min(point.share(), 0.4) - 0.05 * Math.max(0, point.share() - 0.4));
            assertThat(point.band().contains(gained))
                    .as("%s of %s", gained, point)
                    .isTrue();
        }
        assertThat(band.points().get(3).interval().lower())
                .isGreaterThan(band.points().get(3).byChance());
        assertThat(band.points().getLast().gain())
                .isCloseTo(
                        UpliftRanking.of(TRUTH, TREATED, OUTCOMES)
                                .qiniCurve()
                                .getLast()
                                .gain(),
                        within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void everyCustomerGetsTheActionThatSuits(Divergence divergence) {
        Random random = new Random(5);
        int[] arms = new int[N];
        double[] outcomes = new double[N];
        for (int i = 0; i < N; i++) {
            arms[i] = random.nextInt(3);
            double x = ROWS[i][0];
            double uplift = arms[i] == 1 ? (x > 0.5 ? 0.3 : 0) : arms[i] == 2 ? (x > 0.5 ? 0 : 0.2) : 0;
            outcomes[i] = random.nextDouble() < 0.2 + uplift ? 1 : 0;
        }
        UpliftForest.Options options = new UpliftForest.Options(divergence, 15, 3, 200, 50, 50, false);
        MultiArmForest forest = MultiArmForest.fit(ROWS, arms, 2, outcomes, options, new Random(1), Progress.SILENT);
        double[] high = {0.9, 0.5, 1};
        double[] low = {0.2, 0.5, 1};
        assertThat(forest.best(high, 0, 0)).isEqualTo(1);
        assertThat(forest.best(low, 0, 0)).isEqualTo(2);
        assertThat(forest.best(low, 0, 0.5)).as("too dear").isNotEqualTo(2);
        assertThat(forest.predict(high)[0]).isCloseTo(0.3, within(0.08));
        assertThat(forest.predict(low)[1]).isCloseTo(0.2, within(0.08));
        assertThatThrownBy(() ->
                        MultiArmForest.fit(ROWS, new int[N], 1, outcomes, options, new Random(1), Progress.SILENT))
                .hasMessageContaining("an arm has nobody");
    }

    @Test
    void oneActionIsTheForestOfTwoArms() {
        UpliftForest.Options options = UpliftForest.Options.defaults(Divergence.KULLBACK_LEIBLER);
        int[] arms = new int[N];
        for (int i = 0; i < N; i++) {
            arms[i] = TREATED[i] ? 1 : 0;
        }
        double one = UpliftForest.fit(ROWS, TREATED, OUTCOMES, options, new Random(1), Progress.SILENT)
                .predict(ROWS[0]);
        assertThat(MultiArmForest.fit(ROWS, arms, 1, OUTCOMES, options, new Random(1), Progress.SILENT)
                        .predict(ROWS[0]))
                .containsExactly(one);
    }
}

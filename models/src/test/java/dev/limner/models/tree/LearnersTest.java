package dev.limner.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.statistics.Draws;
import dev.limner.models.tree.DecisionTree.Condition;
import dev.limner.models.tree.GradientBoosting.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LearnersTest {
    private static final int ROWS = 4000;
    private static final double[][] X = new double[ROWS][];
    private static final double[] MEAN = new double[ROWS];
    private static final double[] Y = new double[ROWS];

    static {
        Random random = new Random(1);
        for (int i = 0; i < ROWS; i++) {
            X[i] = new double[] {
                4 * random.nextDouble(), random.nextInt(10) == 0 ? Double.NaN : random.nextDouble(), random.nextInt(6)
            };
            MEAN[i] = Math.sin(2 * X[i][0]) + (Double.isNaN(X[i][1]) ? 2 : X[i][1]) + (X[i][2] % 2 == 0 ? 1 : 0);
            Y[i] = MEAN[i] + 0.3 * random.nextGaussian();
        }
    }

    private static double error(Predictor model) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += Math.pow(model.predict(X[i]) - MEAN[i], 2) / ROWS;
        }
        return Math.sqrt(sum);
    }

    private static GradientBoosting boosted(Options options, Loss loss, double[] y) {
        return GradientBoosting.fit(X, y, loss, options, new Random(5), Progress.SILENT);
    }

    @Test
    void boostingLearnsCurvesMissingValuesAndCategories() {
        Options plain = Options.defaults().withTrees(200, 0.1, 15);
        assertThat(error(boosted(plain, new Loss.Squared(), Y))).isLessThan(0.12);
        Options categories = plain.withColumns(List.of(), List.of(2)).withDraws(0.7, 2);
        GradientBoosting model = boosted(categories, new Loss.Squared(), Y);
        assertThat(error(model)).isLessThan(0.15);
        assertThat(model.trees().stream().flatMap(tree -> tree.nodes().stream()))
                .anySatisfy(node -> assertThat(node).isInstanceOf(Tree.Node.Category.class));
        assertThat(model.predict(X))
                .containsExactly(boosted(categories, new Loss.Squared(), Y).predict(X));
    }

    @Test
    void oneCategorySplitSeparatesOddFromEven() {
        Options stump = Options.defaults().withTrees(1, 1, 2).withColumns(List.of(), List.of(2));
        double[] odd = Arrays.stream(X).mapToDouble(row -> row[2] % 2).toArray();
        Tree tree = boosted(stump, new Loss.Squared(), odd).trees().getFirst();
        assertThat(tree.nodes().getFirst()).isInstanceOf(Tree.Node.Category.class);
        for (double[] row : X) {
            assertThat(Math.round(tree.predict(row) + 0.5)).isEqualTo((long) row[2] % 2);
        }
    }

    @Test
    void monotoneColumnsNeverTurnBack() {
        Options rising = Options.defaults().withTrees(100, 0.2, 15).withColumns(List.of(1, 0, 0), List.of());
        GradientBoosting model = boosted(rising, new Loss.Squared(), Y);
        GradientBoosting free = boosted(Options.defaults().withTrees(100, 0.2, 15), new Loss.Squared(), Y);
        for (double second : new double[] {0.2, 0.8, Double.NaN}) {
            double before = Double.NEGATIVE_INFINITY;
            for (double at = 0; at <= 4; at += 0.02) {
                double now = model.predict(new double[] {at, second, 1});
                assertThat(now).isGreaterThanOrEqualTo(before);
                before = now;
            }
        }
        assertThat(free.predict(new double[] {0.8, 0.5, 1}))
                .isGreaterThan(free.predict(new double[] {2.4, 0.5, 1}) + 1);
    }

    @Test
    void earlyStoppingKeepsTheBestRound() {
        GradientBoosting model =
                boosted(Options.defaults().withTrees(2000, 0.3, 31).withPatience(20), new Loss.Squared(), Y);
        assertThat(model.trees()).hasSizeLessThan(1000);
        double best = model.validation().stream().mapToDouble(x -> x).min().orElseThrow();
        assertThat(model.validation().get(model.trees().size() - 1)).isEqualTo(best);
        assertThat(model.validation()).hasSize(model.trees().size() + 20);
    }

    @Test
    void quantilesCoverWhatTheySay() {
        Random random = new Random(8);
        double[] y = Arrays.stream(X)
                .mapToDouble(row -> (1 + row[0]) * random.nextGaussian())
                .toArray();
        for (double quantile : new double[] {0.1, 0.5, 0.9}) {
            GradientBoosting model = boosted(Options.defaults().withTrees(60, 0.1, 7), new Loss.Pinball(quantile), y);
            double below = 0;
            for (int i = 0; i < ROWS; i++) {
                below += y[i] <= model.predict(X[i]) ? 1.0 / ROWS : 0;
            }
            assertThat(below).isCloseTo(quantile, within(0.03));
        }
        GradientBoosting high = boosted(Options.defaults().withTrees(60, 0.1, 7), new Loss.Pinball(0.9), y);
        assertThat(high.predict(new double[] {3.8, 0.5, 1})).isCloseTo(1.28 * 4.8, within(1.2));
        assertThat(high.predict(new double[] {0.2, 0.5, 1})).isCloseTo(1.28 * 1.2, within(0.8));
    }

    @Test
    void countsAndEventsKeepTheirMean() {
        Random random = new Random(9);
        double[] counts = Arrays.stream(X)
                .mapToDouble(row -> Draws.poisson(Math.exp(row[0] / 2), random))
                .toArray();
        GradientBoosting poisson = boosted(Options.defaults().withTrees(60, 0.1, 7), new Loss.Poisson(), counts);
        assertThat(Arrays.stream(poisson.predict(X)).sum())
                .isCloseTo(Arrays.stream(counts).sum(), within(150.0));
        double square = 0;
        for (double[] row : X) {
            square += Math.pow(poisson.predict(row) - Math.exp(row[0] / 2), 2) / ROWS;
        }
        // The counts themselves are off by 1.8.
        assertThat(Math.sqrt(square)).isLessThan(0.4);
        double[] events = Arrays.stream(X)
                .mapToDouble(row -> random.nextDouble() < row[0] / 4 ? 1 : 0)
                .toArray();
        GradientBoosting logistic = boosted(Options.defaults().withTrees(60, 0.1, 7), new Loss.Logistic(), events);
        assertThat(logistic.predict(new double[] {3, 0.5, 1})).isCloseTo(0.75, within(0.1));
    }

    @Test
    void pairsLearnTheOrderWithinGroups() {
        Random random = new Random(10);
        int[] groups = new int[ROWS];
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            groups[i] = i / 5;
            // The level of a group drowns the order within it, and no column knows the level.
            y[i] = 100 * (groups[i] % 7) + X[i][0] + 0.2 * random.nextGaussian();
        }
        GradientBoosting model = boosted(Options.defaults().withTrees(50, 0.1, 7), new Loss.Pairwise(groups), y);
        double right = 0;
        double pairs = 0;
        for (int i = 0; i + 1 < ROWS; i++) {
            if (groups[i] == groups[i + 1] && Math.abs(X[i][0] - X[i + 1][0]) > 0.3) {
                pairs++;
                right += model.score(X[i]) > model.score(X[i + 1]) == X[i][0] > X[i + 1][0] ? 1 : 0;
            }
        }
        assertThat(right / pairs).isGreaterThan(0.97);
    }

    @Test
    void forestLearnsToo() {
        RandomForest forest =
                RandomForest.fit(X, Y, new RandomForest.Options(60, 5, 64, 2), new Random(2), Progress.SILENT);
        assertThat(error(forest)).isLessThan(0.2);
        assertThat(forest.trees()).hasSize(60);
        double[] row = X[3];
        TreeShap shap = TreeShap.of(forest);
        assertThat(shap.base() + Arrays.stream(shap.shares(row)).sum()).isCloseTo(forest.predict(row), within(1e-9));
    }

    @Test
    void aTreeReadsAsRules() {
        double[][] rows = {{1, 0}, {2, 0}, {3, 1}, {4, 1}, {5, 0}, {6, 0}, {7, 1}, {8, 1}};
        double[] y = {0, 0, 0, 0, 1, 1, 5, 5};
        DecisionTree tree = DecisionTree.fit(rows, y, new DecisionTree.Options(3, 1), Progress.SILENT);
        assertThat(tree.rules())
                .containsExactly(
                        new DecisionTree.Rule(List.of(new Condition(0, Double.NEGATIVE_INFINITY, 4.5)), 4, 0),
                        new DecisionTree.Rule(List.of(new Condition(0, 4.5, 6.5)), 2, 1),
                        new DecisionTree.Rule(List.of(new Condition(0, 6.5, Double.POSITIVE_INFINITY)), 2, 5));
        // Sums of squares: 34 at the root, 16 in its right half, so 2 of the mean square go with the last
        // split.
        assertThat(tree.pruned(2.05).leaves()).isEqualTo(2);
        assertThat(tree.pruned(100).leaves()).isEqualTo(1);
        assertThat(tree.pruned(0.01).rules()).isEqualTo(tree.rules());
        assertThat(tree.pruned(100).predict(rows[0])).isEqualTo(1.5);
    }

    @Test
    void aListenerMayEndAFitAndNonsenseIsRefused() {
        assertThatThrownBy(() -> GradientBoosting.fit(
                        X, Y, new Loss.Squared(), Options.defaults(), new Random(1), share -> share < 0.1))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> boosted(Options.defaults(), new Loss.Squared(), new double[3]))
                .hasMessageContaining("4000 rows for 3 targets");
        assertThatThrownBy(() -> boosted(Options.defaults().withColumns(List.of(), List.of(0)), new Loss.Squared(), Y))
                .hasMessageContaining("of column 0 is no whole number");
    }
}

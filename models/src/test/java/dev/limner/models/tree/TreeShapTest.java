package dev.limner.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Golden;
import dev.limner.models.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TreeShapTest {
    private static final JsonNode GOLDEN = Golden.json("treeshap.json");

    private static int add(JsonNode node, List<Tree.Node> nodes) {
        int at = nodes.size();
        if (node.has("leaf")) {
            nodes.add(new Tree.Node.Leaf(
                    node.get("leaf").asDouble(), node.get("cover").asDouble()));
            return at;
        }
        nodes.add(new Tree.Node.Leaf(0, 0));
        int left = add(node.get("children").get(0), nodes);
        int right = add(node.get("children").get(1), nodes);
        nodes.set(
                at,
                new Tree.Node.Split(
                        node.get("split").asString().charAt(1) - '0',
                        Math.nextDown(
                                (double) (float) node.get("split_condition").asDouble()),
                        node.get("missing").asInt() == node.get("yes").asInt(),
                        left,
                        right,
                        node.get("cover").asDouble()));
        return at;
    }

    @Test
    void sharesMatchXgboost() {
        List<Tree> trees = new ArrayList<>();
        for (JsonNode root : GOLDEN.get("trees")) {
            List<Tree.Node> nodes = new ArrayList<>();
            add(root, nodes);
            trees.add(new Tree(nodes));
        }
        TreeShap shap = TreeShap.of(trees, 0);
        for (int i = 0; i < GOLDEN.get("x").size(); i++) {
            JsonNode cells = GOLDEN.get("x").get(i);
            double[] row = new double[cells.size()];
            for (int j = 0; j < row.length; j++) {
                row[j] = cells.get(j).isNumber() ? cells.get(j).asDouble() : Double.NaN;
            }
            double[] expected = Golden.numbers(GOLDEN.get("shap_last_is_bias").get(i));
            // The peer counts in 32 bits.
            assertThat(shap.shares(row)).containsExactly(Arrays.copyOf(expected, row.length), within(1e-5));
            assertThat(shap.base()).isCloseTo(expected[row.length], within(1e-5));
            assertThat(shap.base() + Arrays.stream(shap.shares(row)).sum())
                    .isCloseTo(GOLDEN.get("margin").get(i).asDouble(), within(1e-5));
        }
    }

    @Test
    void sharesAreShapleyValues() {
        Random random = new Random(3);
        double[][] rows = new double[400][];
        double[] y = new double[400];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {random.nextGaussian(), random.nextInt(4), random.nextGaussian()};
            y[i] = rows[i][0] * rows[i][1] + (rows[i][2] > 0 ? 1 : 0);
        }
        Tree tree = DecisionTree.fit(rows, y, new DecisionTree.Options(5, 5), Progress.SILENT)
                .tree();
        TreeShap shap = TreeShap.of(List.of(tree), 0);
        for (int i = 0; i < 20; i++) {
            double[] shares = shap.shares(rows[i]);
            for (int column = 0; column < 3; column++) {
                assertThat(shares[column]).isCloseTo(shapley(tree, rows[i], column), within(1e-10));
            }
        }
    }

    /// By the definition: over all subsets of the other columns.
    private static double shapley(Tree tree, double[] row, int column) {
        double sum = 0;
        double[] weights = {1.0 / 3, 1.0 / 6, 1.0 / 3};
        for (int known = 0; known < 8; known++) {
            if ((known >> column & 1) == 0) {
                double gain = expected(tree, 0, row, known | 1 << column) - expected(tree, 0, row, known);
                sum += weights[Integer.bitCount(known)] * gain;
            }
        }
        return sum;
    }

    private static double expected(Tree tree, int node, double[] row, int known) {
        int column = tree.column(node);
        if (column < 0) {
            return tree.value(node);
        }
        int left = tree.left(node);
        int right = tree.right(node);
        if ((known >> column & 1) == 1) {
            return expected(tree, tree.goesLeft(node, row) ? left : right, row, known);
        }
        return (tree.cover(left) * expected(tree, left, row, known)
                        + tree.cover(right) * expected(tree, right, row, known))
                / tree.cover(node);
    }

    @Test
    void sharesOfABoostedModelAddUpToItsScore() {
        Random random = new Random(4);
        double[][] rows = new double[2000][];
        double[] y = new double[2000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {random.nextGaussian(), random.nextInt(9) == 0 ? Double.NaN : random.nextInt(5)};
            y[i] = random.nextDouble() < 1 / (1 + Math.exp(-rows[i][0])) ? 1 : 0;
        }
        GradientBoosting model = GradientBoosting.fit(
                rows, y, new Loss.Logistic(), GradientBoosting.Options.defaults(), random, Progress.SILENT);
        TreeShap shap = TreeShap.of(model);
        for (int i = 0; i < 50; i++) {
            assertThat(shap.base() + Arrays.stream(shap.shares(rows[i])).sum())
                    .isCloseTo(model.score(rows[i]), within(1e-10));
        }
    }
}

package dev.limner.models.tree;

import java.util.Arrays;
import java.util.List;

/// What each column adds to a prediction: Shapley values over the paths of trees, Lundberg, Erion and Lee,
/// "Consistent Individualized Feature Attribution for Tree Ensembles" (2018), algorithm 2. It tells what the
/// model used, not causes.
public final class TreeShap {
    private final List<Tree> trees;
    private final double scale;
    private final double base;

    private TreeShap(List<Tree> trees, double scale, double start) {
        this.trees = List.copyOf(trees);
        this.scale = scale;
        double sum = start;
        for (Tree tree : trees) {
            sum += scale * mean(tree, 0);
        }
        base = sum;
    }

    /// The shares in the score (log-odds, logarithm, ...) of boosted trees.
    public static TreeShap of(GradientBoosting model) {
        return new TreeShap(model.trees(), 1, model.start());
    }

    /// The shares in the prediction of a forest.
    public static TreeShap of(RandomForest model) {
        return new TreeShap(model.trees(), 1.0 / model.trees().size(), 0);
    }

    /// The shares in the sum of `trees` and `start`.
    public static TreeShap of(List<Tree> trees, double start) {
        return new TreeShap(trees, 1, start);
    }

    /// The mean prediction over the rows of the fit: what is known before any column is.
    public double base() {
        return base;
    }

    /// What each column of `row` adds; the sum of all and [#base] is the prediction.
    public double[] shares(double[] row) {
        double[] shares = new double[row.length];
        for (Tree tree : trees) {
            new Walk(tree, row, shares, scale).down(0, new Path(), 1, 1, -1);
        }
        return shares;
    }

    private static double mean(Tree tree, int node) {
        if (tree.column(node) < 0) {
            return tree.value(node);
        }
        int left = tree.left(node);
        int right = tree.right(node);
        return (tree.cover(left) * mean(tree, left) + tree.cover(right) * mean(tree, right)) / tree.cover(node);
    }

    /// The columns met so far, with the share of rows that pass where the column is unknown (`zeros`) and
    /// known (`ones`), and the weights of subsets by their size.
    private static final class Path {
        private int[] columns = new int[8];
        private double[] zeros = new double[8];
        private double[] ones = new double[8];
        private double[] weights = new double[8];
        private int length;

        Path copy() {
            Path copy = new Path();
            copy.columns = columns.clone();
            copy.zeros = zeros.clone();
            copy.ones = ones.clone();
            copy.weights = weights.clone();
            copy.length = length;
            return copy;
        }

        void extend(double zero, double one, int column) {
            if (length == columns.length) {
                columns = Arrays.copyOf(columns, 2 * length);
                zeros = Arrays.copyOf(zeros, 2 * length);
                ones = Arrays.copyOf(ones, 2 * length);
                weights = Arrays.copyOf(weights, 2 * length);
            }
            columns[length] = column;
            zeros[length] = zero;
            ones[length] = one;
            weights[length] = length == 0 ? 1 : 0;
            for (int i = length - 1; i >= 0; i--) {
                weights[i + 1] += one * weights[i] * (i + 1) / (length + 1);
                weights[i] = zero * weights[i] * (length - i) / (length + 1);
            }
            length++;
        }

        void unwind(int at) {
            int last = length - 1;
            double one = ones[at];
            double zero = zeros[at];
            double next = weights[last];
            for (int i = last - 1; i >= 0; i--) {
                if (one != 0) {
                    double before = weights[i];
                    weights[i] = next * (last + 1) / ((i + 1) * one);
                    next = before - weights[i] * zero * (last - i) / (last + 1);
                } else {
                    weights[i] = weights[i] * (last + 1) / (zero * (last - i));
                }
            }
            for (int i = at; i < last; i++) {
                columns[i] = columns[i + 1];
                zeros[i] = zeros[i + 1];
                ones[i] = ones[i + 1];
            }
            length--;
        }

        double unwoundSum(int at) {
            int last = length - 1;
            double one = ones[at];
            double zero = zeros[at];
            double next = weights[last];
            double sum = 0;
            for (int i = last - 1; i >= 0; i--) {
                if (one != 0) {
                    double weight = next * (last + 1) / ((i + 1) * one);
                    sum += weight;
                    next = weights[i] - weight * zero * (last - i) / (last + 1);
                } else {
                    sum += weights[i] / (zero * (last - i) / (last + 1));
                }
            }
            return sum;
        }
    }

    private static final class Walk {
        private final Tree tree;
        private final double[] row;
        private final double[] shares;
        private final double scale;

        Walk(Tree tree, double[] row, double[] shares, double scale) {
            this.tree = tree;
            this.row = row;
            this.shares = shares;
            this.scale = scale;
        }

        void down(int node, Path above, double zero, double one, int column) {
            Path path = above.copy();
            path.extend(zero, one, column);
            int asked = tree.column(node);
            if (asked < 0) {
                for (int i = 1; i < path.length; i++) {
                    shares[path.columns[i]] +=
                            scale * path.unwoundSum(i) * (path.ones[i] - path.zeros[i]) * tree.value(node);
                }
                return;
            }
            boolean left = tree.goesLeft(node, row);
            int hot = left ? tree.left(node) : tree.right(node);
            int cold = left ? tree.right(node) : tree.left(node);
            double knownZero = 1;
            double knownOne = 1;
            for (int i = 1; i < path.length; i++) {
                if (path.columns[i] == asked) {
                    knownZero = path.zeros[i];
                    knownOne = path.ones[i];
                    path.unwind(i);
                    break;
                }
            }
            double cover = tree.cover(node);
            down(hot, path, knownZero * tree.cover(hot) / cover, knownOne, asked);
            down(cold, path, knownZero * tree.cover(cold) / cover, 0, asked);
        }
    }
}

package dev.limner.models.tree;

import dev.limner.models.Predictor;
import java.util.BitSet;
import java.util.List;

/// One fitted tree. Node 0 is the root; the children of a node stand after it.
public final class Tree implements Predictor {
    private final List<Node> nodes;
    private final int[] columns;
    private final double[] thresholds;
    private final boolean[] missingLeft;
    private final int[] lefts;
    private final int[] rights;
    private final double[] values;

    /// A node: it gives a value or asks one question.
    public sealed interface Node {
        /// How many rows of the fit came here, or their summed weight.
        double cover();

        /// The end of a path.
        record Leaf(double value, double cover) implements Node {}

        /// A value at most `threshold` goes to `left`, a greater one to `right`, NaN to `left` where
        /// `missingLeft`.
        record Split(int column, double threshold, boolean missingLeft, int left, int right, double cover)
                implements Node {}

        /// A whole number in `leftward` goes to `left`, another one to `right`, NaN to `left` where
        /// `missingLeft`.
        record Category(int column, BitSet leftward, boolean missingLeft, int left, int right, double cover)
                implements Node {
            public Category {
                leftward = (BitSet) leftward.clone();
            }
        }
    }

    /// A tree of `nodes`.
    ///
    /// @throws IllegalArgumentException where a child does not stand after its parent
    public Tree(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
        int n = nodes.size();
        columns = new int[n];
        thresholds = new double[n];
        missingLeft = new boolean[n];
        lefts = new int[n];
        rights = new int[n];
        values = new double[n];
        for (int i = 0; i < n; i++) {
            switch (nodes.get(i)) {
                case Node.Leaf leaf -> {
                    columns[i] = -1;
                    values[i] = leaf.value;
                }
                case Node.Split split -> {
                    set(i, split.column, split.left, split.right, split.missingLeft);
                    thresholds[i] = split.threshold;
                }
                case Node.Category category -> {
                    set(i, category.column, category.left, category.right, category.missingLeft);
                    thresholds[i] = Double.NaN;
                }
            }
        }
    }

    private void set(int node, int column, int left, int right, boolean missing) {
        if (left <= node || right <= node || left >= columns.length || right >= columns.length || column < 0) {
            throw new IllegalArgumentException("node " + node + " asks for column " + column + " and leads to " + left
                    + " and " + right + " of " + columns.length);
        }
        columns[node] = column;
        lefts[node] = left;
        rights[node] = right;
        missingLeft[node] = missing;
    }

    /// The nodes, the root first.
    public List<Node> nodes() {
        return nodes;
    }

    @Override
    public double predict(double[] row) {
        return values[leaf(row)];
    }

    /// The number of the leaf that `row` comes to.
    public int leaf(double[] row) {
        int node = 0;
        while (columns[node] >= 0) {
            node = goesLeft(node, row) ? lefts[node] : rights[node];
        }
        return node;
    }

    boolean goesLeft(int node, double[] row) {
        double x = row[columns[node]];
        double threshold = thresholds[node];
        if (Double.isNaN(x)) {
            return missingLeft[node];
        }
        if (!Double.isNaN(threshold)) {
            return x <= threshold;
        }
        return nodes.get(node) instanceof Node.Category category && x >= 0 && category.leftward.get((int) x);
    }

    /// The column that `node` asks for, -1 at a leaf.
    int column(int node) {
        return columns[node];
    }

    int left(int node) {
        return lefts[node];
    }

    int right(int node) {
        return rights[node];
    }

    double value(int node) {
        return values[node];
    }

    double cover(int node) {
        return nodes.get(node).cover();
    }

    /// The number of leaves.
    public int leaves() {
        return (nodes.size() + 1) / 2;
    }
}

package dev.limner.models.tree;

import org.jspecify.annotations.Nullable;

/// A leaf of a growing tree that may still be split: the rows `order[from]` to `order[to - 1]` of its grower.
final class OpenLeaf {
    final int node;
    final int from;
    final int to;
    final int depth;
    /// The least value that its monotone columns allow.
    final double low;
    /// The greatest value that its monotone columns allow.
    final double high;
    /// The sum of first derivatives.
    double first;
    /// The sum of second derivatives.
    double second;
    /// By column and class: first derivatives, second derivatives, rows.
    double[] histogram = new double[0];

    /// The best way to split it, once looked for.
    @Nullable
    LeafSplit split;

    OpenLeaf(int node, int from, int to, int depth, double low, double high) {
        this.node = node;
        this.from = from;
        this.to = to;
        this.depth = depth;
        this.low = low;
        this.high = high;
    }

    int rows() {
        return to - from;
    }

    double gain() {
        return split == null ? 0 : split.gain();
    }
}

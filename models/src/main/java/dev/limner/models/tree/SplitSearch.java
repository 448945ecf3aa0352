package dev.limner.models.tree;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The search for the best split of a leaf among the classes of a column: numbers in their order, categories in
/// the order of their gradients after Fisher (1958); a missing value goes where it serves better.
final class SplitSearch {
    private final Bins bins;
    private final TreeGrower.Limits limits;
    private final int[] directions;
    private final int[] offsets;

    /// @param offsets by column where its classes begin in a histogram
    SplitSearch(Bins bins, TreeGrower.Limits limits, int[] directions, int[] offsets) {
        this.bins = bins;
        this.limits = limits;
        this.directions = directions;
        this.offsets = offsets;
    }

    /// The best split of `open` by `column`, from the leaf's histogram.
    LeafSplit best(OpenLeaf open, int column) {
        return bins.categorical[column] ? byCategories(open, column) : byNumbers(open, column);
    }

    private LeafSplit byNumbers(OpenLeaf open, int column) {
        double[] s = open.histogram;
        int offset = offsets[column];
        int last = bins.counts[column] - 1;
        Best best = new Best(open);
        double first = 0;
        double second = 0;
        double rows = 0;
        boolean missing = s[offset + 2] > 0;
        for (int code = 1; code <= last; code++) {
            int at = offset + 3 * code;
            first += s[at];
            second += s[at + 1];
            rows += s[at + 2];
            if (s[at + 2] == 0 || (code == last && !missing)) {
                continue;
            }
            best.offer(first, second, rows, code, false, directions[column]);
            if (missing && code < last) {
                best.offer(
                        first + s[offset],
                        second + s[offset + 1],
                        rows + s[offset + 2],
                        code,
                        true,
                        directions[column]);
            }
        }
        if (best.code < 0) {
            return LeafSplit.NONE;
        }
        boolean missingLeft = missing ? best.missingLeft : 2 * best.rows > open.rows();
        return new LeafSplit(best.gain, column, best.code, new BitSet(), false, missingLeft, best.left, best.right);
    }

    private LeafSplit byCategories(OpenLeaf open, int column) {
        double[] s = open.histogram;
        int offset = offsets[column];
        int[] codes = IntStream.range(0, bins.counts[column])
                .filter(code -> s[offset + 3 * code + 2] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer code) -> s[offset + 3 * code] / (s[offset + 3 * code + 1] + 10)))
                .mapToInt(Integer::intValue)
                .toArray();
        Best best = new Best(open);
        double first = 0;
        double second = 0;
        double rows = 0;
        for (int c = 0; c + 1 < codes.length; c++) {
            int at = offset + 3 * codes[c];
            first += s[at];
            second += s[at + 1];
            rows += s[at + 2];
            best.offer(first, second, rows, c, false, 0);
        }
        if (best.code < 0) {
            return LeafSplit.NONE;
        }
        BitSet leftward = new BitSet();
        boolean missingLeft = false;
        for (int c = 0; c <= best.code; c++) {
            if (codes[c] == 0) {
                missingLeft = true;
            } else {
                leftward.set(codes[c] - 1);
            }
        }
        return new LeafSplit(best.gain, column, best.code, leftward, true, missingLeft, best.left, best.right);
    }

    /// The best of the divisions offered for one column.
    private final class Best {
        private final OpenLeaf open;
        private final double base;
        private double gain = 1e-12;
        private int code = -1;
        private boolean missingLeft;
        private double rows;
        private double left;
        private double right;

        Best(OpenLeaf open) {
            this.open = open;
            base = open.first * open.first / (open.second + limits.ridge());
        }

        void offer(double first, double second, double count, int at, boolean missing, int direction) {
            double others = open.rows() - count;
            double otherFirst = open.first - first;
            double otherSecond = open.second - second;
            if (count < limits.leastRows()
                    || others < limits.leastRows()
                    || second < limits.leastCurvature()
                    || otherSecond < limits.leastCurvature()) {
                return;
            }
            double gained = first * first / (second + limits.ridge())
                    + otherFirst * otherFirst / (otherSecond + limits.ridge())
                    - base;
            if (gained <= gain) {
                return;
            }
            double below = weight(first, second, open.low, open.high);
            double above = weight(otherFirst, otherSecond, open.low, open.high);
            if (direction * (above - below) < 0) {
                return;
            }
            gain = gained;
            code = at;
            missingLeft = missing;
            rows = count;
            left = below;
            right = above;
        }
    }

    /// The best value of a leaf with these sums of derivatives, between its limits.
    double weight(double first, double second, double low, double high) {
        return Math.clamp(-first / (second + limits.ridge()), low, high);
    }
}

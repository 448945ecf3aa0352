package dev.limner.models.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Grows a tree that lowers a loss of given first and second derivatives, the most promising leaf first, over
/// histograms of classes: Chen and Guestrin, "XGBoost", KDD 2016; Ke and others, "LightGBM", NIPS 2017
/// (leaf-wise growth, the sibling's histogram by subtraction, categories in the order of their gradients after
/// Fisher 1958).
final class TreeGrower {
    private static final int PARALLEL = 1 << 18;

    /// @param leaves the most leaves
    /// @param depth the most questions on a path
    /// @param leastRows the fewest rows of a leaf
    /// @param leastCurvature the least sum of second derivatives of a leaf
    /// @param ridge what is added to the second derivatives of a leaf
    /// @param rate the share of the best value that a leaf gets
    /// @param columnsPerSplit how many columns, drawn anew, a split may choose from; 0 for all
    record Limits(
            int leaves,
            int depth,
            int leastRows,
            double leastCurvature,
            double ridge,
            double rate,
            int columnsPerSplit) {}

    /// A leaf's value from the rows `order[from]` to `order[to - 1]`, where the derivatives do not give it.
    interface LeafValue {
        double of(int[] order, int from, int to);
    }

    private final Bins bins;
    private final Limits limits;
    private final int[] directions;
    private final int[] offsets;
    private final RandomGenerator random;
    private final double[] firsts;
    private final double[] seconds;
    /// The histogram of a node where every node draws its own columns.
    private final double[] scratch;
    private int[] order = new int[0];
    private int[] spare = new int[0];
    private double[] g = new double[0];
    private double[] h = new double[0];

    /// @param directions 1 where the prediction must not fall as the column grows, -1 where it must not rise,
    /// else 0
    TreeGrower(Bins bins, Limits limits, int[] directions, RandomGenerator random) {
        this.bins = bins;
        this.limits = limits;
        this.directions = directions;
        this.random = random;
        offsets = new int[bins.counts.length + 1];
        for (int j = 0; j < bins.counts.length; j++) {
            offsets[j + 1] = offsets[j] + 3 * bins.counts[j];
        }
        firsts = new double[bins.codes[0].length];
        seconds = new double[bins.codes[0].length];
        scratch = new double[offsets[bins.counts.length]];
    }

    /// A leaf that may be split.
    private static final class Open {
        final int node;
        final int from;
        final int to;
        final int depth;
        final double low;
        final double high;
        double first;
        double second;
        double[] histogram = new double[0];

        @Nullable
        Split split;

        Open(int node, int from, int to, int depth, double low, double high) {
            this.node = node;
            this.from = from;
            this.to = to;
            this.depth = depth;
            this.low = low;
            this.high = high;
        }

        double gain() {
            return split == null ? 0 : split.gain;
        }
    }

    private record Split(
            double gain,
            int column,
            int code,
            BitSet leftward,
            boolean category,
            boolean missingLeft,
            double left,
            double right) {
        static final Split NONE = new Split(0, -1, 0, new BitSet(), false, false, 0, 0);
    }

    /// A grown tree and the rows of its leaves: leaf `i` is node `nodes[i]` and holds `order[from[i]]` to
    /// `order[to[i] - 1]`.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Grown(Tree tree, int[] order, int[] nodes, int[] from, int[] to) {}

    /// Grows a tree on `rows` (repetitions count) with the derivatives `first` and `second` of the loss of
    /// each row.
    Grown grow(int[] rows, double[] first, double[] second, @Nullable LeafValue leafValue) {
        order = rows.clone();
        spare = new int[rows.length];
        g = first;
        h = second;
        List<Tree.Node> nodes = new ArrayList<>();
        List<Open> leaves = new ArrayList<>();
        PriorityQueue<Open> queue = new PriorityQueue<>(
                Comparator.comparingDouble((Open open) -> -open.gain()).thenComparingInt(open -> open.node));
        Open root = new Open(0, 0, rows.length, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        nodes.add(new Tree.Node.Leaf(0, rows.length));
        sum(root);
        prepare(root, null, null);
        queue.add(root);
        while (!queue.isEmpty()) {
            Open open = queue.remove();
            Split split = open.split;
            if (split == null || split.gain <= 0 || leaves.size() + queue.size() + 2 > limits.leaves) {
                leaves.add(open);
                continue;
            }
            int middle = partition(open, split);
            int left = nodes.size();
            int direction = split.category ? 0 : directions[split.column];
            double between = (split.left + split.right) / 2;
            Open below = new Open(
                    left,
                    open.from,
                    middle,
                    open.depth + 1,
                    direction < 0 ? Math.max(open.low, between) : open.low,
                    direction > 0 ? Math.min(open.high, between) : open.high);
            Open above = new Open(
                    left + 1,
                    middle,
                    open.to,
                    open.depth + 1,
                    direction > 0 ? Math.max(open.low, between) : open.low,
                    direction < 0 ? Math.min(open.high, between) : open.high);
            nodes.set(open.node, node(split, left, open.to - open.from));
            nodes.add(new Tree.Node.Leaf(0, middle - open.from));
            nodes.add(new Tree.Node.Leaf(0, open.to - middle));
            Open small = middle - open.from <= open.to - middle ? below : above;
            Open large = small == below ? above : below;
            sum(small);
            large.first = open.first - small.first;
            large.second = open.second - small.second;
            prepare(small, null, null);
            prepare(large, open, small);
            open.histogram = new double[0];
            queue.add(below);
            queue.add(above);
        }
        return finish(nodes, leaves, leafValue);
    }

    private Grown finish(List<Tree.Node> nodes, List<Open> leaves, @Nullable LeafValue leafValue) {
        int n = leaves.size();
        int[] numbers = new int[n];
        int[] from = new int[n];
        int[] to = new int[n];
        for (int i = 0; i < n; i++) {
            Open leaf = leaves.get(i);
            numbers[i] = leaf.node;
            from[i] = leaf.from;
            to[i] = leaf.to;
            double value = leafValue == null
                    ? weight(leaf.first, leaf.second, leaf.low, leaf.high)
                    : Math.clamp(leafValue.of(order, leaf.from, leaf.to), leaf.low, leaf.high);
            nodes.set(leaf.node, new Tree.Node.Leaf(limits.rate * value, leaf.to - leaf.from));
        }
        return new Grown(new Tree(nodes), order, numbers, from, to);
    }

    private Tree.Node node(Split split, int left, int rows) {
        return split.category
                ? new Tree.Node.Category(split.column, split.leftward, split.missingLeft, left, left + 1, rows)
                : new Tree.Node.Split(
                        split.column,
                        bins.threshold(split.column, split.code),
                        split.missingLeft,
                        left,
                        left + 1,
                        rows);
    }

    private void sum(Open open) {
        for (int i = open.from; i < open.to; i++) {
            open.first += g[order[i]];
            open.second += h[order[i]];
        }
    }

    /// Finds the best split of `open`; its histogram is counted, or that of `parent` less that of its
    /// `sibling`.
    private void prepare(Open open, @Nullable Open parent, @Nullable Open sibling) {
        if (open.depth >= limits.depth || open.to - open.from < 2 * limits.leastRows) {
            return;
        }
        int columns = bins.counts.length;
        boolean drawn = limits.columnsPerSplit > 0 && limits.columnsPerSplit < columns;
        int[] chosen = drawn
                ? draw(columns, limits.columnsPerSplit)
                : IntStream.range(0, columns).toArray();
        boolean whole = parent == null
                || sibling == null
                || drawn
                || parent.histogram.length == 0
                || sibling.histogram.length == 0;
        if (whole) {
            for (int i = open.from; i < open.to; i++) {
                firsts[i] = g[order[i]];
                seconds[i] = h[order[i]];
            }
        }
        double[] histogram =
                drawn ? scratch : whole || parent == null ? new double[offsets[columns]] : parent.histogram;
        double[] less = whole || sibling == null ? histogram : sibling.histogram;
        open.histogram = histogram;
        Split[] splits = new Split[chosen.length];
        IntStream work = IntStream.range(0, chosen.length);
        boolean large = (long) (open.to - open.from) * chosen.length > PARALLEL;
        (large ? work.parallel() : work).forEach(c -> {
            int j = chosen[c];
            if (whole) {
                Arrays.fill(histogram, offsets[j], offsets[j + 1], 0);
                count(open, j, histogram);
            } else {
                for (int at = offsets[j]; at < offsets[j + 1]; at++) {
                    histogram[at] -= less[at];
                }
            }
            splits[c] = bins.categorical[j] ? bestCategories(open, j) : best(open, j);
        });
        Split best = Split.NONE;
        for (Split split : splits) {
            best = split.gain > best.gain ? split : best;
        }
        open.split = best;
        if (drawn || best.gain <= 0) {
            open.histogram = new double[0];
        }
    }

    private int[] draw(int columns, int count) {
        int[] all = IntStream.range(0, columns).toArray();
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(columns - i);
            int column = all[i];
            all[i] = all[other];
            all[other] = column;
        }
        return Arrays.copyOf(all, count);
    }

    private void count(Open open, int column, double[] histogram) {
        byte[] codes = bins.codes[column];
        int offset = offsets[column];
        for (int i = open.from; i < open.to; i++) {
            int at = offset + 3 * (codes[order[i]] & 0xff);
            histogram[at] += firsts[i];
            histogram[at + 1] += seconds[i];
            histogram[at + 2]++;
        }
    }

    private Split best(Open open, int column) {
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
            return Split.NONE;
        }
        boolean missingLeft = missing ? best.missingLeft : 2 * best.rows > open.to - open.from;
        return new Split(best.gain, column, best.code, new BitSet(), false, missingLeft, best.left, best.right);
    }

    private Split bestCategories(Open open, int column) {
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
            return Split.NONE;
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
        return new Split(best.gain, column, best.code, leftward, true, missingLeft, best.left, best.right);
    }

    /// The best of the divisions offered for one column.
    private final class Best {
        private final Open open;
        private final double base;
        private double gain = 1e-12;
        private int code = -1;
        private boolean missingLeft;
        private double rows;
        private double left;
        private double right;

        Best(Open open) {
            this.open = open;
            base = open.first * open.first / (open.second + limits.ridge);
        }

        void offer(double first, double second, double count, int at, boolean missing, int direction) {
            double others = open.to - open.from - count;
            double otherFirst = open.first - first;
            double otherSecond = open.second - second;
            if (count < limits.leastRows
                    || others < limits.leastRows
                    || second < limits.leastCurvature
                    || otherSecond < limits.leastCurvature) {
                return;
            }
            double gained = first * first / (second + limits.ridge)
                    + otherFirst * otherFirst / (otherSecond + limits.ridge)
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

    private double weight(double first, double second, double low, double high) {
        return Math.clamp(-first / (second + limits.ridge), low, high);
    }

    /// Brings the rows that go left to the front, each side in its order; gives where the right side begins.
    private int partition(Open open, Split split) {
        byte[] codes = bins.codes[split.column];
        int left = open.from;
        int right = 0;
        for (int i = open.from; i < open.to; i++) {
            int code = codes[order[i]] & 0xff;
            boolean goes =
                    code == 0 ? split.missingLeft : split.category ? split.leftward.get(code - 1) : code <= split.code;
            if (goes) {
                order[left++] = order[i];
            } else {
                spare[right++] = order[i];
            }
        }
        System.arraycopy(spare, 0, order, left, right);
        return left;
    }
}

package dev.limner.models.tree;

import java.util.ArrayList;
import java.util.Arrays;
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
    /// So many rows are counted at a time, for so many columns together.
    private static final int BLOCK = 2048;

    private static final int TOGETHER = 5;

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
    private final SplitSearch search;
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
        search = new SplitSearch(bins, limits, directions, offsets);
        firsts = new double[bins.codes[0].length];
        seconds = new double[bins.codes[0].length];
        scratch = new double[offsets[bins.counts.length]];
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
        List<OpenLeaf> leaves = new ArrayList<>();
        PriorityQueue<OpenLeaf> queue = new PriorityQueue<>(
                Comparator.comparingDouble((OpenLeaf open) -> -open.gain()).thenComparingInt(open -> open.node));
        OpenLeaf root = new OpenLeaf(0, 0, rows.length, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        nodes.add(new Tree.Node.Leaf(0, rows.length));
        sum(root);
        prepare(root, null, null);
        queue.add(root);
        while (!queue.isEmpty()) {
            OpenLeaf open = queue.remove();
            LeafSplit split = open.split;
            if (split == null || split.gain() <= 0 || leaves.size() + queue.size() + 2 > limits.leaves) {
                leaves.add(open);
                continue;
            }
            int middle = partition(open, split);
            int left = nodes.size();
            int direction = split.category() ? 0 : directions[split.column()];
            double between = (split.left() + split.right()) / 2;
            OpenLeaf below = new OpenLeaf(
                    left,
                    open.from,
                    middle,
                    open.depth + 1,
                    direction < 0 ? Math.max(open.low, between) : open.low,
                    direction > 0 ? Math.min(open.high, between) : open.high);
            OpenLeaf above = new OpenLeaf(
                    left + 1,
                    middle,
                    open.to,
                    open.depth + 1,
                    direction > 0 ? Math.max(open.low, between) : open.low,
                    direction < 0 ? Math.min(open.high, between) : open.high);
            nodes.set(open.node, node(split, left, open.rows()));
            nodes.add(new Tree.Node.Leaf(0, middle - open.from));
            nodes.add(new Tree.Node.Leaf(0, open.to - middle));
            OpenLeaf small = middle - open.from <= open.to - middle ? below : above;
            OpenLeaf large = small == below ? above : below;
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

    private Grown finish(List<Tree.Node> nodes, List<OpenLeaf> leaves, @Nullable LeafValue leafValue) {
        int n = leaves.size();
        int[] numbers = new int[n];
        int[] from = new int[n];
        int[] to = new int[n];
        for (int i = 0; i < n; i++) {
            OpenLeaf leaf = leaves.get(i);
            numbers[i] = leaf.node;
            from[i] = leaf.from;
            to[i] = leaf.to;
            double value = leafValue == null
                    ? search.weight(leaf.first, leaf.second, leaf.low, leaf.high)
                    : Math.clamp(leafValue.of(order, leaf.from, leaf.to), leaf.low, leaf.high);
            nodes.set(leaf.node, new Tree.Node.Leaf(limits.rate * value, leaf.to - leaf.from));
        }
        return new Grown(new Tree(nodes), order, numbers, from, to);
    }

    private Tree.Node node(LeafSplit split, int left, int rows) {
        return split.category()
                ? new Tree.Node.Category(split.column(), split.leftward(), split.missingLeft(), left, left + 1, rows)
                : new Tree.Node.Split(
                        split.column(),
                        bins.threshold(split.column(), split.code()),
                        split.missingLeft(),
                        left,
                        left + 1,
                        rows);
    }

    private void sum(OpenLeaf open) {
        for (int i = open.from; i < open.to; i++) {
            open.first += g[order[i]];
            open.second += h[order[i]];
        }
    }

    /// Finds the best split of `open`; its histogram is counted, or that of `parent` less that of its
    /// `sibling`.
    private void prepare(OpenLeaf open, @Nullable OpenLeaf parent, @Nullable OpenLeaf sibling) {
        if (open.depth >= limits.depth || open.rows() < 2 * limits.leastRows) {
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
        LeafSplit[] splits = new LeafSplit[chosen.length];
        IntStream groups = IntStream.range(0, (chosen.length + TOGETHER - 1) / TOGETHER);
        boolean large = (long) open.rows() * chosen.length > PARALLEL;
        (large ? groups.parallel() : groups).forEach(group -> {
            int from = group * TOGETHER;
            int to = Math.min(chosen.length, from + TOGETHER);
            if (whole) {
                count(open, Arrays.copyOfRange(chosen, from, to), histogram);
            }
            for (int c = from; c < to; c++) {
                int j = chosen[c];
                for (int at = offsets[j]; !whole && at < offsets[j + 1]; at++) {
                    histogram[at] -= less[at];
                }
                splits[c] = search.best(open, j);
            }
        });
        LeafSplit best = LeafSplit.NONE;
        for (LeafSplit split : splits) {
            best = split.gain() > best.gain() ? split : best;
        }
        open.split = best;
        if (drawn || best.gain() <= 0) {
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

    /// Counts the rows of `open` by class of each of `columns`: block by block, so that what is read for all
    /// columns stays in the cache.
    private void count(OpenLeaf open, int[] columns, double[] histogram) {
        for (int column : columns) {
            Arrays.fill(histogram, offsets[column], offsets[column + 1], 0);
        }
        for (int from = open.from; from < open.to; from += BLOCK) {
            int to = Math.min(open.to, from + BLOCK);
            for (int column : columns) {
                count(bins.codes[column], offsets[column], from, to, histogram);
            }
        }
    }

    private void count(byte[] codes, int offset, int from, int to, double[] histogram) {
        for (int i = from; i < to; i++) {
            int at = offset + 3 * (codes[order[i]] & 0xff);
            histogram[at] += firsts[i];
            histogram[at + 1] += seconds[i];
            histogram[at + 2]++;
        }
    }

    /// Brings the rows that go left to the front, each side in its order; gives where the right side begins.
    private int partition(OpenLeaf open, LeafSplit split) {
        byte[] codes = bins.codes[split.column()];
        int left = open.from;
        int right = 0;
        for (int i = open.from; i < open.to; i++) {
            if (split.goesLeft(codes[order[i]] & 0xff)) {
                order[left++] = order[i];
            } else {
                spare[right++] = order[i];
            }
        }
        System.arraycopy(spare, 0, order, left, right);
        return left;
    }
}

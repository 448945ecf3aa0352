package dev.limner.models.tree;

import dev.limner.models.Fingerprint;
import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// One tree of questions that can be read as rules: CART, Breiman, Friedman, Olshen and Stone (1984). Every
/// split is the one that lowers the sum of squares most, which for targets of 0 and 1 is also Gini's; the
/// prediction is then the share of events. Splits are exact, at the middle between two values; equal gains
/// take the column that stands first.
public final class DecisionTree implements Predictor {
    private final List<Grown> nodes;
    private final Tree tree;
    private final Provenance provenance;

    private DecisionTree(List<Grown> nodes, Provenance provenance) {
        this.nodes = List.copyOf(nodes);
        this.provenance = provenance;
        tree = new Tree(nodes.stream().map(Grown::node).toList());
    }

    /// A node with what its rows say: their number, mean and sum of squares about it.
    private record Grown(Tree.Node node, double rows, double mean, double squares) {}

    /// How to fit.
    ///
    /// @param depth the most questions on a path
    /// @param leastRows the fewest rows of a leaf
    public record Options(int depth, int leastRows) {
        public Options {
            if (depth < 0 || leastRows < 1) {
                throw new IllegalArgumentException("depth " + depth + ", leastRows " + leastRows);
            }
        }

        /// At most 4 questions on a path, at least 50 rows in a leaf.
        public static Options defaults() {
            return new Options(4, 50);
        }
    }

    /// Fits the targets `y` over `rows`, one an index; a missing value (NaN) goes where most rows go.
    public static DecisionTree fit(double[][] rows, double[] y, Options options, Progress progress) {
        if (rows.length == 0 || rows.length != y.length) {
            throw new IllegalArgumentException(rows.length + " rows for " + y.length + " targets");
        }
        List<Grown> nodes = new ArrayList<>();
        Growth growth = new Growth(rows, y, options, nodes, progress);
        growth.grow(IntStream.range(0, rows.length).toArray(), 0);
        Provenance provenance = Provenance.of(
                "DecisionTree",
                options,
                rows.length,
                rows[0].length,
                Fingerprint.of(rows).and(y),
                progress);
        return new DecisionTree(nodes, provenance);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Growth(double[][] rows, double[] y, Options options, List<Grown> nodes, Progress progress) {
        void grow(int[] here, int depth) {
            double sum = 0;
            for (int i : here) {
                sum += y[i];
            }
            double mean = sum / here.length;
            double squares = 0;
            for (int i : here) {
                squares += (y[i] - mean) * (y[i] - mean);
            }
            int at = nodes.size();
            nodes.add(new Grown(new Tree.Node.Leaf(mean, here.length), here.length, mean, squares));
            if (depth == options.depth || here.length < 2 * options.leastRows || squares <= 1e-12 * here.length) {
                return;
            }
            Cut best = Cut.NONE;
            for (int column = 0; column < rows[0].length; column++) {
                Cut cut = cut(here, column, sum);
                best = cut.gain > best.gain * (1 + 1e-12) ? cut : best;
            }
            progress.report(at / (at + 1.0));
            if (best.column < 0) {
                return;
            }
            Cut chosen = best;
            int[] known = IntStream.of(here)
                    .filter(i -> !Double.isNaN(rows[i][chosen.column]))
                    .toArray();
            long low = IntStream.of(known)
                    .filter(i -> rows[i][chosen.column] <= chosen.threshold)
                    .count();
            boolean missingLeft = 2 * low > known.length;
            BitSet leftward = new BitSet();
            for (int i : here) {
                double x = rows[i][chosen.column];
                leftward.set(i, Double.isNaN(x) ? missingLeft : x <= chosen.threshold);
            }
            grow(IntStream.of(here).filter(leftward::get).toArray(), depth + 1);
            int right = nodes.size();
            grow(IntStream.of(here).filter(i -> !leftward.get(i)).toArray(), depth + 1);
            Tree.Node split =
                    new Tree.Node.Split(chosen.column, chosen.threshold, missingLeft, at + 1, right, here.length);
            nodes.set(at, new Grown(split, here.length, mean, squares));
        }

        /// The best threshold of one column, by the gain in the sum of squares among the rows that have a
        /// value.
        private Cut cut(int[] here, int column, double all) {
            Integer[] sorted = IntStream.of(here)
                    .filter(i -> !Double.isNaN(rows[i][column]))
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> rows[i][column]))
                    .toArray(Integer[]::new);
            double total = all;
            if (sorted.length < here.length) {
                total = 0;
                for (int i : sorted) {
                    total += y[i];
                }
            }
            int n = sorted.length;
            Cut best = Cut.NONE;
            double sum = 0;
            for (int left = 1; left <= n - options.leastRows; left++) {
                sum += y[sorted[left - 1]];
                double low = rows[sorted[left - 1]][column];
                double high = rows[sorted[Math.min(left, n - 1)]][column];
                if (left < options.leastRows || low == high) {
                    continue;
                }
                double gap = sum / left - (total - sum) / (n - left);
                double gain = gap * gap * left / n * (n - left);
                if (gain > best.gain * (1 + 1e-12)) {
                    double middle = low + (high - low) / 2;
                    best = new Cut(column, middle < high ? middle : low, gain);
                }
            }
            return best;
        }
    }

    private record Cut(int column, double threshold, double gain) {
        static final Cut NONE = new Cut(-1, 0, 1e-12);
    }

    @Override
    public double predict(double[] row) {
        return tree.predict(row);
    }

    /// The tree, for [TreeShap] and for drawing.
    public Tree tree() {
        return tree;
    }

    /// The number of leaves.
    public int leaves() {
        return tree.leaves();
    }

    /// The tree without the branches that lower the mean squared error by less than `cost` a leaf:
    /// cost-complexity pruning, weakest link first. For targets of 0 and 1 this cost is half of one counted in
    /// Gini's impurity.
    public DecisionTree pruned(double cost) {
        double total = nodes.getFirst().rows;
        boolean[] cut = new boolean[nodes.size()];
        while (true) {
            double[] squares = new double[nodes.size()];
            int[] leaves = new int[nodes.size()];
            int weakest = -1;
            double least = cost;
            for (int i = nodes.size() - 1; i >= 0; i--) {
                squares[i] = nodes.get(i).squares;
                leaves[i] = 1;
                if (!cut[i] && nodes.get(i).node instanceof Tree.Node.Split split) {
                    squares[i] = squares[split.left()] + squares[split.right()];
                    leaves[i] = leaves[split.left()] + leaves[split.right()];
                    double link = (nodes.get(i).squares - squares[i]) / total / (leaves[i] - 1);
                    if (link <= least) {
                        least = link;
                        weakest = i;
                    }
                }
            }
            if (weakest < 0) {
                List<Grown> kept = new ArrayList<>();
                keep(0, cut, kept);
                return new DecisionTree(kept, provenance);
            }
            cut[weakest] = true;
        }
    }

    private void keep(int at, boolean[] cut, List<Grown> kept) {
        Grown node = nodes.get(at);
        int place = kept.size();
        kept.add(new Grown(new Tree.Node.Leaf(node.mean, node.rows), node.rows, node.mean, node.squares));
        if (!cut[at] && node.node instanceof Tree.Node.Split split) {
            keep(split.left(), cut, kept);
            int right = kept.size();
            keep(split.right(), cut, kept);
            kept.set(
                    place,
                    new Grown(
                            new Tree.Node.Split(
                                    split.column(),
                                    split.threshold(),
                                    split.missingLeft(),
                                    place + 1,
                                    right,
                                    split.cover()),
                            node.rows,
                            node.mean,
                            node.squares));
        }
    }

    /// One leaf in words.
    ///
    /// @param conditions what must hold, one a column, in the order of the questions; empty where the tree is
    /// one leaf
    /// @param rows how many rows of the fit it holds for
    /// @param mean their mean target
    public record Rule(List<Condition> conditions, double rows, double mean) {
        public Rule {
            conditions = List.copyOf(conditions);
        }
    }

    /// A column lies above `above` and at most at `upTo`; infinite where there is no such limit.
    public record Condition(int column, double above, double upTo) {}

    /// The leaves as rules, from left to right; several questions about one column become one condition.
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        rules(0, List.of(), rules);
        return List.copyOf(rules);
    }

    private void rules(int at, List<Condition> above, List<Rule> rules) {
        Grown node = nodes.get(at);
        if (node.node instanceof Tree.Node.Split split) {
            rules(split.left(), with(above, split.column(), Double.NEGATIVE_INFINITY, split.threshold()), rules);
            rules(split.right(), with(above, split.column(), split.threshold(), Double.POSITIVE_INFINITY), rules);
        } else {
            rules.add(new Rule(above, node.rows, node.mean));
        }
    }

    private static List<Condition> with(List<Condition> conditions, int column, double above, double upTo) {
        List<Condition> all = new ArrayList<>(conditions);
        for (int i = 0; i < all.size(); i++) {
            Condition old = all.get(i);
            if (old.column == column) {
                all.set(i, new Condition(column, Math.max(old.above, above), Math.min(old.upTo, upTo)));
                return all;
            }
        }
        all.add(new Condition(column, above, upTo));
        return all;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}

package dev.limner.models.uplift;

import dev.limner.models.statistics.Quantiles;
import dev.limner.models.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Grows trees that split where the arms of a trial respond most differently; arm 0 gets nothing.
final class UpliftGrower {
    private static final int CUTS = 31;

    private final byte[][] codes;
    private final double[][] cuts;
    private final int[] arms;
    private final double[] outcomes;
    private final int actions;
    private final UpliftForest.Options options;
    private final RandomGenerator random;
    private final List<Node> nodes = new ArrayList<>();

    /// A node: its response rates by arm; it splits where `column` is not -1.
    private static final class Node {
        private double[] rates;
        private int rows;
        private int column = -1;
        private int code;
        private int left;
        private int right;

        Node(double[] rates, int rows) {
            this.rates = rates;
            this.rows = rows;
        }
    }

    UpliftGrower(
            double[][] rows,
            int[] arms,
            int actions,
            double[] outcomes,
            UpliftForest.Options options,
            RandomGenerator random) {
        this.arms = arms;
        this.actions = actions;
        this.outcomes = outcomes;
        this.options = options;
        this.random = random;
        int columns = rows[0].length;
        cuts = new double[columns][];
        codes = new byte[columns][rows.length];
        for (int j = 0; j < columns; j++) {
            int column = j;
            double[] values =
                    Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
            cuts[j] = cuts(values);
            for (int i = 0; i < rows.length; i++) {
                int found = Arrays.binarySearch(cuts[j], values[i]);
                codes[j][i] = (byte) (found >= 0 ? found : -found - 1);
            }
        }
    }

    /// Up to 31 limits at quantiles: a value at most the limit goes left.
    private static double[] cuts(double[] values) {
        double[] shares = IntStream.rangeClosed(1, CUTS)
                .mapToDouble(i -> i / (CUTS + 1.0))
                .toArray();
        double[] distinct = Arrays.stream(values).distinct().sorted().toArray();
        double[] limits = distinct.length <= CUTS + 1 ? distinct : Quantiles.of(values, shares);
        return Arrays.stream(limits)
                .distinct()
                .filter(x -> x < distinct[distinct.length - 1])
                .toArray();
    }

    /// A tree grown on the rows `drawn`: by action one that gives its uplift, all of one shape.
    List<Tree> grow(int[] drawn) {
        nodes.clear();
        if (options.honest()) {
            boolean[] asks = new boolean[arms.length];
            for (int i = 0; i < asks.length; i++) {
                asks[i] = random.nextBoolean();
            }
            int[] askers = Arrays.stream(drawn).filter(i -> asks[i]).toArray();
            int[] tellers = Arrays.stream(drawn).filter(i -> !asks[i]).toArray();
            grow(askers, counts(askers), new double[actions + 1], 0);
            estimate(0, tellers, overall(tellers));
        } else {
            grow(drawn, counts(drawn), new double[actions + 1], 0);
        }
        return IntStream.rangeClosed(1, actions).mapToObj(this::tree).toList();
    }

    private Tree tree(int action) {
        return new Tree(nodes.stream()
                .<Tree.Node>map(node -> node.column < 0
                        ? new Tree.Node.Leaf(node.rates[action] - node.rates[0], node.rows)
                        : new Tree.Node.Split(
                                node.column, cuts[node.column][node.code], false, node.left, node.right, node.rows))
                .toList());
    }

    /// By arm how many there are and how many of them respond.
    private double[] counts(int[] rows) {
        double[] counts = new double[2 * actions + 2];
        for (int i : rows) {
            count(counts, i);
        }
        return counts;
    }

    private void count(double[] counts, int i) {
        counts[2 * arms[i]]++;
        counts[2 * arms[i] + 1] += outcomes[i];
    }

    private double[] overall(int[] rows) {
        return rates(counts(rows), new double[actions + 1], 0);
    }

    private static double[] rates(double[] counts, double[] above, double shrinkage) {
        double[] rates = new double[above.length];
        for (int arm = 0; arm < rates.length; arm++) {
            double weight = counts[2 * arm] + shrinkage;
            rates[arm] = weight > 0 ? (counts[2 * arm + 1] + above[arm] * shrinkage) / weight : above[arm];
        }
        return rates;
    }

    private int grow(int[] rows, double[] counts, double[] above, int depth) {
        int at = nodes.size();
        Node node = new Node(rates(counts, above, depth == 0 ? 0 : options.shrinkage()), rows.length);
        nodes.add(node);
        if (depth == options.depth() || rows.length < 2 * options.leastRows()) {
            return at;
        }
        double best = 1e-9;
        double[] bestLeft = counts;
        for (int j : columns()) {
            double[][] sums = new double[cuts[j].length + 1][counts.length];
            for (int i : rows) {
                count(sums[codes[j][i]], i);
            }
            double[] left = new double[counts.length];
            for (int c = 0; c < cuts[j].length; c++) {
                for (int k = 0; k < left.length; k++) {
                    left[k] += sums[c][k];
                }
                double gain = gain(counts, node.rates, left);
                if (gain > best) {
                    best = gain;
                    node.column = j;
                    node.code = c;
                    bestLeft = left.clone();
                }
            }
        }
        if (node.column >= 0) {
            node.left = grow(side(rows, node, true), bestLeft, node.rates, depth + 1);
            node.right = grow(side(rows, node, false), less(counts, bestLeft), node.rates, depth + 1);
        }
        return at;
    }

    private int[] side(int[] rows, Node node, boolean left) {
        byte[] chosen = codes[node.column];
        return Arrays.stream(rows).filter(i -> chosen[i] <= node.code == left).toArray();
    }

    /// Replaces the rates at and below node `at` by those of `rows`, which had no part in the questions.
    private void estimate(int at, int[] rows, double[] above) {
        Node node = nodes.get(at);
        node.rates = rates(counts(rows), above, options.shrinkage());
        node.rows = rows.length;
        if (node.column >= 0) {
            estimate(node.left, side(rows, node, true), node.rates);
            estimate(node.right, side(rows, node, false), node.rates);
        }
    }

    /// All columns for a single tree, else about half of them anew at every node.
    private int[] columns() {
        int[] all = IntStream.range(0, codes.length).toArray();
        if (options.trees() == 1) {
            return all;
        }
        int count = (codes.length + 1) / 2;
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(all.length - i);
            int spare = all[i];
            all[i] = all[other];
            all[other] = spare;
        }
        return Arrays.copyOf(all, count);
    }

    private double gain(double[] counts, double[] rates, double[] left) {
        double[] right = less(counts, left);
        double n = 0;
        double onLeft = 0;
        double fewest = Double.POSITIVE_INFINITY;
        for (int arm = 0; arm <= actions; arm++) {
            n += counts[2 * arm];
            onLeft += left[2 * arm];
            fewest = Math.min(fewest, Math.min(left[2 * arm], right[2 * arm]));
        }
        if (onLeft < options.leastRows() || n - onLeft < options.leastRows() || fewest < options.leastArm()) {
            return 0;
        }
        double[] shares = new double[actions + 1];
        double[] lefts = new double[actions + 1];
        for (int arm = 0; arm <= actions; arm++) {
            shares[arm] = counts[2 * arm] / n;
            lefts[arm] = left[2 * arm] / counts[2 * arm];
        }
        return options.divergence()
                .gain(
                        rates,
                        rates(left, rates, options.shrinkage()),
                        rates(right, rates, options.shrinkage()),
                        onLeft / n,
                        shares,
                        lefts);
    }

    private static double[] less(double[] all, double[] part) {
        double[] rest = new double[all.length];
        Arrays.setAll(rest, k -> all[k] - part[k]);
        return rest;
    }
}

package dev.limner.models.uplift;

import dev.limner.models.Fingerprint;
import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.Quantiles;
import dev.limner.models.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Trees that split where treated and others respond most differently: Rzepakowski and Jaroszewicz, "Decision
/// Trees for Uplift Modeling with Single and Multiple Treatments", Knowledge and Information Systems 32
/// (2012); many of them on resampled customers and drawn columns: Guelman, Guillén and Pérez-Marín (2015). The
/// prediction is the difference of response rates.
public final class UpliftForest implements Predictor {
    private static final int CUTS = 31;

    private final List<Tree> trees;
    private final Provenance provenance;

    private UpliftForest(List<Tree> trees, Provenance provenance) {
        this.trees = List.copyOf(trees);
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param divergence how splits are judged
    /// @param trees how many trees; 1 for a single tree on all customers and columns
    /// @param depth the most questions on a path
    /// @param leastRows the fewest customers of a leaf
    /// @param leastArm the fewest treated and the fewest others of a leaf
    /// @param shrinkage how many imagined customers with the rates of the node above are added to each arm of
    /// a side
    public record Options(Divergence divergence, int trees, int depth, int leastRows, int leastArm, double shrinkage) {
        public Options {
            if (trees < 1 || depth < 1 || leastRows < 1 || leastArm < 1 || !(shrinkage >= 0)) {
                throw new IllegalArgumentException("trees " + trees + ", depth " + depth + ", leastRows " + leastRows
                        + ", leastArm " + leastArm + ", shrinkage " + shrinkage);
            }
        }

        /// 50 trees of depth 5 with leaves of at least 200 customers, 50 an arm.
        public static Options defaults(Divergence divergence) {
            return new Options(divergence, 50, 5, 200, 50, 100);
        }
    }

    /// Fits `outcomes` of 0 and 1 over `rows`, one an index.
    public static UpliftForest fit(
            double[][] rows,
            boolean[] treated,
            double[] outcomes,
            Options options,
            RandomGenerator random,
            Progress progress) {
        if (rows.length == 0 || rows.length != treated.length || rows.length != outcomes.length) {
            throw new IllegalArgumentException(
                    rows.length + " rows for " + treated.length + " customers with " + outcomes.length + " outcomes");
        }
        int columns = rows[0].length;
        double[][] cuts = new double[columns][];
        byte[][] codes = new byte[columns][rows.length];
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
        Growth growth = new Growth(codes, cuts, treated, outcomes, options, random);
        List<Tree> trees = new ArrayList<>();
        for (int t = 0; t < options.trees; t++) {
            int[] drawn = options.trees == 1
                    ? IntStream.range(0, rows.length).toArray()
                    : IntStream.range(0, rows.length)
                            .map(_ -> random.nextInt(rows.length))
                            .toArray();
            trees.add(growth.tree(drawn));
            progress.report((t + 1.0) / options.trees);
        }
        return new UpliftForest(trees, Provenance.of("UpliftForest", options, rows.length, columns, Fingerprint.of(rows).and(treated).and(outcomes), progress));
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

    private static final class Growth {
        private final byte[][] codes;
        private final double[][] cuts;
        private final boolean[] treated;
        private final double[] outcomes;
        private final Options options;
        private final RandomGenerator random;
        private List<Tree.Node> nodes = new ArrayList<>();

        Growth(
                byte[][] codes,
                double[][] cuts,
                boolean[] treated,
                double[] outcomes,
                Options options,
                RandomGenerator random) {
            this.codes = codes;
            this.cuts = cuts;
            this.treated = treated;
            this.outcomes = outcomes;
            this.options = options;
            this.random = random;
        }

        Tree tree(int[] rows) {
            nodes = new ArrayList<>();
            double[] counts = new double[4];
            for (int i : rows) {
                count(counts, i);
            }
            grow(rows, counts, rates(counts, new double[] {0, 0}, 0), 0);
            return new Tree(nodes);
        }

        /// Adds a customer to treated, their responses, others, their responses.
        private void count(double[] counts, int i) {
            counts[treated[i] ? 0 : 2]++;
            counts[treated[i] ? 1 : 3] += outcomes[i];
        }

        private static double[] rates(double[] counts, double[] above, double shrinkage) {
            return new double[] {
                (counts[1] + above[0] * shrinkage) / Math.max(counts[0] + shrinkage, 1e-9),
                (counts[3] + above[1] * shrinkage) / Math.max(counts[2] + shrinkage, 1e-9)
            };
        }

        private void grow(int[] rows, double[] counts, double[] rates, int depth) {
            int at = nodes.size();
            nodes.add(new Tree.Node.Leaf(rates[0] - rates[1], rows.length));
            if (depth == options.depth || rows.length < 2 * options.leastRows) {
                return;
            }
            double best = 1e-9;
            int column = -1;
            int code = 0;
            double[] bestLeft = counts;
            for (int j : columns()) {
                double[][] sums = new double[cuts[j].length + 1][4];
                for (int i : rows) {
                    count(sums[codes[j][i]], i);
                }
                double[] left = new double[4];
                for (int c = 0; c < cuts[j].length; c++) {
                    for (int k = 0; k < 4; k++) {
                        left[k] += sums[c][k];
                    }
                    double gain = gain(counts, rates, left);
                    if (gain > best) {
                        best = gain;
                        column = j;
                        code = c;
                        bestLeft = left.clone();
                    }
                }
            }
            if (column < 0) {
                return;
            }
            byte[] chosen = codes[column];
            int limit = code;
            double[] rest = less(counts, bestLeft);
            grow(
                    Arrays.stream(rows).filter(i -> chosen[i] <= limit).toArray(),
                    bestLeft,
                    rates(bestLeft, rates, options.shrinkage),
                    depth + 1);
            int right = nodes.size();
            grow(
                    Arrays.stream(rows).filter(i -> chosen[i] > limit).toArray(),
                    rest,
                    rates(rest, rates, options.shrinkage),
                    depth + 1);
            nodes.set(at, new Tree.Node.Split(column, cuts[column][code], false, at + 1, right, rows.length));
        }

        /// All columns for a single tree, else about half of them anew at every node.
        private int[] columns() {
            int[] all = IntStream.range(0, codes.length).toArray();
            if (options.trees == 1) {
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
            double n = counts[0] + counts[2];
            double onLeft = left[0] + left[2];
            if (onLeft < options.leastRows
                    || n - onLeft < options.leastRows
                    || Math.min(Math.min(left[0], left[2]), Math.min(right[0], right[2])) < options.leastArm) {
                return 0;
            }
            return options.divergence.gain(
                    rates,
                    rates(left, rates, options.shrinkage),
                    rates(right, rates, options.shrinkage),
                    onLeft / n,
                    counts[0] / n,
                    left[0] / counts[0],
                    left[2] / counts[2]);
        }

        private static double[] less(double[] all, double[] part) {
            double[] rest = new double[all.length];
            Arrays.setAll(rest, k -> all[k] - part[k]);
            return rest;
        }
    }

    @Override
    public double predict(double[] row) {
        double sum = 0;
        for (Tree tree : trees) {
            sum += tree.predict(row);
        }
        return sum / trees.size();
    }

    /// The trees.
    public List<Tree> trees() {
        return trees;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}

package dev.limner.models.anomaly;

import dev.limner.models.Fingerprint;
import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.tree.Forest;
import dev.limner.models.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// How few random questions it takes to set a row apart: Liu, Ting and Zhou, "Isolation Forest", ICDM 2008.
/// The prediction is their score: near 1 is odd, well below 0.5 is ordinary, about 0.5 everywhere means that
/// nothing stands out.
public final class IsolationForest implements Predictor {
    private final Forest forest;
    private final double expected;
    private final Provenance provenance;

    private IsolationForest(Forest forest, double expected, Provenance provenance) {
        this.forest = forest;
        this.expected = expected;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param trees how many trees
    /// @param sample how many rows a tree sees, drawn without replacement
    public record Options(int trees, int sample) {
        public Options {
            if (trees < 1 || sample < 2) {
                throw new IllegalArgumentException("trees " + trees + ", sample " + sample);
            }
        }

        /// 200 trees of 256 rows.
        public static Options defaults() {
            return new Options(200, 256);
        }
    }

    /// Fits `rows`, at least two, without missing values.
    public static IsolationForest fit(double[][] rows, Options options, RandomGenerator random, Progress progress) {
        if (rows.length < 2) {
            throw new IllegalArgumentException(rows.length + " rows");
        }
        int sample = Math.min(options.sample, rows.length);
        int depth = (int) Math.ceil(Math.log(sample) / Math.log(2));
        int[] order = IntStream.range(0, rows.length).toArray();
        List<Tree> trees = new ArrayList<>();
        for (int t = 0; t < options.trees; t++) {
            for (int i = 0; i < sample; i++) {
                int other = i + random.nextInt(order.length - i);
                int spare = order[i];
                order[i] = order[other];
                order[other] = spare;
            }
            List<Tree.Node> nodes = new ArrayList<>();
            grow(rows, Arrays.copyOf(order, sample), 0, depth, random, nodes);
            trees.add(new Tree(nodes));
            progress.report((t + 1.0) / options.trees);
        }
        Provenance provenance =
                Provenance.of("IsolationForest", options, rows.length, rows[0].length, Fingerprint.of(rows), progress);
        return new IsolationForest(new Forest(trees), path(sample), provenance);
    }

    /// The value of a leaf is the length of the path to it and of what would still be needed there.
    private static void grow(
            double[][] rows, int[] here, int depth, int most, RandomGenerator random, List<Tree.Node> nodes) {
        int at = nodes.size();
        nodes.add(new Tree.Node.Leaf(depth + path(here.length), here.length));
        int column = depth == most || here.length < 2 ? -1 : varying(rows, here, random);
        if (column < 0) {
            return;
        }
        double low = Arrays.stream(here).mapToDouble(i -> rows[i][column]).min().orElseThrow();
        double high =
                Arrays.stream(here).mapToDouble(i -> rows[i][column]).max().orElseThrow();
        double cut = Math.min(low + random.nextDouble() * (high - low), Math.nextDown(high));
        grow(rows, Arrays.stream(here).filter(i -> rows[i][column] <= cut).toArray(), depth + 1, most, random, nodes);
        int right = nodes.size();
        grow(rows, Arrays.stream(here).filter(i -> rows[i][column] > cut).toArray(), depth + 1, most, random, nodes);
        nodes.set(at, new Tree.Node.Split(column, cut, true, at + 1, right, here.length));
    }

    /// A random column in which the rows differ; -1 where there is none.
    private static int varying(double[][] rows, int[] here, RandomGenerator random) {
        int[] columns = IntStream.range(0, rows[0].length)
                .filter(j -> Arrays.stream(here).anyMatch(i -> rows[i][j] != rows[here[0]][j]))
                .toArray();
        return columns.length == 0 ? -1 : columns[random.nextInt(columns.length)];
    }

    /// The mean length of an unsuccessful search among `n` rows.
    private static double path(int n) {
        if (n < 2) {
            return 0;
        }
        double harmonic = 0;
        for (int i = 1; i < n; i++) {
            harmonic += 1.0 / i;
        }
        return 2 * harmonic - 2 * (n - 1.0) / n;
    }

    @Override
    public double predict(double[] row) {
        return Math.pow(2, -forest.predict(row) / expected);
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}

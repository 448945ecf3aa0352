package dev.limner.models.tree;

import dev.limner.models.Fingerprint;
import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The mean of many deep trees, each on rows drawn with replacement and splits over columns drawn anew:
/// Breiman, Machine Learning 45 (2001). For targets of 0 and 1 the prediction is a probability.
public final class RandomForest implements Predictor {
    private final Forest forest;
    private final Provenance provenance;

    private RandomForest(Forest forest, Provenance provenance) {
        this.forest = forest;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param trees how many trees
    /// @param leastRows the fewest rows of a leaf
    /// @param depth the most questions on a path
    /// @param columnsPerSplit how many columns a split may choose from; 0 for the square root of all
    public record Options(int trees, int leastRows, int depth, int columnsPerSplit) {
        public Options {
            if (trees < 1 || leastRows < 1 || depth < 1 || columnsPerSplit < 0) {
                throw new IllegalArgumentException("trees " + trees + ", leastRows " + leastRows + ", depth " + depth
                        + ", columnsPerSplit " + columnsPerSplit);
            }
        }

        /// 300 trees with leaves of at least 5 rows.
        public static Options defaults() {
            return new Options(300, 5, 64, 0);
        }
    }

    /// Fits the targets `y` over `rows`, one an index; NaN in a row is a missing value.
    public static RandomForest fit(
            double[][] rows, double[] y, Options options, RandomGenerator random, Progress progress) {
        if (rows.length == 0 || rows.length != y.length) {
            throw new IllegalArgumentException(rows.length + " rows for " + y.length + " targets");
        }
        int columns = rows[0].length;
        int tried = options.columnsPerSplit > 0
                ? options.columnsPerSplit
                : Math.max(1, (int) Math.round(Math.sqrt(columns)));
        TreeGrower.Limits limits =
                new TreeGrower.Limits(Integer.MAX_VALUE, options.depth, options.leastRows, 0, 0, 1, tried);
        TreeGrower grower = new TreeGrower(Bins.of(rows, new boolean[columns]), limits, new int[columns], random);
        double[] first = Arrays.stream(y).map(target -> -target).toArray();
        double[] second = new double[y.length];
        Arrays.fill(second, 1);
        List<Tree> trees = Forest.grow(
                options.trees,
                y.length,
                Forest.Draw.BAGGED,
                random,
                drawn -> grower.grow(drawn, first, second, null).tree(),
                progress);
        return new RandomForest(
                new Forest(trees),
                Provenance.of(
                        "RandomForest",
                        options,
                        rows.length,
                        columns,
                        Fingerprint.of(rows).and(y),
                        progress));
    }

    @Override
    public double predict(double[] row) {
        return forest.predict(row);
    }

    /// The trees.
    public List<Tree> trees() {
        return forest.trees();
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}

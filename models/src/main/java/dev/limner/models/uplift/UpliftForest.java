package dev.limner.models.uplift;

import dev.limner.models.Fingerprint;
import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.tree.Forest;
import dev.limner.models.tree.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Trees that split where treated and others respond most differently: Rzepakowski and Jaroszewicz, "Decision
/// Trees for Uplift Modeling with Single and Multiple Treatments", Knowledge and Information Systems 32
/// (2012); many of them on resampled customers and drawn columns: Guelman, Guillén and Pérez-Marín (2015). The
/// prediction is the difference of response rates.
public final class UpliftForest implements Predictor {
    private final Forest forest;
    private final Provenance provenance;

    private UpliftForest(Forest forest, Provenance provenance) {
        this.forest = forest;
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
    /// @param honest whether half of a tree's customers choose its questions and the other half tell the response
    /// rates, so that a leaf does not boast of what made it a leaf: Athey and Imbens, PNAS 113 (2016)
    public record Options(
            Divergence divergence,
            int trees,
            int depth,
            int leastRows,
            int leastArm,
            double shrinkage,
            boolean honest) {
        public Options {
            if (trees < 1 || depth < 1 || leastRows < 1 || leastArm < 1 || !(shrinkage >= 0)) {
                throw new IllegalArgumentException("trees " + trees + ", depth " + depth + ", leastRows " + leastRows
                        + ", leastArm " + leastArm + ", shrinkage " + shrinkage);
            }
        }

        /// 50 trees of depth 5 with leaves of at least 200 customers, 50 an arm.
        public static Options defaults(Divergence divergence) {
            return new Options(divergence, 50, 5, 200, 50, 100, false);
        }

        /// The same with honest trees.
        public Options honestly() {
            return new Options(divergence, trees, depth, leastRows, leastArm, shrinkage, true);
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
        int[] arms = new int[treated.length];
        Arrays.setAll(arms, i -> treated[i] ? 1 : 0);
        MultiArmForest forest = MultiArmForest.fit(rows, arms, 1, outcomes, options, random, progress);
        Provenance provenance = Provenance.of(
                "UpliftForest",
                options,
                rows.length,
                rows[0].length,
                Fingerprint.of(rows).and(treated).and(outcomes),
                progress);
        return new UpliftForest(forest.of(1), provenance);
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

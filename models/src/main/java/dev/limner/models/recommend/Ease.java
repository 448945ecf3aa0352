package dev.limner.models.recommend;

import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.SymmetricInverse;
import java.util.List;

/// Every item as a weighted sum of the others, in closed form: Steck, "Embarrassingly Shallow Autoencoders for
/// Sparse Data", WWW 2019. What was taken counts once, however often. Memory grows with the square of the
/// items (10,000 take 800 MB), time with the cube.
public final class Ease implements Recommender {
    private final double[][] weights;
    private final Provenance provenance;

    private Ease(double[][] weights, Provenance provenance) {
        this.weights = weights;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param ridge what is added to the diagonal of the item counts: hundreds for thousands of customers
    public record Options(double ridge) {
        public Options {
            if (!(ridge > 0)) {
                throw new IllegalArgumentException("ridge " + ridge + " is not above 0");
            }
        }

        /// A ridge of 300.
        public static Options defaults() {
            return new Options(300);
        }
    }

    /// Fits the `profiles` of customers over `items` items.
    public static Ease fit(List<Profile> profiles, int items, Options options, Progress progress) {
        double[][] matrix = new double[items][items];
        for (Profile profile : profiles) {
            for (int i = 0; i < profile.size(); i++) {
                double[] row = matrix[profile.item(i)];
                for (int j = 0; j < profile.size(); j++) {
                    row[profile.item(j)]++;
                }
            }
        }
        for (int item = 0; item < items; item++) {
            matrix[item][item] += options.ridge;
        }
        SymmetricInverse.invert(matrix, progress);
        double[] diagonal = new double[items];
        for (int item = 0; item < items; item++) {
            diagonal[item] = matrix[item][item];
        }
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < items; j++) {
                matrix[i][j] = i == j ? 0 : -matrix[i][j] / diagonal[j];
            }
        }
        return new Ease(
                matrix,
                Provenance.of("Ease", options, profiles.size(), items, Profile.fingerprint(profiles), progress));
    }

    @Override
    public double[] scores(Profile profile) {
        double[] scores = new double[weights.length];
        for (int i = 0; i < profile.size(); i++) {
            double[] row = weights[profile.item(i)];
            for (int j = 0; j < scores.length; j++) {
                scores[j] += row[j];
            }
        }
        return scores;
    }

    /// What was fitted and how.
    public Provenance provenance() {
        return provenance;
    }
}

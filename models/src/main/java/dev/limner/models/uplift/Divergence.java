package dev.limner.models.uplift;

/// How a split of an uplift tree is judged, from the response rates of treated (p) and others (q).
public enum Divergence {
    /// Kullback and Leibler's divergence of p from q.
    KULLBACK_LEIBLER,
    /// The squared difference.
    EUCLIDEAN,
    /// Pearson's chi-squared divergence.
    CHI_SQUARED,
    /// The difference between the uplifts of the two sides: Hansotia and Rukstales (2002).
    DIFFERENCE_OF_DIFFERENCES,
    /// The response when each side gets what suits it better: Zhao, Fang and Simchi-Levi (2017).
    CONTEXTUAL_TREATMENT;

    private static final double EDGE = 1e-6;

    /// The divergence of two rates.
    double of(double treated, double control) {
        double p = Math.clamp(treated, EDGE, 1 - EDGE);
        double q = Math.clamp(control, EDGE, 1 - EDGE);
        return switch (this) {
            case KULLBACK_LEIBLER -> p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
            case EUCLIDEAN -> 2 * (p - q) * (p - q);
            case CHI_SQUARED -> (p - q) * (p - q) * (1 / q + 1 / (1 - q));
            case DIFFERENCE_OF_DIFFERENCES -> p - q;
            case CONTEXTUAL_TREATMENT -> Math.max(p, q);
        };
    }

    /// How spread a division into two shares is, the norm against splits that cut little off.
    private double spread(double share) {
        double p = Math.clamp(share, EDGE, 1 - EDGE);
        return this == KULLBACK_LEIBLER ? -p * Math.log(p) - (1 - p) * Math.log(1 - p) : 2 * p * (1 - p);
    }

    /// The gain of a split: `leftShare` of the customers go left; of the treated `treatedLeft`, of the others
    /// `controlLeft`.
    double gain(
            double[] node,
            double[] left,
            double[] right,
            double leftShare,
            double treatedShare,
            double treatedLeft,
            double controlLeft) {
        if (this == DIFFERENCE_OF_DIFFERENCES) {
            return Math.abs(of(left[0], left[1]) - of(right[0], right[1]));
        }
        double gain =
                leftShare * of(left[0], left[1]) + (1 - leftShare) * of(right[0], right[1]) - of(node[0], node[1]);
        if (this == CONTEXTUAL_TREATMENT) {
            return gain;
        }
        double norm = spread(treatedShare) * of(treatedLeft, controlLeft)
                + treatedShare * spread(treatedLeft)
                + (1 - treatedShare) * spread(controlLeft)
                + 0.5;
        return gain / norm;
    }
}

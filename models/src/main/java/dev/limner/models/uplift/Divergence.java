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

    /// What the arms of a node make of it: by arm, the first without action, their response `rates`; `weights`
    /// by action sum to 1.
    private double of(double[] rates, double[] weights) {
        double sum = 0;
        double most = rates[0];
        for (int action = 0; action < weights.length; action++) {
            sum += weights[action] * of(rates[action + 1], rates[0]);
            most = Math.max(most, rates[action + 1]);
        }
        return this == CONTEXTUAL_TREATMENT ? most : sum;
    }

    /// The gain of a split.
    ///
    /// @param node by arm, the first without action, the response rates above
    /// @param left the same on the left
    /// @param right the same on the right
    /// @param leftShare the share of the customers that goes left
    /// @param shares by arm its share of the customers
    /// @param lefts by arm the share of its customers that goes left
    double gain(double[] node, double[] left, double[] right, double leftShare, double[] shares, double[] lefts) {
        double treated = 1 - shares[0];
        double[] weights = new double[shares.length - 1];
        double treatedLeft = 0;
        double norm = shares[0] * spread(lefts[0]) + 0.5;
        double apart = 0;
        for (int action = 0; action < weights.length; action++) {
            weights[action] = shares[action + 1] / treated;
            treatedLeft += weights[action] * lefts[action + 1];
            norm += shares[action + 1] * spread(lefts[action + 1]);
            apart += weights[action] * Math.abs(left[action + 1] - left[0] - right[action + 1] + right[0]);
        }
        if (this == DIFFERENCE_OF_DIFFERENCES) {
            return apart;
        }
        double gain = leftShare * of(left, weights) + (1 - leftShare) * of(right, weights) - of(node, weights);
        return this == CONTEXTUAL_TREATMENT ? gain : gain / (norm + spread(treated) * of(treatedLeft, lefts[0]));
    }
}

package dev.limner.models.calibration;

/// A logistic curve from score to probability: Platt (1999), with the sound Newton search of Lin, Lin and
/// Weng, "A Note on Platt's Probabilistic Outputs for Support Vector Machines", Machine Learning 68 (2007).
/// The targets are drawn in a little, so that separable scores do not give probabilities of 0 and 1.
///
/// @param slope growth of the log-odds with the score
/// @param intercept the log-odds at score 0
public record PlattScaling(double slope, double intercept) {
    /// Fits `scores`, one an index of `events`.
    public static PlattScaling fit(double[] scores, boolean[] events) {
        if (scores.length == 0 || scores.length != events.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + events.length + " events");
        }
        int hits = 0;
        for (boolean event : events) {
            hits += event ? 1 : 0;
        }
        double high = (hits + 1.0) / (hits + 2.0);
        double low = 1 / (events.length - hits + 2.0);
        double slope = 0;
        double intercept = Math.log((hits + 1.0) / (events.length - hits + 1.0));
        double loss = loss(scores, events, high, low, slope, intercept);
        for (int iteration = 0; iteration < 100; iteration++) {
            double g1 = 0;
            double g2 = 0;
            double h11 = 1e-12;
            double h12 = 0;
            double h22 = 1e-12;
            for (int i = 0; i < scores.length; i++) {
                double p = logistic(slope * scores[i] + intercept);
                double error = p - (events[i] ? high : low);
                double weight = p * (1 - p);
                g1 += error * scores[i];
                g2 += error;
                h11 += weight * scores[i] * scores[i];
                h12 += weight * scores[i];
                h22 += weight;
            }
            if (Math.max(Math.abs(g1), Math.abs(g2)) < 1e-10 * scores.length) {
                break;
            }
            double determinant = h11 * h22 - h12 * h12;
            double dSlope = -(h22 * g1 - h12 * g2) / determinant;
            double dIntercept = -(h11 * g2 - h12 * g1) / determinant;
            double step = 1;
            double next = loss(scores, events, high, low, slope + dSlope, intercept + dIntercept);
            while (!(next < loss + 1e-4 * step * (g1 * dSlope + g2 * dIntercept)) && step > 1e-10) {
                step /= 2;
                next = loss(scores, events, high, low, slope + step * dSlope, intercept + step * dIntercept);
            }
            if (!(next < loss)) {
                break;
            }
            slope += step * dSlope;
            intercept += step * dIntercept;
            loss = next;
        }
        return new PlattScaling(slope, intercept);
    }

    /// The probability at `score`.
    public double probability(double score) {
        return logistic(slope * score + intercept);
    }

    private static double loss(
            double[] scores, boolean[] events, double high, double low, double slope, double intercept) {
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            double z = slope * scores[i] + intercept;
            double target = events[i] ? high : low;
            loss += Math.log1p(Math.exp(-Math.abs(z))) + (z > 0 ? (1 - target) * z : -target * z);
        }
        return loss;
    }

    private static double logistic(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}

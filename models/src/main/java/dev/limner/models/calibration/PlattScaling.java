package dev.limner.models.calibration;

import dev.limner.models.Progress;
import dev.limner.models.statistics.Newton;

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
        double[] start = {0, Math.log((hits + 1.0) / (events.length - hits + 1.0))};
        double[] line = Newton.climb(
                        at -> slope(scores, events, high, low, at[0], at[1]), start, 100, true, Progress.SILENT)
                .point();
        return new PlattScaling(line[0], line[1]);
    }

    /// The probability at `score`.
    public double probability(double score) {
        return logistic(slope * score + intercept);
    }

    private static Newton.Slope slope(
            double[] scores, boolean[] events, double high, double low, double slope, double intercept) {
        double value = 0;
        double[] gradient = new double[2];
        double[][] information = new double[2][2];
        for (int i = 0; i < scores.length; i++) {
            double z = slope * scores[i] + intercept;
            double target = events[i] ? high : low;
            value -= Math.log1p(Math.exp(-Math.abs(z))) + (z > 0 ? (1 - target) * z : -target * z);
            double p = logistic(z);
            double weight = p * (1 - p);
            gradient[0] += (target - p) * scores[i];
            gradient[1] += target - p;
            information[0][0] += weight * scores[i] * scores[i];
            information[1][0] += weight * scores[i];
            information[1][1] += weight;
        }
        return new Newton.Slope(value, gradient, information);
    }

    private static double logistic(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}

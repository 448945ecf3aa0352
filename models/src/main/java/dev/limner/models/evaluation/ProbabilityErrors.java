package dev.limner.models.evaluation;

import java.util.ArrayList;
import java.util.List;

/// How far probabilities are from what happened.
///
/// @param brier the mean squared difference of probability and outcome (Brier 1950), 0 at best
/// @param logLoss the mean of -ln of the probability given to what happened, in nats, 0 at best; probabilities
/// are     kept 1e-15 away from 0 and 1
/// @param calibrationError the mean gap between forecast and rate in ten classes of probability of equal
/// width, weighted     by their rows (ECE)
/// @param reliability those classes that hold any row, in ascending order
public record ProbabilityErrors(double brier, double logLoss, double calibrationError, List<Reliability> reliability) {
    private static final double EDGE = 1e-15;

    public ProbabilityErrors {
        reliability = List.copyOf(reliability);
    }

    /// The rows of one class of probability: how many, their mean probability and their share of events.
    public record Reliability(int rows, double meanProbability, double rate) {}

    /// The errors of `probabilities` of `events`, one an index.
    ///
    /// @throws IllegalArgumentException where there are none, the lengths differ or a probability lies outside
    /// 0 to 1
    public static ProbabilityErrors of(double[] probabilities, boolean[] events) {
        if (probabilities.length == 0 || probabilities.length != events.length) {
            throw new IllegalArgumentException(
                    probabilities.length + " probabilities for " + events.length + " events");
        }
        double brier = 0;
        double logLoss = 0;
        int[] rows = new int[10];
        int[] hits = new int[10];
        double[] sums = new double[10];
        for (int i = 0; i < events.length; i++) {
            double p = probabilities[i];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("probability " + p + " is not between 0 and 1");
            }
            double happened = events[i] ? p : 1 - p;
            brier += (1 - happened) * (1 - happened);
            logLoss -= Math.log(Math.clamp(happened, EDGE, 1 - EDGE));
            int bin = Math.min(9, (int) (p * 10));
            rows[bin]++;
            hits[bin] += events[i] ? 1 : 0;
            sums[bin] += p;
        }
        double error = 0;
        List<Reliability> reliability = new ArrayList<>();
        for (int bin = 0; bin < 10; bin++) {
            error += Math.abs(sums[bin] - hits[bin]);
            if (rows[bin] > 0) {
                reliability.add(new Reliability(rows[bin], sums[bin] / rows[bin], hits[bin] / (double) rows[bin]));
            }
        }
        int n = events.length;
        return new ProbabilityErrors(brier / n, logLoss / n, error / n, reliability);
    }
}

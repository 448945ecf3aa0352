package dev.limner.models.evaluation;

import dev.limner.models.Estimate;
import dev.limner.models.Progress;
import dev.limner.models.statistics.Newton;
import java.util.Arrays;

/// How the log-odds of what happened follow the log-odds that were told: Cox, Biometrika 45 (1958); as measures
/// of a model Steyerberg, *Clinical Prediction Models* (2019), chapter 15.
///
/// @param slope 1 at best; below 1 the probabilities are too extreme, above 1 not extreme enough
/// @param intercept what is to be added to all log-odds so that as much is told as happened (calibration in the
/// large): 0 at best; below 0 too much was told
public record CalibrationLine(Estimate slope, Estimate intercept) {
    private static final double EDGE = 1e-6;
    private static final int STEPS = 50;

    /// The line of `probabilities` of `events`, one an index; probabilities are kept 1e-6 away from 0 and 1.
    ///
    /// @throws IllegalArgumentException where there are none or the lengths differ
    public static CalibrationLine of(double[] probabilities, boolean[] events) {
        if (probabilities.length == 0 || probabilities.length != events.length) {
            throw new IllegalArgumentException(
                    probabilities.length + " probabilities for " + events.length + " events");
        }
        int hits = 0;
        for (boolean event : events) {
            hits += event ? 1 : 0;
        }
        if (hits == 0 || hits == events.length) {
            Estimate none = new Estimate.NotEstimable("everything or nothing happened");
            return new CalibrationLine(none, none);
        }
        double[] told = Arrays.stream(probabilities)
                .map(p -> Math.clamp(p, EDGE, 1 - EDGE))
                .map(p -> Math.log(p / (1 - p)))
                .toArray();
        boolean flat = Arrays.stream(told).distinct().limit(2).count() < 2;
        Newton.Peak intercept =
                Newton.climb(at -> slope(told, events, at[0], 1, false), new double[1], STEPS, true, Progress.SILENT);
        Newton.Peak line = flat
                ? intercept
                : Newton.climb(
                        at -> slope(told, events, at[0], at[1], true),
                        new double[] {0, 1},
                        STEPS,
                        true,
                        Progress.SILENT);
        return new CalibrationLine(
                flat || !line.converged()
                        ? new Estimate.NotEstimable("all were told the same, or events are told apart wholly")
                        : new Estimate.Known(line.point()[1]),
                new Estimate.Known(intercept.point()[0]));
    }

    private static Newton.Slope slope(double[] told, boolean[] events, double intercept, double slope, boolean both) {
        double value = 0;
        double[] gradient = new double[both ? 2 : 1];
        double[][] information = new double[gradient.length][gradient.length];
        for (int i = 0; i < told.length; i++) {
            double z = intercept + slope * told[i];
            value -= Math.log1p(Math.exp(-Math.abs(z))) + (events[i] == z > 0 ? 0 : Math.abs(z));
            double p = 1 / (1 + Math.exp(-z));
            double error = (events[i] ? 1 : 0) - p;
            double weight = p * (1 - p);
            gradient[0] += error;
            information[0][0] += weight;
            if (both) {
                gradient[1] += error * told[i];
                information[1][0] += weight * told[i];
                information[1][1] += weight * told[i] * told[i];
            }
        }
        return new Newton.Slope(value, gradient, information);
    }
}

package dev.limner.models.linear;

import dev.limner.models.Fingerprint;
import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.Newton;
import dev.limner.models.statistics.Standardiser;
import java.util.Arrays;

/// The log-odds of an event as a weighted sum of measures, fitted by Newton's method (iteratively reweighted
/// least squares) with a ridge penalty: le Cessie and van Houwelingen, Applied Statistics 41 (1992). For dense
/// data of up to some hundred columns; the cost of a step is rows times columns squared.
public final class LogisticRegression implements Predictor {
    private final double intercept;
    private final double[] weights;
    private final double[] standardWeights;
    private final double logLikelihood;
    private final boolean converged;
    private final Provenance provenance;

    private LogisticRegression(
            double intercept,
            double[] weights,
            double[] standardWeights,
            double logLikelihood,
            boolean converged,
            Provenance provenance) {
        this.intercept = intercept;
        this.weights = weights;
        this.standardWeights = standardWeights;
        this.logLikelihood = logLikelihood;
        this.converged = converged;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param penalty the ridge: half of it times the squared weights of the standardised columns is added to
    /// the summed log     loss; the intercept is free. 1 is what others call C = 1; 0 is plain maximum
    /// likelihood
    /// @param iterations the most Newton steps, at least 1
    public record Options(double penalty, int iterations) {
        public Options {
            if (!(penalty >= 0) || iterations < 1) {
                throw new IllegalArgumentException("penalty " + penalty + ", iterations " + iterations);
            }
        }

        /// Penalty 1, at most 50 steps.
        public static Options defaults() {
            return new Options(1, 50);
        }
    }

    /// Fits `events` over `rows`, one an index.
    ///
    /// @throws IllegalArgumentException where there are no rows or the lengths differ
    /// @throws ArithmeticException where columns depend on each other and there is no penalty
    public static LogisticRegression fit(double[][] rows, boolean[] events, Options options, Progress progress) {
        if (rows.length != events.length) {
            throw new IllegalArgumentException(rows.length + " rows for " + events.length + " events");
        }
        Standardiser standardiser = Standardiser.fit(rows);
        double[][] standard = standardiser.apply(rows);
        int p = rows[0].length;
        Newton.Peak peak = Newton.climb(
                beta -> slope(standard, events, beta, options.penalty),
                new double[p + 1],
                options.iterations,
                false,
                progress);
        double[] beta = peak.point();
        return new LogisticRegression(
                standardiser.intercept(beta),
                standardiser.weights(beta),
                Arrays.copyOf(beta, p),
                peak.slope().value() + ridge(beta, options.penalty),
                peak.converged(),
                Provenance.of(
                        "LogisticRegression",
                        options,
                        rows.length,
                        p,
                        Fingerprint.of(rows).and(events),
                        progress));
    }

    /// ln of the likelihood less the penalty; the intercept is the last coordinate.
    private static Newton.Slope slope(double[][] rows, boolean[] events, double[] beta, double penalty) {
        int p = beta.length - 1;
        double value = -ridge(beta, penalty);
        double[] gradient = new double[p + 1];
        double[][] information = new double[p + 1][p + 1];
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            double z = score(row, beta);
            value -= Math.log1p(Math.exp(-Math.abs(z))) + (events[i] == z > 0 ? 0 : Math.abs(z));
            double probability = 1 / (1 + Math.exp(-z));
            double error = (events[i] ? 1 : 0) - probability;
            double weight = probability * (1 - probability);
            for (int j = 0; j < p; j++) {
                double weighted = weight * row[j];
                double[] line = information[j];
                for (int k = 0; k <= j; k++) {
                    line[k] += weighted * row[k];
                }
                information[p][j] += weighted;
                gradient[j] += error * row[j];
            }
            information[p][p] += weight;
            gradient[p] += error;
        }
        for (int j = 0; j < p; j++) {
            information[j][j] += penalty;
            gradient[j] -= penalty * beta[j];
        }
        return new Newton.Slope(value, gradient, information);
    }

    private static double ridge(double[] beta, double penalty) {
        double sum = 0;
        for (int j = 0; j < beta.length - 1; j++) {
            sum += beta[j] * beta[j];
        }
        return penalty / 2 * sum;
    }

    private static double score(double[] row, double[] beta) {
        double score = beta[row.length];
        for (int j = 0; j < row.length; j++) {
            score += row[j] * beta[j];
        }
        return score;
    }

    /// The log-odds of the event for `row`.
    public double logOdds(double[] row) {
        double sum = intercept;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * row[j];
        }
        return sum;
    }

    /// The probability of the event for `row`.
    @Override
    public double predict(double[] row) {
        return 1 / (1 + Math.exp(-logOdds(row)));
    }

    /// The log-odds where every measure is 0.
    public double intercept() {
        return intercept;
    }

    /// What a unit more of each measure adds to the log-odds.
    public double[] weights() {
        return weights.clone();
    }

    /// What a standard deviation more of each measure adds to the log-odds: comparable between measures.
    public double[] standardWeights() {
        return standardWeights.clone();
    }

    /// ln of the likelihood of the rows of the fit, the penalty left out.
    public double logLikelihood() {
        return logLikelihood;
    }

    /// Whether the search ended by its own criterion.
    public boolean converged() {
        return converged;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}

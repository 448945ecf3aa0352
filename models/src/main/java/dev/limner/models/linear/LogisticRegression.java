package dev.limner.models.linear;

import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.Cholesky;
import dev.limner.models.statistics.Standardiser;

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
        double[] beta = new double[p + 1];
        double value = objective(standard, events, beta, options.penalty);
        boolean converged = false;
        for (int iteration = 0; iteration < options.iterations && !converged; iteration++) {
            progress.report(iteration / (double) options.iterations);
            double[] step = step(standard, events, beta, options.penalty);
            double[] next = new double[p + 1];
            double nextValue = Double.POSITIVE_INFINITY;
            for (double length = 1; length > 1e-6 && !(nextValue <= value + 1e-12 * Math.abs(value)); length /= 2) {
                for (int j = 0; j <= p; j++) {
                    next[j] = beta[j] - length * step[j];
                }
                nextValue = objective(standard, events, next, options.penalty);
            }
            converged = value - nextValue <= 1e-12 * (1 + value);
            beta = nextValue <= value ? next : beta;
            value = Math.min(value, nextValue);
        }
        return unscaled(standardiser, beta, -objective(standard, events, beta, 0), converged, rows.length, options);
    }

    private static LogisticRegression unscaled(
            Standardiser standardiser,
            double[] beta,
            double logLikelihood,
            boolean converged,
            int rows,
            Options options) {
        int p = beta.length - 1;
        double[] weights = new double[p];
        double[] standardWeights = new double[p];
        double intercept = beta[p];
        for (int j = 0; j < p; j++) {
            standardWeights[j] = beta[j];
            weights[j] = beta[j] / standardiser.deviation(j);
            intercept -= weights[j] * standardiser.mean(j);
        }
        Provenance provenance = new Provenance("LogisticRegression", options.toString(), rows, p);
        return new LogisticRegression(intercept, weights, standardWeights, logLikelihood, converged, provenance);
    }

    /// Newton's step: the inverse curvature times the gradient; the intercept is the last coordinate.
    private static double[] step(double[][] rows, boolean[] events, double[] beta, double penalty) {
        int p = beta.length - 1;
        double[] gradient = new double[p + 1];
        double[][] curvature = new double[p + 1][p + 1];
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            double probability = 1 / (1 + Math.exp(-score(row, beta)));
            double error = probability - (events[i] ? 1 : 0);
            double weight = probability * (1 - probability);
            for (int j = 0; j < p; j++) {
                double weighted = weight * row[j];
                double[] line = curvature[j];
                for (int k = 0; k <= j; k++) {
                    line[k] += weighted * row[k];
                }
                curvature[p][j] += weighted;
                gradient[j] += error * row[j];
            }
            curvature[p][p] += weight;
            gradient[p] += error;
        }
        for (int j = 0; j < p; j++) {
            curvature[j][j] += penalty;
            gradient[j] += penalty * beta[j];
            if (curvature[j][j] == 0) {
                curvature[j][j] = 1;
            }
        }
        return Cholesky.of(curvature).solve(gradient);
    }

    private static double objective(double[][] rows, boolean[] events, double[] beta, double penalty) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double z = score(rows[i], beta);
            sum += Math.log1p(Math.exp(-Math.abs(z))) + (events[i] == z > 0 ? 0 : Math.abs(z));
        }
        for (int j = 0; j < beta.length - 1; j++) {
            sum += penalty / 2 * beta[j] * beta[j];
        }
        return sum;
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

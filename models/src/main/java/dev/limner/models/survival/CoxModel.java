package dev.limner.models.survival;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.Newton;
import dev.limner.models.statistics.Standardiser;
import java.util.Arrays;

/// What multiplies the risk of the event at any moment, whatever that risk is over time: Cox, Journal of the
/// Royal Statistical Society B 34 (1972), by Newton's method on the partial likelihood; ties after Efron, JASA
/// 72 (1977), or Breslow (1974).
public final class CoxModel {
    private final double[] weights;
    private final double[] errors;
    private final double[] means;
    private final double nullLogLikelihood;
    private final double logLikelihood;
    private final boolean converged;
    private final double[] hazardTimes;
    private final double[] hazards;
    private final Provenance provenance;

    private CoxModel(
            double[] weights,
            double[] errors,
            double[] means,
            double[] logLikelihoods,
            boolean converged,
            double[][] baseline,
            Provenance provenance) {
        this.weights = weights;
        this.errors = errors;
        this.means = means;
        nullLogLikelihood = logLikelihoods[0];
        logLikelihood = logLikelihoods[1];
        this.converged = converged;
        hazardTimes = baseline[0];
        hazards = baseline[1];
        this.provenance = provenance;
    }

    /// How events at the same time are counted.
    public enum Ties {
        EFRON,
        BRESLOW
    }

    /// How to fit.
    ///
    /// @param ties how events at the same time are counted
    /// @param iterations the most Newton steps
    public record Options(Ties ties, int iterations) {
        public Options {
            if (iterations < 1) {
                throw new IllegalArgumentException("iterations " + iterations);
            }
        }

        /// Efron's ties, at most 50 steps.
        public static Options defaults() {
            return new Options(Ties.EFRON, 50);
        }
    }

    /// Fits `times` and `events` over `rows`, one an index.
    ///
    /// @throws ArithmeticException where columns depend on each other or a column parts events from others
    public static CoxModel fit(double[][] rows, double[] times, boolean[] events, Options options, Progress progress) {
        if (rows.length != times.length) {
            throw new IllegalArgumentException(rows.length + " rows for " + times.length + " times");
        }
        int[] order = KaplanMeier.sorted(times, events);
        Standardiser standardiser = Standardiser.fit(rows);
        Partial partial = new Partial(standardiser.apply(rows), times, events, order, options.ties);
        int p = rows[0].length;
        double start = partial.at(new double[p]).value();
        Newton.Peak peak = Newton.climb(partial::at, new double[p], options.iterations, false, progress);
        double[] beta = peak.point();
        double[][] covariance = peak.covariance();
        double[] errors = new double[p];
        double[] means = new double[p];
        for (int j = 0; j < p; j++) {
            errors[j] = Math.sqrt(covariance[j][j]) / standardiser.deviation(j);
            means[j] = standardiser.mean(j);
        }
        return new CoxModel(
                standardiser.weights(beta),
                errors,
                means,
                new double[] {start, peak.slope().value()},
                peak.converged(),
                partial.baseline(beta),
                Provenance.of(
                        "CoxModel",
                        options,
                        rows.length,
                        p,
                        Fingerprint.of(rows).and(times).and(events),
                        progress));
    }

    /// The partial likelihood of standardised rows, with its derivatives.
    private static final class Partial {
        private final double[][] rows;
        private final double[] times;
        private final boolean[] events;
        private final int[] order;
        private final Ties ties;

        Partial(double[][] rows, double[] times, boolean[] events, int[] order, Ties ties) {
            this.rows = rows;
            this.times = times;
            this.events = events;
            this.order = order;
            this.ties = ties;
        }

        Newton.Slope at(double[] beta) {
            int p = beta.length;
            double[] gradient = new double[p];
            double[][] information = new double[p][p];
            Sums risk = new Sums(p);
            double value = 0;
            for (int to = order.length, from; to > 0; to = from) {
                from = first(to);
                Sums tied = new Sums(p);
                int hits = 0;
                for (int i = from; i < to; i++) {
                    double[] row = rows[order[i]];
                    double score = dot(row, beta);
                    risk.add(row, Math.exp(score));
                    if (events[order[i]]) {
                        hits++;
                        value += score;
                        tied.add(row, Math.exp(score));
                        for (int j = 0; j < p; j++) {
                            gradient[j] += row[j];
                        }
                    }
                }
                for (int l = 0; l < hits; l++) {
                    double share = ties == Ties.EFRON ? l / (double) hits : 0;
                    double total = risk.zero - share * tied.zero;
                    value -= Math.log(total);
                    for (int j = 0; j < p; j++) {
                        double mean = (risk.first[j] - share * tied.first[j]) / total;
                        gradient[j] -= mean;
                        for (int k = 0; k <= j; k++) {
                            double other = (risk.first[k] - share * tied.first[k]) / total;
                            information[j][k] += (risk.second[j][k] - share * tied.second[j][k]) / total - mean * other;
                        }
                    }
                }
            }
            return new Newton.Slope(value, gradient, information);
        }

        private int first(int to) {
            int from = to;
            while (from > 0 && times[order[from - 1]] == times[order[to - 1]]) {
                from--;
            }
            return from;
        }

        /// The times of events and the cumulative hazard at the mean of the columns.
        double[][] baseline(double[] beta) {
            double[] at = new double[order.length];
            double[] steps = new double[order.length];
            int count = 0;
            double risk = 0;
            for (int to = order.length, from; to > 0; to = from) {
                from = first(to);
                double tied = 0;
                int hits = 0;
                for (int i = from; i < to; i++) {
                    double weight = Math.exp(dot(rows[order[i]], beta));
                    risk += weight;
                    tied += events[order[i]] ? weight : 0;
                    hits += events[order[i]] ? 1 : 0;
                }
                double step = 0;
                for (int l = 0; l < hits; l++) {
                    step += 1 / (risk - (ties == Ties.EFRON ? l / (double) hits : 0) * tied);
                }
                if (hits > 0) {
                    at[count] = times[order[from]];
                    steps[count++] = step;
                }
            }
            double[][] baseline = new double[2][count];
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += steps[count - 1 - i];
                baseline[0][i] = at[count - 1 - i];
                baseline[1][i] = sum;
            }
            return baseline;
        }
    }

    private static final class Sums {
        private double zero;
        private final double[] first;
        private final double[][] second;

        Sums(int p) {
            first = new double[p];
            second = new double[p][p];
        }

        void add(double[] row, double weight) {
            zero += weight;
            for (int j = 0; j < row.length; j++) {
                double weighted = weight * row[j];
                first[j] += weighted;
                double[] line = second[j];
                for (int k = 0; k <= j; k++) {
                    line[k] += weighted * row[k];
                }
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /// The logarithm of the risk of `row` over that of a row of means.
    public double logRisk(double[] row) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * (row[j] - means[j]);
        }
        return sum;
    }

    /// The share of such as `row` without the event at `time`.
    public double survival(double[] row, double time) {
        return Math.exp(-baselineHazard(time) * Math.exp(logRisk(row)));
    }

    /// The cumulative hazard at `time` of a row of means.
    public double baselineHazard(double time) {
        int found = Arrays.binarySearch(hazardTimes, time);
        int at = found >= 0 ? found : -found - 2;
        return at < 0 ? 0 : hazards[at];
    }

    /// What a unit more of each column adds to the logarithm of the risk.
    public double[] weights() {
        return weights.clone();
    }

    /// The standard errors of [#weights].
    public double[] standardErrors() {
        return errors.clone();
    }

    /// ln of the partial likelihood without any column.
    public double nullLogLikelihood() {
        return nullLogLikelihood;
    }

    /// ln of the partial likelihood.
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

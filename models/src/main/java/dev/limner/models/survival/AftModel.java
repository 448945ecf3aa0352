package dev.limner.models.survival;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.Newton;
import dev.limner.models.statistics.Normal;
import dev.limner.models.statistics.Standardiser;
import java.util.Arrays;

/// What stretches the time to the event (accelerated failure time): ln T = intercept + weights x + scale e,
/// where e has one of the shapes below. Kalbfleisch and Prentice, The Statistical Analysis of Failure Time
/// Data (1980), chapter 3; by Newton's method on the likelihood with its exact derivatives.
public final class AftModel {
    private final Shape shape;
    private final double intercept;
    private final double[] weights;
    private final double scale;
    private final double logLikelihood;
    private final boolean converged;
    private final Provenance provenance;

    private AftModel(
            Shape shape,
            double intercept,
            double[] weights,
            double scale,
            double logLikelihood,
            boolean converged,
            Provenance provenance) {
        this.shape = shape;
        this.intercept = intercept;
        this.weights = weights;
        this.scale = scale;
        this.logLikelihood = logLikelihood;
        this.converged = converged;
        this.provenance = provenance;
    }

    /// The distribution of the time.
    public enum Shape {
        /// Risks that only rise or only fall.
        WEIBULL,
        /// Weibull with scale 1: a constant risk.
        EXPONENTIAL,
        /// Risks that rise and then fall.
        LOG_NORMAL,
        /// As log-normal, with a longer tail.
        LOG_LOGISTIC;

        /// ln of the density of e and its first two derivatives, at `z`.
        double[] density(double z) {
            return switch (this) {
                case WEIBULL, EXPONENTIAL -> new double[] {z - Math.exp(z), 1 - Math.exp(z), -Math.exp(z)};
                case LOG_NORMAL -> new double[] {Normal.logDensity(z), -z, -1};
                case LOG_LOGISTIC -> {
                    double p = 1 / (1 + Math.exp(-z));
                    yield new double[] {z - 2 * softplus(z), 1 - 2 * p, -2 * p * (1 - p)};
                }
            };
        }

        /// ln of the chance that e exceeds `z` and its first two derivatives.
        double[] survival(double z) {
            return switch (this) {
                case WEIBULL, EXPONENTIAL -> new double[] {-Math.exp(z), -Math.exp(z), -Math.exp(z)};
                case LOG_NORMAL -> {
                    double above = Normal.above(z);
                    double hazard = Normal.density(z) / above;
                    yield new double[] {Math.log(above), -hazard, -hazard * (hazard - z)};
                }
                case LOG_LOGISTIC -> {
                    double p = 1 / (1 + Math.exp(-z));
                    yield new double[] {-softplus(z), -p, -p * (1 - p)};
                }
            };
        }

        private static double softplus(double z) {
            return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
        }
    }

    /// How to fit.
    ///
    /// @param shape the distribution of the time
    /// @param iterations the most Newton steps
    public record Options(Shape shape, int iterations) {
        public Options {
            if (iterations < 1) {
                throw new IllegalArgumentException("iterations " + iterations);
            }
        }

        /// Times of `shape`, at most 200 steps.
        public static Options defaults(Shape shape) {
            return new Options(shape, 200);
        }
    }

    /// Fits `times` and `events` over `rows`, one an index.
    public static AftModel fit(double[][] rows, double[] times, boolean[] events, Options options, Progress progress) {
        if (rows.length != times.length) {
            throw new IllegalArgumentException(rows.length + " rows for " + times.length + " times");
        }
        KaplanMeier.sorted(times, events);
        Standardiser standardiser = Standardiser.fit(rows);
        double[] logs = Arrays.stream(times).map(Math::log).toArray();
        Likelihood likelihood = new Likelihood(standardiser.apply(rows), logs, events, options.shape);
        int p = rows[0].length;
        double[] beta = new double[p + 2];
        beta[p] = Arrays.stream(logs).average().orElse(0);
        Newton.Peak peak = Newton.climb(likelihood::at, beta, options.iterations, true, progress);
        double[] best = peak.point();
        return new AftModel(
                options.shape,
                standardiser.intercept(best),
                standardiser.weights(best),
                Math.exp(best[p + 1]),
                peak.slope().value(),
                peak.converged(),
                Provenance.of(
                        "AftModel",
                        options,
                        rows.length,
                        p,
                        Fingerprint.of(rows).and(times).and(events),
                        progress));
    }

    /// The likelihood and its derivatives in the weights, the intercept and ln scale.
    private static final class Likelihood {
        private final double[][] rows;
        private final double[] logs;
        private final boolean[] events;
        private final Shape shape;

        Likelihood(double[][] rows, double[] logs, boolean[] events, Shape shape) {
            this.rows = rows;
            this.logs = logs;
            this.events = events;
            this.shape = shape;
        }

        Newton.Slope at(double[] beta) {
            int p = beta.length - 2;
            double scale = Math.exp(beta[p + 1]);
            double[] gradient = new double[p + 2];
            double[][] information = new double[p + 2][p + 2];
            double value = 0;
            for (int i = 0; i < rows.length; i++) {
                double mean = beta[p];
                for (int j = 0; j < p; j++) {
                    mean += beta[j] * rows[i][j];
                }
                double z = (logs[i] - mean) / scale;
                double[] d = events[i] ? shape.density(z) : shape.survival(z);
                value += d[0] - (events[i] ? beta[p + 1] + logs[i] : 0);
                for (int j = 0; j <= p; j++) {
                    double x = (j == p ? 1 : rows[i][j]) / scale;
                    gradient[j] -= d[1] * x;
                    information[p + 1][j] -= x * (z * d[2] + d[1]);
                    double weighted = -d[2] * x / scale;
                    for (int k = 0; k < Math.min(j + 1, p); k++) {
                        information[j][k] += weighted * rows[i][k];
                    }
                }
                information[p][p] -= d[2] / scale / scale;
                gradient[p + 1] -= z * d[1] + (events[i] ? 1 : 0);
                information[p + 1][p + 1] -= z * (z * d[2] + d[1]);
            }
            if (shape == Shape.EXPONENTIAL) {
                gradient[p + 1] = 0;
                Arrays.fill(information[p + 1], 0);
                information[p + 1][p + 1] = 1;
            }
            return new Newton.Slope(value, gradient, information);
        }
    }

    private double z(double[] row, double time) {
        double mean = intercept;
        for (int j = 0; j < weights.length; j++) {
            mean += weights[j] * row[j];
        }
        return (Math.log(time) - mean) / scale;
    }

    /// The share of such as `row` without the event at `time`.
    public double survival(double[] row, double time) {
        return Math.exp(shape.survival(z(row, time))[0]);
    }

    /// The time by which half of such as `row` have had the event.
    public double median(double[] row) {
        double middle = switch (shape) {
            case WEIBULL, EXPONENTIAL -> Math.log(Math.log(2));
            case LOG_NORMAL, LOG_LOGISTIC -> 0;
        };
        return Math.exp(scale * (middle - z(row, 1)));
    }

    /// ln of the time where all columns are 0 and e is 0.
    public double intercept() {
        return intercept;
    }

    /// What a unit more of each column adds to ln of the time.
    public double[] weights() {
        return weights.clone();
    }

    /// The spread of ln of the time.
    public double scale() {
        return scale;
    }

    /// ln of the likelihood of the times.
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

package dev.limner.models.cluster;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.Cholesky;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Clusters as overlapping normal clouds of any shape, so that a row belongs to each with a probability:
/// expectation and maximisation (Dempster, Laird and Rubin 1977) from k-means, the best of several starts.
/// Columns of few different values make clouds collapse onto a value, and the likelihood then says nothing:
/// look at the weights and shapes.
public final class GaussianMixture {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final double[] weights;
    private final double[][] means;
    private final double[][][] covariances;
    private final Cholesky[] factors;
    private final double logLikelihood;
    private final boolean converged;
    private final Provenance provenance;

    private GaussianMixture(
            double[] weights,
            double[][] means,
            double[][][] covariances,
            double logLikelihood,
            boolean converged,
            Provenance provenance) {
        this.weights = weights;
        this.means = means;
        this.covariances = covariances;
        factors = Arrays.stream(covariances).map(Cholesky::of).toArray(Cholesky[]::new);
        this.logLikelihood = logLikelihood;
        this.converged = converged;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param k the number of clouds
    /// @param restarts how many starts to choose the best of
    /// @param iterations the most rounds of a start
    /// @param tolerance the gain in mean log-likelihood below which a start has come to rest
    /// @param ridge what is added to every variance, so that no cloud collapses
    public record Options(int k, int restarts, int iterations, double tolerance, double ridge) {
        public Options {
            if (k < 1 || restarts < 1 || iterations < 1 || !(tolerance > 0) || !(ridge >= 0)) {
                throw new IllegalArgumentException("no mixture of " + k + " clouds, " + restarts + " restarts, "
                        + iterations + " iterations, tolerance " + tolerance + ", ridge " + ridge);
            }
        }

        /// `k` clouds, the best of 10 starts of at most 500 rounds.
        public static Options defaults(int k) {
            return new Options(k, 10, 500, 1e-6, 1e-6);
        }
    }

    /// Fits `rows`.
    public static GaussianMixture fit(double[][] rows, Options options, RandomGenerator random, Progress progress) {
        Distances.check(rows);
        Provenance origin =
                Provenance.of("GaussianMixture", options, rows.length, rows[0].length, Fingerprint.of(rows), progress);
        double part = 1.0 / options.restarts;
        GaussianMixture best = start(rows, options, random, origin, progress.part(0, part));
        for (int restart = 1; restart < options.restarts; restart++) {
            Progress rest = progress.part(restart * part, (restart + 1) * part);
            GaussianMixture next = start(rows, options, random, origin, rest);
            best = next.logLikelihood > best.logLikelihood ? next : best;
        }
        return best;
    }

    private static GaussianMixture start(
            double[][] rows, Options options, RandomGenerator random, Provenance provenance, Progress progress) {
        KMeans seeds = KMeans.fit(rows, new KMeans.Options(options.k, 1, 300, 0), random, progress.part(0, 0));
        int[] labels = seeds.labels();
        double[][] shares = new double[rows.length][options.k];
        for (int i = 0; i < rows.length; i++) {
            shares[i][labels[i]] = 1;
        }
        double before = Double.NEGATIVE_INFINITY;
        GaussianMixture mixture = maximise(rows, shares, options.ridge, before, provenance);
        for (int iteration = 0; iteration < options.iterations; iteration++) {
            progress.report(iteration / (double) options.iterations);
            double now = mixture.expect(rows, shares);
            if (now - before < options.tolerance * rows.length) {
                return new GaussianMixture(mixture.weights, mixture.means, mixture.covariances, now, true, provenance);
            }
            before = now;
            mixture = maximise(rows, shares, options.ridge, now, provenance);
        }
        return mixture;
    }

    private static GaussianMixture maximise(
            double[][] rows, double[][] shares, double ridge, double logLikelihood, Provenance provenance) {
        int k = shares[0].length;
        int columns = rows[0].length;
        double[] weights = new double[k];
        double[][] means = new double[k][columns];
        double[][][] covariances = new double[k][columns][columns];
        for (int c = 0; c < k; c++) {
            double sum = 10 * Math.ulp(1.0);
            for (int i = 0; i < rows.length; i++) {
                sum += shares[i][c];
                for (int j = 0; j < columns; j++) {
                    means[c][j] += shares[i][c] * rows[i][j];
                }
            }
            for (int j = 0; j < columns; j++) {
                means[c][j] /= sum;
            }
            weights[c] = sum / rows.length;
            double[] gap = new double[columns];
            for (int i = 0; i < rows.length; i++) {
                double share = shares[i][c] / sum;
                if (share == 0) {
                    continue;
                }
                for (int j = 0; j < columns; j++) {
                    gap[j] = rows[i][j] - means[c][j];
                }
                for (int j = 0; j < columns; j++) {
                    for (int l = 0; l <= j; l++) {
                        covariances[c][j][l] += share * gap[j] * gap[l];
                    }
                }
            }
            for (int j = 0; j < columns; j++) {
                covariances[c][j][j] += ridge;
                for (int l = 0; l < j; l++) {
                    covariances[c][l][j] = covariances[c][j][l];
                }
            }
        }
        return new GaussianMixture(weights, means, covariances, logLikelihood, false, provenance);
    }

    /// Fills `shares` with the probabilities of the clouds for each row; gives the log-likelihood.
    private double expect(double[][] rows, double[][] shares) {
        double[] constants = new double[weights.length];
        for (int c = 0; c < constants.length; c++) {
            constants[c] = Math.log(weights[c]) - (rows[0].length * LOG_TWO_PI + factors[c].logDeterminant()) / 2;
        }
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += shares(rows[i], constants, shares[i]);
        }
        return sum;
    }

    private double shares(double[] row, double[] constants, double[] shares) {
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < shares.length; c++) {
            double[] gap = new double[row.length];
            for (int j = 0; j < row.length; j++) {
                gap[j] = row[j] - means[c][j];
            }
            double square = 0;
            for (double x : factors[c].forward(gap)) {
                square += x * x;
            }
            shares[c] = constants[c] - square / 2;
            most = Math.max(most, shares[c]);
        }
        double total = 0;
        for (int c = 0; c < shares.length; c++) {
            shares[c] = Math.exp(shares[c] - most);
            total += shares[c];
        }
        for (int c = 0; c < shares.length; c++) {
            shares[c] /= total;
        }
        return most + Math.log(total);
    }

    /// The probability of each cloud for `row`, summing to 1.
    public double[] probabilities(double[] row) {
        double[][] shares = new double[1][weights.length];
        expect(new double[][] {row}, shares);
        return shares[0];
    }

    /// The share of each cloud, summing to 1.
    public double[] weights() {
        return weights.clone();
    }

    /// The centre of cloud `c`.
    public double[] mean(int c) {
        return means[c].clone();
    }

    /// The covariance of cloud `c`, as rows.
    public double[][] covariance(int c) {
        return Arrays.stream(covariances[c]).map(double[]::clone).toArray(double[][]::new);
    }

    /// ln of the likelihood of the rows of the fit.
    public double logLikelihood() {
        return logLikelihood;
    }

    /// The Bayesian information criterion (Schwarz 1978), the smaller the better.
    public double bic() {
        return parameters() * Math.log((double) provenance.rows()) - 2 * logLikelihood;
    }

    /// Akaike's information criterion (1974), the smaller the better.
    public double aic() {
        return 2.0 * parameters() - 2 * logLikelihood;
    }

    private int parameters() {
        int columns = provenance.columns();
        return weights.length * (columns + columns * (columns + 1) / 2) + weights.length - 1;
    }

    /// Whether the best start came to rest.
    public boolean converged() {
        return converged;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}

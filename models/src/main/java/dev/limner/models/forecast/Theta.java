package dev.limner.models.forecast;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.Normal;
import java.util.Arrays;

/// Simple exponential smoothing with half of the straight line's slope, on the series without its season:
/// Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16 (2000), in the form of Hyndman and
/// Billah, ibid. 19 (2003).
public final class Theta implements Forecaster {
    private final double level;
    private final double alpha;
    private final double halfSlope;
    private final double[] factors;
    private final int length;
    private final Provenance provenance;

    private Theta(double level, double alpha, double halfSlope, double[] factors, int length, Provenance provenance) {
        this.level = level;
        this.alpha = alpha;
        this.halfSlope = halfSlope;
        this.factors = factors;
        this.length = length;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param period after how many values the season returns, 1 for none
    public record Options(int period) {
        public Options {
            if (period < 1) {
                throw new IllegalArgumentException("period " + period + " is below 1");
            }
        }

        /// With seasons of `period`.
        public static Options defaults(int period) {
            return new Options(period);
        }
    }

    /// Fits `series`, at least three values long; a season is taken out as factors where the
    /// autocorrelation shows it at 10 %.
    public static Theta fit(double[] series, Options options, Progress progress) {
        int n = series.length;
        int period = options.period;
        if (n < 3) {
            throw new IllegalArgumentException(n + " values of period " + period);
        }
        double[] factors = seasonal(series, period) ? Seasons.of(series, period, true).figures : new double[] {1};
        double[] plain = new double[n];
        Arrays.setAll(plain, t -> series[t] / factors[t % factors.length]);
        double best = 1e-4;
        double least = Double.POSITIVE_INFINITY;
        for (double at = 1e-4; at < 1; at += 0.01) {
            double error = smooth(plain, at)[1];
            if (error < least) {
                least = error;
                best = at;
            }
        }
        double low = Math.max(1e-4, best - 0.01);
        double high = Math.min(0.9999, best + 0.01);
        double golden = (Math.sqrt(5) - 1) / 2;
        for (int step = 0; step < 60; step++) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (smooth(plain, left)[1] < smooth(plain, right)[1]) {
                high = right;
            } else {
                low = left;
            }
        }
        double alpha = (low + high) / 2;
        double middle = (n - 1) / 2.0;
        double slope = 0;
        double squares = 0;
        for (int t = 0; t < n; t++) {
            slope += (t - middle) * plain[t];
            squares += (t - middle) * (t - middle);
        }
        Provenance provenance =
                Provenance.of("Theta", options, n, 1, Fingerprint.start().and(series), progress);
        return new Theta(smooth(plain, alpha)[0], alpha, slope / squares / 2, factors, n, provenance);
    }

    /// The last level and the squared error of smoothing at `alpha` from the best first level.
    private static double[] smooth(double[] series, double alpha) {
        double level = 0;
        double share = 1;
        double shares = 0;
        double products = 0;
        double squares = 0;
        for (double x : series) {
            double error = x - level;
            products += error * share;
            shares += share * share;
            squares += error * error;
            level += alpha * error;
            share *= 1 - alpha;
        }
        double first = products / shares;
        return new double[] {level + first * share, squares - first * products};
    }

    private static boolean seasonal(double[] series, int period) {
        int n = series.length;
        if (period == 1 || n <= 2 * period) {
            return false;
        }
        double mean = Arrays.stream(series).average().orElseThrow();
        double[] correlations = new double[period + 1];
        for (int lag = 0; lag <= period; lag++) {
            for (int t = lag; t < n; t++) {
                correlations[lag] += (series[t] - mean) * (series[t - lag] - mean);
            }
        }
        double sum = 0.5;
        for (int lag = 1; lag < period; lag++) {
            sum += Math.pow(correlations[lag] / correlations[0], 2);
        }
        double error = Math.sqrt(2 * sum / n);
        return Math.abs(correlations[period] / correlations[0]) > Normal.quantile(0.95) * error;
    }

    @Override
    public double[] forecast(int horizon) {
        double[] next = new double[horizon];
        double drift = (1 - Math.pow(1 - alpha, length)) / alpha;
        for (int h = 0; h < horizon; h++) {
            next[h] = (level + halfSlope * (h + drift)) * factors[(length + h) % factors.length];
        }
        return next;
    }

    /// The speed at which the level follows, 0 to 1.
    public double alpha() {
        return alpha;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}

package dev.limner.models.forecast;

import java.util.Arrays;

/// The classical decomposition: a centred moving average as the trend, and the mean deviation from it at each
/// place in the period as the season. Kendall and Stuart, The Advanced Theory of Statistics, volume 3 (1983).
final class Seasons {
    /// The trend; NaN where half a period is missing on a side.
    final double[] trend;
    /// One figure a place in the period, place 0 being that of the first value.
    final double[] figures;

    private Seasons(double[] trend, double[] figures) {
        this.trend = trend;
        this.figures = figures;
    }

    /// Of `series`, at least two periods long; seasons are factors around 1 where `multiplicative`, else
    /// addends around 0.
    static Seasons of(double[] series, int period, boolean multiplicative) {
        int n = series.length;
        int half = period / 2;
        double[] trend = new double[n];
        Arrays.fill(trend, Double.NaN);
        for (int t = half; t < n - half; t++) {
            double sum = 0;
            for (int k = -half; k <= half; k++) {
                double weight = period % 2 == 0 && Math.abs(k) == half ? 0.5 : 1;
                sum += weight * series[t + k];
            }
            trend[t] = sum / period;
        }
        double[] figures = new double[period];
        int[] counts = new int[period];
        for (int t = half; t < n - half; t++) {
            figures[t % period] += multiplicative ? series[t] / trend[t] : series[t] - trend[t];
            counts[t % period]++;
        }
        for (int place = 0; place < period; place++) {
            figures[place] /= counts[place];
        }
        double mean = Arrays.stream(figures).average().orElseThrow();
        double[] centred = Arrays.stream(figures)
                .map(x -> multiplicative ? x / mean : x - mean)
                .toArray();
        return new Seasons(trend, centred);
    }
}

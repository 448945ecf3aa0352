package dev.limner.models.forecast;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.BoundedBfgs;
import dev.limner.models.statistics.Minimum;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/// A level, a slope and a season that follow the series, each at its own speed: Holt (1957), Winters,
/// Management Science 6 (1960), begun from the classical decomposition of the first two periods and fitted to
/// the least squared one-step error.
public final class HoltWinters implements Forecaster {
    private final Options options;
    private final double level;
    private final double slope;
    private final double[] season;
    private final int length;
    private final double squaredError;
    private final double[] speeds;
    private final Provenance provenance;

    private HoltWinters(
            Options options,
            double level,
            double slope,
            double[] season,
            int length,
            double squaredError,
            double[] speeds,
            Provenance provenance) {
        this.options = options;
        this.level = level;
        this.slope = slope;
        this.season = season;
        this.length = length;
        this.squaredError = squaredError;
        this.speeds = speeds;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param period after how many values the season returns, at least 2
    /// @param multiplicative whether seasons are factors (they grow with the level) or addends
    public record Options(int period, boolean multiplicative) {
        public Options {
            if (period < 2) {
                throw new IllegalArgumentException("period " + period + " is below 2");
            }
        }

        /// Seasons that grow with the level.
        public static Options defaults(int period) {
            return new Options(period, true);
        }
    }

    /// Fits `series`, at least two periods and one value long.
    public static HoltWinters fit(double[] series, Options options, Progress progress) {
        Provenance origin = origin(series, options, progress);
        ToDoubleFunction<double[]> error = speeds -> run(series, options, speeds, origin).squaredError;
        double unit = error.applyAsDouble(new double[] {0.3, 0.1, 0.1});
        double scale = unit > 0 ? unit : 1;
        Minimum best = new Minimum(new double[] {0.3, 0.1, 0.1}, 1, 0, true);
        double[][] starts = {{0.3, 0.1, 0.1}, {0.1, 0.02, 0.8}, {0.7, 0.05, 0.5}, {0.05, 0.7, 0.7}};
        for (int i = 0; i < starts.length; i++) {
            Progress part = progress.part(i / (double) starts.length, (i + 1.0) / starts.length);
            Minimum minimum = BoundedBfgs.minimise(p -> error.applyAsDouble(p) / scale, starts[i], 0, 1, part);
            best = minimum.value() < best.value() ? minimum : best;
        }
        return run(series, options, best.point(), origin);
    }

    /// The method at given speeds (0 to 1) of level, slope and season.
    public static HoltWinters at(double[] series, Options options, double alpha, double beta, double gamma) {
        return run(series, options, new double[] {alpha, beta, gamma}, origin(series, options, Progress.SILENT));
    }

    private static Provenance origin(double[] series, Options options, Progress progress) {
        return Provenance.of(
                "HoltWinters", options, series.length, 1, Fingerprint.start().and(series), progress);
    }

    private static HoltWinters run(double[] series, Options options, double[] speeds, Provenance provenance) {
        double alpha = speeds[0];
        double beta = speeds[1];
        double gamma = speeds[2];
        int period = options.period;
        if (series.length <= 2 * period) {
            throw new IllegalArgumentException(series.length + " values are not above two periods of " + period);
        }
        Seasons seasons = Seasons.of(Arrays.copyOf(series, 2 * period), period, options.multiplicative);
        double[] line = line(seasons.trend);
        double level = line[0];
        double slope = line[1];
        double[] season = seasons.figures.clone();
        double error = 0;
        for (int t = period; t < series.length; t++) {
            double before = season[t % period];
            double straight = level + slope;
            double gap = series[t] - (options.multiplicative ? straight * before : straight + before);
            error += gap * gap;
            double without = options.multiplicative ? series[t] / before : series[t] - before;
            double next = alpha * without + (1 - alpha) * straight;
            slope = beta * (next - level) + (1 - beta) * slope;
            level = next;
            double seen = options.multiplicative ? series[t] / level : series[t] - level;
            season[t % period] = gamma * seen + (1 - gamma) * before;
        }
        return new HoltWinters(options, level, slope, season, series.length, error, speeds, provenance);
    }

    /// Intercept (one step before the first known value) and slope of the straight line through the known
    /// values.
    private static double[] line(double[] trend) {
        double n = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        for (double y : trend) {
            if (!Double.isNaN(y)) {
                n++;
                sumX += n;
                sumY += y;
                sumXx += n * n;
                sumXy += n * y;
            }
        }
        double slope = n < 2 ? 0 : (sumXy - sumX * sumY / n) / (sumXx - sumX * sumX / n);
        return new double[] {(sumY - slope * sumX) / n, slope};
    }

    @Override
    public double[] forecast(int horizon) {
        double[] next = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            double straight = level + (h + 1) * slope;
            double factor = season[(length + h) % season.length];
            next[h] = options.multiplicative ? straight * factor : straight + factor;
        }
        return next;
    }

    /// The speed at which the level follows, 0 to 1.
    public double alpha() {
        return speeds[0];
    }

    /// The speed at which the slope follows, 0 to 1.
    public double beta() {
        return speeds[1];
    }

    /// The speed at which the season follows, 0 to 1.
    public double gamma() {
        return speeds[2];
    }

    /// The sum of the squared one-step errors after the first period.
    public double squaredError() {
        return squaredError;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}

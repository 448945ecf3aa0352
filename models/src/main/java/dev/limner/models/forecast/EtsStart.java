package dev.limner.models.forecast;

import dev.limner.models.statistics.Moments;
import java.util.Arrays;

/// Where the search for an [Ets] model begins, and what the coordinates of its points mean: speeds on the
/// logistic scale, so that they keep their order, and first states in units of the series about those of the
/// classical decomposition.
final class EtsStart {
    static final double BOUND = 12;
    private static final double EDGE = 1e-4;

    private final EtsForm form;
    private final int period;
    private final double level;
    private final double slope;
    private final double[] season;
    private final double unit;

    private EtsStart(EtsForm form, int period, double level, double slope, double[] season, double unit) {
        this.form = form;
        this.period = period;
        this.level = level;
        this.slope = slope;
        this.season = season;
        this.unit = unit;
    }

    static EtsStart of(double[] series, EtsForm form, int period) {
        boolean factors = form.season() == EtsForm.Season.MULTIPLICATIVE;
        double[] season = {factors ? 1 : 0};
        if (form.season() != EtsForm.Season.NONE) {
            double[] first = Arrays.copyOf(series, Math.min(series.length, Math.max(2 * period + 1, 3 * period)));
            season = Seasons.of(first, period, factors).figures;
        }
        int n = Math.min(series.length, Math.max(10, 2 * period));
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        for (int t = 0; t < n; t++) {
            double figure = season[t % season.length];
            double y = factors ? series[t] / figure : series[t] - figure;
            sumX += t + 1;
            sumY += y;
            sumXx += (t + 1.0) * (t + 1);
            sumXy += (t + 1) * y;
        }
        double slope = (sumXy - sumX * sumY / n) / (sumXx - sumX * sumX / n);
        double level = form.trend() == EtsForm.Trend.NONE ? sumY / n : (sumY - slope * sumX) / n;
        double unit = Math.sqrt(Moments.of(series).variance());
        return new EtsStart(form, period, level, slope, season, unit > 0 ? unit : 1);
    }

    /// The point of the first states, with the level's speed at `alpha` on the logistic scale.
    double[] point(double alpha) {
        double[] point = new double[form.parameters(period)];
        int at = 0;
        point[at++] = alpha;
        if (form.trend() != EtsForm.Trend.NONE) {
            point[at++] = -3;
        }
        if (form.season() != EtsForm.Season.NONE) {
            point[at++] = -3;
        }
        if (form.trend() == EtsForm.Trend.DAMPED) {
            point[at] = 3;
        }
        return point;
    }

    /// The states that `point` stands for.
    EtsStates at(double[] point) {
        int at = 0;
        double alpha = EDGE + (1 - 2 * EDGE) * logistic(point[at++]);
        double beta = 0;
        double gamma = 0;
        double phi = 1;
        double first = slope;
        boolean trend = form.trend() != EtsForm.Trend.NONE;
        if (trend) {
            beta = EDGE + (alpha - EDGE) * logistic(point[at++]);
        }
        if (form.season() != EtsForm.Season.NONE) {
            gamma = EDGE + (1 - alpha - EDGE) * logistic(point[at++]);
        }
        if (form.trend() == EtsForm.Trend.DAMPED) {
            phi = 0.8 + 0.18 * logistic(point[at++]);
        }
        double height = level + unit * point[at++];
        first = trend ? first + unit / 10 * point[at++] : 0;
        double[] figures = season.clone();
        if (form.season() != EtsForm.Season.NONE) {
            boolean factors = form.season() == EtsForm.Season.MULTIPLICATIVE;
            double sum = 0;
            for (int place = 0; place < period - 1; place++) {
                figures[place] += (factors ? 0.1 : unit / 2) * point[at++];
                sum += figures[place];
            }
            figures[period - 1] = (factors ? period : 0) - sum;
        }
        return new EtsStates(form, new EtsStates.Speeds(alpha, beta, gamma, phi), height, first, figures);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}

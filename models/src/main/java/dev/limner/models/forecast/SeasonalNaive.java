package dev.limner.models.forecast;

import java.util.Arrays;

/// The same as a period ago: what every other method has to beat.
public final class SeasonalNaive implements Forecaster {
    private final double[] last;

    private SeasonalNaive(double[] last) {
        this.last = last;
    }

    /// Of `series`, whose pattern returns every `period` values (1 for none), at least one period long.
    public static SeasonalNaive fit(double[] series, int period) {
        if (period < 1 || series.length < period) {
            throw new IllegalArgumentException(series.length + " values of period " + period);
        }
        return new SeasonalNaive(Arrays.copyOfRange(series, series.length - period, series.length));
    }

    @Override
    public double[] forecast(int horizon) {
        double[] next = new double[horizon];
        Arrays.setAll(next, h -> last[h % last.length]);
        return next;
    }
}

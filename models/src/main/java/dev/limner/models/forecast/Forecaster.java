package dev.limner.models.forecast;

/// A fitted method that continues its series.
@FunctionalInterface
public interface Forecaster {
    /// The next `horizon` values after the end of the series.
    double[] forecast(int horizon);
}

package dev.limner.models.forecast;

import dev.limner.models.Progress;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Which method would have forecast the past best: each is fitted to the beginning of the series, forecasts
/// what follows, and the origin moves on. Tashman, International Journal of Forecasting 16 (2000).
///
/// @param errors by method the mean absolute error over all origins and steps, in units of the series; not a
/// number where     the method could not be fitted
public record RollingOrigin(Map<String, Double> errors) {
    public RollingOrigin {
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /// Tries `methods` from `origins` origins, the last one `horizon` values before the end, one value apart.
    public static RollingOrigin of(
            double[] series,
            Map<String, Function<double[], Forecaster>> methods,
            int horizon,
            int origins,
            Progress progress) {
        if (horizon < 1 || origins < 1 || series.length <= horizon + origins) {
            throw new IllegalArgumentException(
                    origins + " origins and a horizon of " + horizon + " in " + series.length + " values");
        }
        Map<String, Double> errors = new LinkedHashMap<>();
        methods.forEach((name, method) -> {
            double sum = 0;
            for (int origin = series.length - horizon - origins + 1; origin <= series.length - horizon; origin++) {
                progress.report(errors.size() / (double) methods.size());
                sum += error(series, method, origin, horizon) / horizon / origins;
            }
            errors.put(name, sum);
        });
        return new RollingOrigin(errors);
    }

    private static double error(double[] series, Function<double[], Forecaster> method, int origin, int horizon) {
        double[] forecast;
        try {
            forecast = method.apply(Arrays.copyOf(series, origin)).forecast(horizon);
        } catch (IllegalArgumentException _) {
            return Double.NaN;
        }
        double sum = 0;
        for (int h = 0; h < horizon; h++) {
            sum += Math.abs(series[origin + h] - forecast[h]);
        }
        return sum;
    }

    /// The methods to choose from for a series of `period` (1 for none).
    public static Map<String, Function<double[], Forecaster>> methods(int period) {
        Map<String, Function<double[], Forecaster>> methods = new LinkedHashMap<>();
        methods.put("seasonal naive", series -> SeasonalNaive.fit(series, period));
        methods.put("theta", series -> Theta.fit(series, Theta.Options.defaults(period), Progress.SILENT));
        methods.put("ETS", series -> Ets.fit(series, Ets.Options.defaults(period), Progress.SILENT));
        if (period > 1) {
            methods.put(
                    "Holt-Winters, additive",
                    series -> HoltWinters.fit(series, new HoltWinters.Options(period, false), Progress.SILENT));
            methods.put(
                    "Holt-Winters, multiplicative",
                    series -> HoltWinters.fit(series, new HoltWinters.Options(period, true), Progress.SILENT));
        }
        return methods;
    }

    /// The method with the least error.
    ///
    /// @throws IllegalStateException where none could be fitted
    public String best() {
        return errors.entrySet().stream()
                .filter(entry -> !Double.isNaN(entry.getValue()))
                .min(Map.Entry.comparingByValue())
                .orElseThrow(() -> new IllegalStateException("the series is too short for every method"))
                .getKey();
    }
}

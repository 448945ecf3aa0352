package dev.limner.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.limner.models.Golden;
import dev.limner.models.Progress;
import dev.limner.models.SharedData;
import dev.limner.models.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Three series that every textbook forecasts, beside R.
@Tag("shared-data")
class ForecastOnClassicSeriesTest {
    private static final JsonNode GOLDEN = Golden.json("survival_ts.json");

    private static double[] series(String name) {
        return Arrays.stream(SharedData.lines("reference/golden-models/series_" + name + ".csv")
                        .getFirst()
                        .split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void holtWintersMatchesR(String name, int period, int horizon) {
        for (boolean multiplicative : new boolean[] {false, true}) {
            JsonNode golden = GOLDEN.get("ts_" + name + "_h" + horizon)
                    .get(multiplicative ? "holtwinters_multiplicative" : "holtwinters_additive");
            HoltWinters.Options options = new HoltWinters.Options(period, multiplicative);
            HoltWinters same = HoltWinters.at(
                    series(name),
                    options,
                    golden.get("alpha").asDouble(),
                    golden.get("beta").asDouble(),
                    golden.get("gamma").asDouble());
            assertThat(same.squaredError()).isCloseTo(golden.get("sse").asDouble(), withinPercentage(1e-6));
            double[] expected = Golden.numbers(golden.get("forecast"));
            double[] forecast = same.forecast(horizon);
            for (int h = 0; h < horizon; h++) {
                assertThat(forecast[h]).isCloseTo(expected[h], withinPercentage(1e-6));
            }
            assertThat(HoltWinters.fit(series(name), options, Progress.SILENT).squaredError())
                    .isLessThanOrEqualTo(golden.get("sse").asDouble() * (1 + 1e-6));
        }
    }

    @Test
    void holtWintersOfAirPassengersMatchesR() {
        holtWintersMatchesR("AirPassengers", 12, 12);
    }

    @Test
    void holtWintersOfGasMatchesR() {
        holtWintersMatchesR("UKgas", 4, 8);
    }

    private static void thetaMatchesR(String name, int period, int horizon) {
        double[] expected =
                Golden.numbers(GOLDEN.get("ts_" + name + "_h" + horizon).get("theta"));
        double[] forecast = Theta.fit(series(name), Theta.Options.defaults(period), Progress.SILENT)
                .forecast(horizon);
        for (int h = 0; h < horizon; h++) {
            // The peer finds its smoothing parameter by a simplex that stops early.
            assertThat(forecast[h]).isCloseTo(expected[h], withinPercentage(0.1));
        }
    }

    @Test
    void thetaMatchesR() {
        thetaMatchesR("AirPassengers", 12, 12);
        thetaMatchesR("UKgas", 4, 8);
        thetaMatchesR("Nile", 1, 5);
    }

    @Test
    void seasonalNaiveMatchesR() {
        assertThat(SeasonalNaive.fit(series("AirPassengers"), 12).forecast(12))
                .containsExactly(
                        Golden.numbers(GOLDEN.get("ts_AirPassengers_h12").get("snaive")));
    }

    @Test
    void holdoutOfTwoYearsMatchesR() {
        JsonNode golden = GOLDEN.get("ts_AirPassengers_holdout24");
        double[] all = series("AirPassengers");
        double[] seen = Arrays.copyOf(all, 120);
        Map.of(
                        "hw_mult", HoltWinters.fit(seen, HoltWinters.Options.defaults(12), Progress.SILENT),
                        "snaive", SeasonalNaive.fit(seen, 12),
                        "theta", Theta.fit(seen, Theta.Options.defaults(12), Progress.SILENT))
                .forEach((name, method) -> {
                    double[] forecast = method.forecast(24);
                    double error = 0;
                    for (int h = 0; h < 24; h++) {
                        error += Math.abs(forecast[h] / all[120 + h] - 1) / 24 * 100;
                    }
                    assertThat(error)
                            .as(name)
                            .isCloseTo(golden.get(name).get("mape").asDouble(), within(0.1));
                });
    }

    @Test
    void rollingOriginChoosesWhatForecastsBest() {
        double[] all = series("AirPassengers");
        RollingOrigin choice =
                RollingOrigin.of(Arrays.copyOf(all, 120), RollingOrigin.methods(12), 12, 24, Progress.SILENT);
        assertThat(choice.best()).isEqualTo("Holt-Winters, multiplicative");
        assertThat(choice.errors().get("seasonal naive"))
                .isGreaterThan(choice.errors().get(choice.best()));
    }

    private static void smoothingReachesR(String name, int period, int horizon) {
        JsonNode golden = GOLDEN.get("ts_" + name + "_h" + horizon).get("ets_auto");
        Ets.Options options = Ets.Options.defaults(period);
        EtsForm form = Arrays.stream(EtsForm.Trend.values())
                .flatMap(trend -> Arrays.stream(EtsForm.Season.values())
                        .map(season -> new EtsForm(EtsForm.Errors.MULTIPLICATIVE, trend, season)))
                .filter(each -> each.toString().equals(golden.get("method").asString()))
                .findFirst()
                .orElseThrow();
        Ets same = Ets.fit(series(name), form, options, Progress.SILENT);
        // The peer's simplex stops after 2,000 steps, up to half a unit of likelihood below the top.
        assertThat(same.logLikelihood())
                .isBetween(
                        golden.get("loglik").asDouble() - 1e-4,
                        golden.get("loglik").asDouble() + 0.6);
        double[] expected = Golden.numbers(golden.get("mean"));
        double[] low = Golden.numbers(golden.get("lo95"));
        double[] high = Golden.numbers(golden.get("hi95"));
        double[] forecast = same.forecast(horizon);
        List<Interval> intervals = same.intervals(horizon, 0.95, 20_000, new Random(1));
        for (int h = 0; h < horizon; h++) {
            assertThat(forecast[h]).isCloseTo(expected[h], withinPercentage(2));
            // The peer's are normal approximations, ours drawn; a drawn end has an error of 1 % of the width.
            double width = high[h] - low[h];
            assertThat(intervals.get(h).lower()).isCloseTo(low[h], within(0.06 * width));
            assertThat(intervals.get(h).upper()).isCloseTo(high[h], within(0.06 * width));
        }
        Ets chosen = Ets.fit(series(name), options, Progress.SILENT);
        assertThat(chosen.correctedCriterion())
                .isLessThanOrEqualTo(golden.get("aicc").asDouble() + 1e-3);
    }

    @Test
    void smoothingReachesTheLikelihoodAndIntervalsOfR() {
        smoothingReachesR("AirPassengers", 12, 12);
        smoothingReachesR("UKgas", 4, 8);
        smoothingReachesR("Nile", 1, 5);
    }
}

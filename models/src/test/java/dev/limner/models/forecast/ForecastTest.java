package dev.limner.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.limner.models.Golden;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ForecastTest {
    private static final JsonNode GOLDEN = Golden.json("survival_ts.json");

    private static double[] series(String name) {
        return Golden.line("series_" + name + ".csv");
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
            assertThat(HoltWinters.fit(series(name), options).squaredError())
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
        double[] forecast = Theta.fit(series(name), period).forecast(horizon);
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
        assertThat(SeasonalNaive.fit(new double[] {1, 2, 3}, 2).forecast(5)).containsExactly(2, 3, 2, 3, 2);
    }

    @Test
    void holdoutOfTwoYearsMatchesR() {
        JsonNode golden = GOLDEN.get("ts_AirPassengers_holdout24");
        double[] all = series("AirPassengers");
        double[] seen = Arrays.copyOf(all, 120);
        Map.of(
                        "hw_mult", HoltWinters.fit(seen, HoltWinters.Options.defaults(12)),
                        "snaive", SeasonalNaive.fit(seen, 12),
                        "theta", Theta.fit(seen, 12))
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
        RollingOrigin choice = RollingOrigin.of(Arrays.copyOf(all, 120), RollingOrigin.methods(12), 12, 24);
        assertThat(choice.best()).isEqualTo("Holt-Winters, multiplicative");
        assertThat(choice.errors().get("seasonal naive"))
                .isGreaterThan(choice.errors().get(choice.best()));
        double[] line = new double[60];
        Arrays.setAll(line, t -> 10 + 3.0 * t);
        assertThat(RollingOrigin.of(line, RollingOrigin.methods(12), 6, 6).best())
                .startsWith("Holt-Winters");
        assertThatThrownBy(() -> RollingOrigin.of(new double[5], RollingOrigin.methods(12), 3, 3))
                .hasMessageContaining("in 5 values");
    }

    @Test
    void aRegularSeriesIsContinuedExactly() {
        double[] series = new double[36];
        double[] season = {5, -3, -2, 0};
        Arrays.setAll(series, t -> 20 + 0.5 * t + season[t % 4]);
        double[] forecast =
                HoltWinters.fit(series, new HoltWinters.Options(4, false)).forecast(8);
        for (int h = 0; h < 8; h++) {
            assertThat(forecast[h]).isCloseTo(20 + 0.5 * (36 + h) + season[h % 4], within(1e-6));
        }
        assertThatThrownBy(() -> HoltWinters.fit(new double[8], HoltWinters.Options.defaults(4)))
                .hasMessage("8 values are not above two periods of 4");
    }
}

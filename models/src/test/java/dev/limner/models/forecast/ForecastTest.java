package dev.limner.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.limner.models.Progress;
import dev.limner.models.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static double[] made(int length) {
        double[] season = {5, -3, -2, 0};
        double[] series = new double[length];
        Arrays.setAll(series, t -> 20 + 0.5 * t + season[t % 4]);
        return series;
    }

    @Test
    void rollingOriginChoosesWhatForecastsBest() {
        RollingOrigin choice = RollingOrigin.of(made(60), RollingOrigin.methods(4), 6, 6, Progress.SILENT);
        // Both continue a regular series; of what is left by the end of a search each may have the less.
        assertThat(choice.best()).isIn("Holt-Winters, additive", "ETS");
        assertThat(choice.errors().get(choice.best())).isLessThan(0.01);
        // A period ago is two lower, and the forecast reaches into the second period.
        assertThat(choice.errors().get("seasonal naive")).isCloseTo(2 + 2 * 2 / 6.0, within(1e-9));
        assertThatThrownBy(() -> RollingOrigin.of(new double[5], RollingOrigin.methods(12), 3, 3, Progress.SILENT))
                .hasMessageContaining("in 5 values");
    }

    @Test
    void methodsThatCannotBeFittedAreNotChosen() {
        double[] line = new double[20];
        Arrays.setAll(line, t -> 10 + 3.0 * t);
        RollingOrigin choice = RollingOrigin.of(line, RollingOrigin.methods(12), 2, 2, Progress.SILENT);
        assertThat(choice.errors().get("Holt-Winters, additive")).isNaN();
        assertThat(choice.best()).isEqualTo("ETS");
        assertThat(choice.errors().get("theta")).isGreaterThan(1);
    }

    @Test
    void aPeriodAgoIsRepeated() {
        assertThat(SeasonalNaive.fit(new double[] {1, 2, 3}, 2).forecast(5)).containsExactly(2, 3, 2, 3, 2);
    }

    @Test
    void thetaFollowsALineAtHalfItsSlope() {
        // Smoothing with alpha 1 ends at the last value; beyond it half of the slope is added, and the rest by
        // the drift.
        double[] line = new double[30];
        Arrays.setAll(line, t -> 10 + 3.0 * t);
        double[] forecast =
                Theta.fit(line, Theta.Options.defaults(1), Progress.SILENT).forecast(3);
        assertThat(forecast[1] - forecast[0]).isCloseTo(1.5, within(1e-9));
        assertThat(forecast[0]).isCloseTo(97 + 1.5, within(0.01));
    }

    @Test
    void aRegularSeriesIsContinuedExactly() {
        double[] series = new double[36];
        double[] season = {5, -3, -2, 0};
        Arrays.setAll(series, t -> 20 + 0.5 * t + season[t % 4]);
        double[] forecast = HoltWinters.fit(series, new HoltWinters.Options(4, false), Progress.SILENT)
                .forecast(8);
        for (int h = 0; h < 8; h++) {
            assertThat(forecast[h]).isCloseTo(20 + 0.5 * (36 + h) + season[h % 4], within(1e-6));
        }
        assertThatThrownBy(() -> HoltWinters.fit(new double[8], HoltWinters.Options.defaults(4), Progress.SILENT))
                .hasMessage("8 values are not above two periods of 4");
    }

    @Test
    void smoothingIsRecoveredAndItsIntervalsHoldWhatTheySay() {
        Random random = new Random(4);
        Interval share = new Interval(0.75, 0.85, 1);
        int inside = 0;
        int all = 0;
        for (int repeat = 0; repeat < 60; repeat++) {
            double level = 100;
            double[] series = new double[130];
            for (int t = 0; t < series.length; t++) {
                double error = 5 * random.nextGaussian();
                series[t] = level + error;
                level += 0.4 * error;
            }
            EtsForm form = new EtsForm(EtsForm.Errors.ADDITIVE, EtsForm.Trend.NONE, EtsForm.Season.NONE);
            Ets fit = Ets.fit(Arrays.copyOf(series, 120), form, Ets.Options.defaults(1), Progress.SILENT);
            assertThat(fit.alpha()).isBetween(0.1, 0.75);
            List<Interval> intervals = fit.intervals(10, 0.8, 1000, random);
            for (int h = 0; h < 10; h++) {
                inside += intervals.get(h).contains(series[120 + h]) ? 1 : 0;
                all++;
            }
        }
        assertThat(share.contains(inside / (double) all))
                .as("%d of %d", inside, all)
                .isTrue();
    }

    @Test
    void theFormOfTheMakerIsChosen() {
        Random random = new Random(5);
        double[] series = new double[96];
        for (int t = 0; t < series.length; t++) {
            double mean = (50 + t) * (1 + 0.5 * Math.sin(2 * Math.PI * t / 12));
            series[t] = mean * (1 + 0.03 * random.nextGaussian());
        }
        Ets fit = Ets.fit(series, Ets.Options.defaults(12), Progress.SILENT);
        assertThat(fit.form().toString()).isEqualTo("ETS(M,A,M)");
        double[] forecast = fit.forecast(12);
        for (int h = 0; h < 12; h++) {
            double mean = (146 + h) * (1 + 0.5 * Math.sin(2 * Math.PI * (96 + h) / 12));
            assertThat(forecast[h]).isCloseTo(mean, withinPercentage(6));
        }
        assertThat(fit.provenance().fitted()).isNull();
        assertThatThrownBy(() -> Ets.fit(new double[] {1, 2, 3}, Ets.Options.defaults(1), Progress.SILENT))
                .hasMessageContaining("3 values");
    }
}

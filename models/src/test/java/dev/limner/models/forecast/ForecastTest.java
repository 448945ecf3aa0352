package dev.limner.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import dev.limner.models.Progress;
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
        assertThat(choice.best()).isEqualTo("Holt-Winters, additive");
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
        assertThat(choice.best()).isEqualTo("theta");
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
        double[] forecast = Theta.fit(line, 1).forecast(3);
        assertThat(forecast[1] - forecast[0]).isCloseTo(1.5, within(1e-9));
        assertThat(forecast[0]).isCloseTo(97 + 1.5, within(0.01));
    }

    @Test
    void aRegularSeriesIsContinuedExactly() {
        double[] series = new double[36];
        double[] season = {5, -3, -2, 0};
        Arrays.setAll(series, t -> 20 + 0.5 * t + season[t % 4]);
        double[] forecast =
                HoltWinters.fit(series, new HoltWinters.Options(4, false), Progress.SILENT).forecast(8);
        for (int h = 0; h < 8; h++) {
            assertThat(forecast[h]).isCloseTo(20 + 0.5 * (36 + h) + season[h % 4], within(1e-6));
        }
        assertThatThrownBy(() -> HoltWinters.fit(new double[8], HoltWinters.Options.defaults(4), Progress.SILENT))
                .hasMessage("8 values are not above two periods of 4");
    }
}

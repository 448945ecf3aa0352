package dev.limner.models.pages;

import dev.limner.models.Progress;
import dev.limner.models.forecast.Ets;
import dev.limner.models.forecast.Forecaster;
import dev.limner.models.forecast.HoltWinters;
import dev.limner.models.forecast.RollingOrigin;
import dev.limner.models.forecast.SeasonalNaive;
import dev.limner.models.forecast.Theta;
import dev.limner.models.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

final class ForecastPages {
    private ForecastPages() {}

    /// The mean absolute percentage error over the last 24 months, told from the 120 before.
    private static double error(Forecaster method) {
        double[] all = Sets.series("AirPassengers");
        double[] forecast = method.forecast(24);
        double error = 0;
        for (int h = 0; h < 24; h++) {
            error += Math.abs(forecast[h] / all[120 + h] - 1) / 24 * 100;
        }
        return error;
    }

    static void seasonalNaive(Page page) {
        double[] seen = Arrays.copyOf(Sets.series("AirPassengers"), 120);
        page.say("off by %.1f %% on average", error(SeasonalNaive.fit(seen, 12)));
    }

    static void holtWinters(Page page) {
        double[] seen = Arrays.copyOf(Sets.series("AirPassengers"), 120);
        HoltWinters method = HoltWinters.fit(seen, HoltWinters.Options.defaults(12), Progress.SILENT);
        page.say("speeds: level %.3f, slope %.3f, season %.3f", method.alpha(), method.beta(), method.gamma());
        page.say("off by %.1f %% on average", error(method));
    }

    static void ets(Page page) {
        double[] seen = Arrays.copyOf(Sets.series("AirPassengers"), 120);
        Ets method = Ets.fit(seen, Ets.Options.defaults(12), Progress.SILENT);
        page.say("%s, AICc %.1f", method.form(), method.correctedCriterion());
        double[] forecast = method.forecast(24);
        List<Interval> intervals = method.intervals(24, 0.95, 10_000, new Random(1));
        for (int h : new int[] {0, 11, 23}) {
            page.say(
                    "month %d: %.0f, from %.0f to %.0f",
                    h + 1,
                    forecast[h],
                    intervals.get(h).lower(),
                    intervals.get(h).upper());
        }
        page.say("off by %.1f %% on average", error(method));
    }

    static void theta(Page page) {
        double[] seen = Arrays.copyOf(Sets.series("AirPassengers"), 120);
        Theta method = Theta.fit(seen, Theta.Options.defaults(12), Progress.SILENT);
        page.say("speed of the level %.3f", method.alpha());
        page.say("off by %.1f %% on average", error(method));
    }

    static void rollingOrigin(Page page) {
        double[] seen = Arrays.copyOf(Sets.series("AirPassengers"), 120);
        RollingOrigin choice = RollingOrigin.of(seen, RollingOrigin.methods(12), 12, 12, Progress.SILENT);
        choice.errors().forEach((method, error) -> page.say("%s: off by %.1f", method, error));
        page.say("chosen: %s", choice.best());
    }
}

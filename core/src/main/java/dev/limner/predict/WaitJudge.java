package dev.limner.predict;

import dev.limner.models.survival.KaplanMeier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How well distributions of waiting times met the times that came about, of which those beyond the horizon
/// are known to be longer and no more.
///
/// A wait is told in whole days, so it lies between its day's beginning and end, and one that was not seen to
/// end lies beyond the horizon. What falls on such a stretch is spread evenly over it by probability: the
/// non-randomised probability integral transform of Czado, Gneiting and Held, Biometrics 65 (2009).
final class WaitJudge {
    private static final double[] LEVELS = {0.5, 0.8, 0.95};

    private final int horizon;
    private final Gauging.Labels labels;
    private final double[] waits;

    /// The probability of an order within so many days.
    interface Wait {
        double within(double days);
    }

    WaitJudge(int horizon, int[] test, Gauging.Labels labels) {
        this.horizon = horizon;
        this.labels = labels;
        waits = waits(test);
    }

    /// The whole days until the order; NaN where none was seen within the horizon. The label says how many
    /// days before the horizon's end it came.
    private double[] waits(int[] of) {
        return IntStream.of(of)
                .mapToDouble(row -> Math.max(0, horizon - labels.of(row)))
                .toArray();
    }

    /// Whether an order came within the horizon.
    double[] happened() {
        return Arrays.stream(waits).map(wait -> Double.isNaN(wait) ? 0 : 1).toArray();
    }

    /// One distribution for everybody: the curve of Kaplan and Meier of waits that ended before.
    Wait usual(int[] training) {
        double[] before = waits(training);
        boolean[] ended = new boolean[before.length];
        for (int i = 0; i < before.length; i++) {
            ended[i] = !Double.isNaN(before[i]);
            before[i] = ended[i] ? before[i] + 1 : horizon;
        }
        KaplanMeier curve = KaplanMeier.of(before, ended);
        double[] within = IntStream.rangeClosed(0, horizon)
                .mapToDouble(day -> 1 - curve.survivalAt(day))
                .toArray();
        return days -> within[(int) Math.min(horizon, days)];
    }

    /// Orders at a steady rate a day.
    static Wait steady(double rate) {
        return days -> -Math.expm1(-rate * days);
    }

    /// By figure and row: the ranked probability score up to the horizon, in days, and what counts as
    /// covered by each interval.
    double[][] figures(List<Wait> foretold) {
        double[][] figures = new double[1 + LEVELS.length][waits.length];
        for (int i = 0; i < waits.length; i++) {
            Wait wait = foretold.get(i);
            boolean ended = !Double.isNaN(waits[i]);
            double score = 0;
            for (int day = 0; day < horizon; day++) {
                double error = wait.within(day + 1) - (ended && waits[i] <= day ? 1 : 0);
                score += error * error;
            }
            figures[0][i] = score;
            double from = wait.within(ended ? waits[i] : horizon);
            double to = ended ? wait.within(waits[i] + 1) : 1;
            for (int level = 0; level < LEVELS.length; level++) {
                figures[1 + level][i] = covered((1 - LEVELS[level]) / 2, (1 + LEVELS[level]) / 2, from, to);
            }
        }
        return figures;
    }

    /// The share of a stretch of probability that lies in an interval.
    private static double covered(double low, double high, double from, double to) {
        return to > from
                ? Math.max(0, Math.min(high, to) - Math.max(low, from)) / (to - from)
                : from >= low && from <= high ? 1 : 0;
    }
}

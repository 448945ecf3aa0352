package dev.limner.quality;

import dev.limner.problem.Phrases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The quality of one property in one source.
///
/// @param invalid values that could not be right
/// @param lateDays how many days the source went on after the property's last value
/// @param drift against the load before; null where there is only one load
public record PropertyQuality(
        Measured.OfProperty measured,
        Invalid invalid,
        long lateDays,
        @Nullable Drift drift,
        Score score) {
    private static final Phrases WORDS = Phrases.of(PropertyQuality.class);
    private static final int MOST_FOR_GAPS = 30;
    private static final int MOST_FOR_INVALID = 40;
    /// So many invalid values among all take all of their points.
    private static final double MANY_INVALID = 0.2;

    private static final int FOR_LATE = 10;
    private static final int FOR_SHIFTED = 10;
    private static final int FOR_MUCH = 20;
    private static final int MOST_FOR_OUTLIERS = 5;
    private static final double MANY_OUTLIERS = 0.05;

    static PropertyQuality of(Measured.OfProperty measured, Invalid invalid, Instant lastOfSource, int lateAfterDays) {
        Drift drift = measured.histogram() == null ? null : Drift.of(measured.histogram());
        long late = measured.last() == null
                ? 0
                : Duration.between(measured.last(), lastOfSource).toDays();
        List<Score.Reason> reasons = new ArrayList<>();
        double gaps = 1 - completeness(measured);
        reason(reasons, (int) Math.round(MOST_FOR_GAPS * gaps), "missing", percent(gaps));
        double wrong = 1 - validity(measured, invalid);
        int lost = (int) Math.round(MOST_FOR_INVALID * Math.min(1, wrong / MANY_INVALID));
        reason(reasons, lost, "invalid", percent(wrong));
        reason(reasons, late > lateAfterDays ? FOR_LATE : 0, "late", late);
        if (drift != null) {
            reason(reasons, drift.much() ? FOR_MUCH : drift.shifted() ? FOR_SHIFTED : 0, "drift", rounded(drift.psi()));
        }
        if (measured.outliers() != null) {
            double share = measured.outliers().share();
            int far = (int) Math.round(MOST_FOR_OUTLIERS * Math.min(1, share / MANY_OUTLIERS));
            reason(reasons, far, "outliers", percent(share));
        }
        return new PropertyQuality(measured, invalid, late, drift, Score.of(reasons));
    }

    /// The share of events that have a value, among those of types that ever had one.
    public double completeness() {
        return completeness(measured);
    }

    /// The share of values that were right, among all that came.
    public double validity() {
        return validity(measured, invalid);
    }

    /// How many of a hundred values are different ones, as a share; 0 where there is none.
    public double uniqueness() {
        return measured.filled() == 0 ? 0 : Math.min(1, (double) measured.distinct() / measured.filled());
    }

    private static double completeness(Measured.OfProperty measured) {
        return measured.events() == 0 ? 0 : (double) measured.filled() / measured.events();
    }

    private static double validity(Measured.OfProperty measured, Invalid invalid) {
        long all = measured.filled() + invalid.out();
        return all == 0 ? 1 : Math.max(0, (double) (measured.filled() - invalid.within()) / all);
    }

    private static void reason(List<Score.Reason> reasons, int points, String key, Object value) {
        if (points > 0) {
            reasons.add(new Score.Reason(points, WORDS.say(key, value)));
        }
    }

    static String percent(double share) {
        return rounded(100 * share) + " %";
    }

    private static String rounded(double number) {
        double digits = Math.abs(number) < 10 ? 100.0 : 10.0;
        double rounded = Math.round(number * digits) / digits;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}

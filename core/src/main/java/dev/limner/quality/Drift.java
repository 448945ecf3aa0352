package dev.limner.quality;

import dev.limner.models.statistics.ChiSquared;
import java.util.List;

/// How far the values of one load have moved from those of the load before it: the population stability index
/// `PSI = sum over bins of (p - q) ln(p / q)` (Siddiqi, *Credit Risk Scorecards*, 2006), p and q being the
/// shares of a bin now and before.
///
/// Half a value is added to each bin, so that an empty one does not make it infinite. Two samples of the same
/// population drift apart by chance: then `PSI / (1/n + 1/m)` is about chi-squared with one degree of freedom
/// fewer than bins (Yurdakul and Naranjo, *Statistical properties of the population stability index*, Journal
/// of Risk Model Validation, 2020), which gives `chance`.
///
/// @param psi from 0.1 on something has shifted, from 0.25 on much, by common use
/// @param chance how probable so large an index is where nothing has changed
/// @param filledBefore the share of events that had a value, and below what it is now
public record Drift(double psi, double chance, double filledBefore, double filledNow) {
    /// From here on something has shifted.
    public static final double SHIFTED = 0.1;

    /// From here on much has.
    public static final double MUCH = 0.25;

    private static final double SURE = 0.01;
    private static final double ADDED = 0.5;

    /// Compares two counts by bin; the last bin holds events without a value.
    public static Drift of(Measured.Histogram histogram) {
        List<Long> before = histogram.before();
        List<Long> now = histogram.now();
        double n = sum(before);
        double m = sum(now);
        int bins = 0;
        for (int bin = 0; bin < now.size(); bin++) {
            bins += before.get(bin) + now.get(bin) > 0 ? 1 : 0;
        }
        double psi = 0;
        for (int bin = 0; bin < now.size(); bin++) {
            if (before.get(bin) + now.get(bin) > 0) {
                double q = (before.get(bin) + ADDED) / (n + ADDED * bins);
                double p = (now.get(bin) + ADDED) / (m + ADDED * bins);
                psi += (p - q) * Math.log(p / q);
            }
        }
        double chance = bins < 2 ? 1 : ChiSquared.above(psi / (1 / n + 1 / m), bins - 1);
        return new Drift(psi, chance, 1 - before.getLast() / n, 1 - now.getLast() / m);
    }

    /// Whether something has shifted that chance does not explain.
    public boolean shifted() {
        return psi >= SHIFTED && chanceIsSmall();
    }

    /// Whether much has.
    public boolean much() {
        return psi >= MUCH && chanceIsSmall();
    }

    /// Whether so large an index would be rare where nothing has changed.
    public boolean chanceIsSmall() {
        return chance < SURE;
    }

    private static double sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}

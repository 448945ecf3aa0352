package dev.limner.models.statistics;

import java.util.Arrays;

/// Sample quantiles by linear interpolation between order statistics: type 7 of Hyndman and Fan,
/// "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996), the default of R and numpy.
public final class Quantiles {
    private Quantiles() {}

    /// The quantiles of `values` (any order, left as it is) at each of `probabilities` (0 to 1).
    ///
    /// @throws IllegalArgumentException where `values` is empty or a probability lies outside 0 to 1
    public static double[] of(double[] values, double... probabilities) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, probabilities);
    }

    /// As [#of], of values that are sorted already.
    public static double[] ofSorted(double[] sorted, double... probabilities) {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        return Arrays.stream(probabilities).map(p -> at(sorted, p)).toArray();
    }

    private static double at(double[] sorted, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability " + probability + " is not between 0 and 1");
        }
        double position = probability * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}

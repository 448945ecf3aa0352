package dev.limner.predict;

import dev.limner.models.statistics.ChiSquared;
import dev.limner.models.statistics.Quantiles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// How far a distribution has moved: the population stability index `sum over bins of (q - p) ln(q / p)`, by
/// tenths of the values before or by texts; Siddiqi, *Credit Risk Scorecards* (2006), whose rule of thumb is that
/// below 0.1 nothing has changed and from 0.25 on much has.
///
/// @param chance how probable so large an index is where nothing has changed: `index / (1/n + 1/m)` is then about
/// chi-squared with one degree of freedom fewer than bins (Yurdakul and Naranjo, Journal of Risk Model
/// Validation, 2020)
record Stability(double index, double chance) {
    private static final double[] TENTHS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    /// That of a column between two sets of rows.
    static Stability of(FeatureTable table, int column, boolean isText, int[] before, int[] now) {
        if (!isText) {
            return of(numbers(table, column, before), numbers(table, column, now));
        }
        return of(texts(table, column, before), texts(table, column, now));
    }

    private static double[] numbers(FeatureTable table, int column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> table.number(column, row)).toArray();
    }

    private static String[] texts(FeatureTable table, int column, int[] rows) {
        return Arrays.stream(rows)
                .mapToObj(row -> "text " + table.text(column, row))
                .toArray(String[]::new);
    }

    /// That between two sets of numbers; NaN is a bin of its own.
    static Stability of(double[] before, double[] now) {
        double[] known =
                Arrays.stream(before).filter(value -> !Double.isNaN(value)).toArray();
        double[] edges = known.length == 0
                ? known
                : Arrays.stream(Quantiles.of(known, TENTHS)).distinct().toArray();
        return of(bins(before, edges), bins(now, edges));
    }

    private static String[] bins(double[] values, double[] edges) {
        return Arrays.stream(values)
                .mapToObj(value -> Double.isNaN(value)
                        ? "missing"
                        : Long.toString(Arrays.stream(edges)
                                .filter(edge -> value > edge)
                                .count()))
                .toArray(String[]::new);
    }

    private static Stability of(String[] before, String[] now) {
        Map<String, Integer> counts = counts(before);
        Map<String, Integer> later = counts(now);
        TreeSet<String> keys = new TreeSet<>(counts.keySet());
        keys.addAll(later.keySet());
        double index = Shift.index(shares(keys, counts, before.length), shares(keys, later, now.length));
        double chance = keys.size() < 2
                ? 1
                : ChiSquared.above(index / (1.0 / before.length + 1.0 / now.length), keys.size() - 1);
        return new Stability(index, chance);
    }

    private static double[] shares(TreeSet<String> keys, Map<String, Integer> counts, int of) {
        return keys.stream()
                .mapToDouble(key -> counts.getOrDefault(key, 0) / (double) of)
                .toArray();
    }

    private static Map<String, Integer> counts(String[] keys) {
        Map<String, Integer> counts = new HashMap<>();
        IntStream.range(0, keys.length).forEach(i -> counts.merge(keys[i], 1, Integer::sum));
        return counts;
    }
}

package dev.limner.predict;

import dev.limner.models.statistics.Quantiles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// The population stability index: how far the distribution of a feature has moved. Below 0.1 as good as not,
/// above 0.25 far.
final class Stability {
    private static final double[] TENTHS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    private Stability() {}

    /// The index of a column between two sets of rows, by tenths of the first, or by texts.
    static double index(FeatureTable table, int column, boolean isText, int[] before, int[] now) {
        Map<Object, Integer> counts = new HashMap<>();
        Map<Object, Integer> later = new HashMap<>();
        if (isText) {
            count(table, column, before, null, counts);
            count(table, column, now, null, later);
        } else {
            double[] known = Arrays.stream(before)
                    .mapToDouble(row -> table.number(column, row))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            double[] edges = known.length == 0
                    ? known
                    : Arrays.stream(Quantiles.of(known, TENTHS)).distinct().toArray();
            count(table, column, before, edges, counts);
            count(table, column, now, edges, later);
        }
        TreeSet<String> keys = new TreeSet<>();
        counts.keySet().forEach(key -> keys.add(key.toString()));
        later.keySet().forEach(key -> keys.add(key.toString()));
        return Shift.index(shares(keys, counts, before.length), shares(keys, later, now.length));
    }

    private static double[] shares(TreeSet<String> keys, Map<Object, Integer> counts, int of) {
        return keys.stream()
                .mapToDouble(key -> counts.getOrDefault(key, 0) / (double) of)
                .toArray();
    }

    private static void count(
            FeatureTable table,
            int column,
            int[] rows,
            double @org.jspecify.annotations.Nullable [] edges,
            Map<Object, Integer> counts) {
        for (int row : rows) {
            String key;
            if (edges == null) {
                key = "text " + table.text(column, row);
            } else {
                double value = table.number(column, row);
                int bin = 0;
                for (double edge : edges) {
                    bin += value > edge ? 1 : 0;
                }
                key = Double.isNaN(value) ? "missing" : Integer.toString(bin);
            }
            counts.merge(key, 1, Integer::sum);
        }
    }
}

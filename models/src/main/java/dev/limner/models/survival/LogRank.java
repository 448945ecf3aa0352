package dev.limner.models.survival;

import dev.limner.models.statistics.ChiSquared;
import dev.limner.models.statistics.Cholesky;
import java.util.Arrays;

/// Whether groups differ in when the event comes: Mantel, Cancer Chemotherapy Reports 50 (1966), Peto and Peto
/// (1972).
///
/// @param chiSquared the statistic
/// @param degrees its degrees of freedom, the number of groups less one
/// @param p the chance of as great a statistic where the groups do not differ
public record LogRank(double chiSquared, int degrees, double p) {
    /// Compares the groups 0, 1, ... of `groups`, at least two, none empty.
    public static LogRank of(double[] times, boolean[] events, int[] groups) {
        int[] order = KaplanMeier.sorted(times, events);
        int count = Arrays.stream(groups).max().orElse(0) + 1;
        double[] risk = new double[count];
        for (int group : groups) {
            risk[group]++;
        }
        if (count < 2 || Arrays.stream(risk).anyMatch(size -> size == 0)) {
            throw new IllegalArgumentException(count + " groups, none of which may be empty");
        }
        double[] excess = new double[count];
        double[][] covariance = new double[count][count];
        double all = order.length;
        for (int from = 0, to; from < order.length; from = to) {
            to = from;
            double[] leaving = new double[count];
            double[] hits = new double[count];
            while (to < order.length && times[order[to]] == times[order[from]]) {
                leaving[groups[order[to]]]++;
                hits[groups[order[to]]] += events[order[to]] ? 1 : 0;
                to++;
            }
            double d = Arrays.stream(hits).sum();
            for (int a = 0; a < count; a++) {
                excess[a] += hits[a] - d * risk[a] / all;
                for (int b = 0; b < count && all > 1; b++) {
                    double factor = d * (all - d) / (all - 1) * risk[a] / all;
                    covariance[a][b] += factor * ((a == b ? 1 : 0) - risk[b] / all);
                }
            }
            for (int a = 0; a < count; a++) {
                risk[a] -= leaving[a];
            }
            all -= to - from;
        }
        double[][] part = new double[count - 1][];
        Arrays.setAll(part, a -> Arrays.copyOf(covariance[a], count - 1));
        double[] half = Cholesky.of(part).forward(Arrays.copyOf(excess, count - 1));
        double statistic = Arrays.stream(half).map(x -> x * x).sum();
        return new LogRank(statistic, count - 1, ChiSquared.above(statistic, count - 1));
    }
}

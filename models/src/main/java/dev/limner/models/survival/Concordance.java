package dev.limner.models.survival;

import dev.limner.models.Estimate;
import java.util.Arrays;

/// How often of two customers the one with the higher risk has the event first: Harrell's C (1982); 0.5 is
/// chance.
public final class Concordance {
    private Concordance() {}

    /// The share of the comparable pairs that `risks` puts in the right order, a tie counted half. A pair can
    /// be compared where the earlier time is an event; an end of observation at the time of an event counts as
    /// later.
    public static Estimate of(double[] times, boolean[] events, double[] risks) {
        int[] order = KaplanMeier.sorted(times, events);
        double[] ranked = Arrays.stream(risks).sorted().distinct().toArray();
        long[] counts = new long[ranked.length + 1];
        double right = 0;
        double pairs = 0;
        long later = 0;
        for (int to = order.length, from; to > 0; to = from) {
            from = to;
            while (from > 0 && times[order[from - 1]] == times[order[to - 1]]) {
                from--;
                if (!events[order[from]]) {
                    add(counts, Arrays.binarySearch(ranked, risks[order[from]]) + 1);
                    later++;
                }
            }
            for (int i = from; i < to; i++) {
                if (events[order[i]]) {
                    int rank = Arrays.binarySearch(ranked, risks[order[i]]) + 1;
                    long lower = sum(counts, rank - 1);
                    right += lower + (sum(counts, rank) - lower) / 2.0;
                    pairs += later;
                }
            }
            for (int i = from; i < to; i++) {
                if (events[order[i]]) {
                    add(counts, Arrays.binarySearch(ranked, risks[order[i]]) + 1);
                    later++;
                }
            }
        }
        return Estimate.of(right / pairs, "no two can be compared");
    }

    /// Fenwick's tree of counts by rank.
    private static void add(long[] counts, int rank) {
        for (int i = rank; i < counts.length; i += i & -i) {
            counts[i]++;
        }
    }

    private static long sum(long[] counts, int rank) {
        long sum = 0;
        for (int i = rank; i > 0; i -= i & -i) {
            sum += counts[i];
        }
        return sum;
    }
}

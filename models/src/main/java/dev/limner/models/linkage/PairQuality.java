package dev.limner.models.linkage;

import java.util.HashMap;
import java.util.Map;

/// How well records were put together, told by pairs: of those put together how many are right, of the right
/// ones how many are put together.
///
/// @param together pairs put together
/// @param truly pairs of one person
/// @param right pairs that are both
public record PairQuality(long together, long truly, long right) {
    /// The quality of `clusters` (by row the number of its cluster) where `truth` (by row the number of the
    /// person) is known.
    public static PairQuality of(int[] clusters, int[] truth) {
        Map<Long, Long> both = new HashMap<>();
        Map<Long, Long> ofClusters = new HashMap<>();
        Map<Long, Long> ofTruth = new HashMap<>();
        for (int row = 0; row < clusters.length; row++) {
            both.merge(((long) clusters[row] << 32) | truth[row], 1L, Long::sum);
            ofClusters.merge((long) clusters[row], 1L, Long::sum);
            ofTruth.merge((long) truth[row], 1L, Long::sum);
        }
        return new PairQuality(pairs(ofClusters), pairs(ofTruth), pairs(both));
    }

    private static long pairs(Map<Long, Long> sizes) {
        return sizes.values().stream().mapToLong(size -> size * (size - 1) / 2).sum();
    }

    /// The share of the pairs put together that are right; 1 where none are.
    public double precision() {
        return together == 0 ? 1 : right / (double) together;
    }

    /// The share of the true pairs that are put together; 1 where there are none.
    public double recall() {
        return truly == 0 ? 1 : right / (double) truly;
    }

    /// The harmonic mean of both.
    public double f1() {
        return together + truly == 0 ? 1 : 2.0 * right / (together + truly);
    }
}

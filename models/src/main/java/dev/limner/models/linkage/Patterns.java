package dev.limner.models.linkage;

import java.util.Arrays;

/// Pairs counted by their pattern: the levels of all comparisons packed into one number, four bits each.
/// Counts of parts add up.
final class Patterns {
    private long[] patterns = new long[256];
    private long[] counts = new long[256];
    private int size;

    /// The pattern of a pair of rows.
    static long of(Comparison.Judge[] judges, int left, int right) {
        long pattern = 0;
        for (int i = 0; i < judges.length; i++) {
            pattern |= (long) (judges[i].level(left, right) + 1) << (4 * i);
        }
        return pattern;
    }

    /// The level of comparison `index` in `pattern`, or [Comparison#MISSING].
    static int level(long pattern, int index) {
        return (int) ((pattern >>> (4 * index)) & 15) - 1;
    }

    void add(long pattern, long count) {
        if (size * 2 > patterns.length) {
            grow();
        }
        int at = place(pattern);
        size += counts[at] == 0 ? 1 : 0;
        patterns[at] = pattern;
        counts[at] += count;
    }

    private int place(long pattern) {
        int at = (int) ((pattern * 0x9e37_79b9_7f4a_7c15L) >>> 40) & (patterns.length - 1);
        while (counts[at] != 0 && patterns[at] != pattern) {
            at = (at + 1) & (patterns.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldPatterns = patterns;
        long[] oldCounts = counts;
        patterns = new long[oldPatterns.length * 2];
        counts = new long[oldPatterns.length * 2];
        for (int i = 0; i < oldPatterns.length; i++) {
            if (oldCounts[i] != 0) {
                int at = place(oldPatterns[i]);
                patterns[at] = oldPatterns[i];
                counts[at] = oldCounts[i];
            }
        }
    }

    Patterns addAll(Patterns others) {
        for (int i = 0; i < others.patterns.length; i++) {
            if (others.counts[i] != 0) {
                add(others.patterns[i], others.counts[i]);
            }
        }
        return this;
    }

    /// The different patterns, in ascending order.
    long[] distinct() {
        long[] distinct = new long[size];
        int at = 0;
        for (int i = 0; i < patterns.length; i++) {
            if (counts[i] != 0) {
                distinct[at++] = patterns[i];
            }
        }
        Arrays.sort(distinct);
        return distinct;
    }

    long count(long pattern) {
        return counts[place(pattern)];
    }

    long total() {
        return Arrays.stream(counts).sum();
    }
}

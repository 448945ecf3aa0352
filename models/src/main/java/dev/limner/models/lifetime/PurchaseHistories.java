package dev.limner.models.lifetime;

import dev.limner.models.Fingerprint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The histories of many customers, equal ones merged: a likelihood has to be computed once for each different
/// history, and in CDNOW's 2,357 customers only 1,016 are different.
public final class PurchaseHistories {
    private static final int PART = 4_000;

    private final List<PurchaseHistory> distinct;
    private final long[] counts;
    private final long customers;
    private final int mostRepeats;

    private PurchaseHistories(List<PurchaseHistory> distinct, long[] counts) {
        this.distinct = distinct;
        this.counts = counts;
        customers = Arrays.stream(counts).sum();
        mostRepeats = distinct.stream().mapToInt(PurchaseHistory::repeats).max().orElse(0);
    }

    /// The histories of `customers`, one an element.
    ///
    /// @throws IllegalArgumentException where there are none
    public static PurchaseHistories of(Iterable<PurchaseHistory> customers) {
        Map<PurchaseHistory, Long> counted = new LinkedHashMap<>();
        for (PurchaseHistory history : customers) {
            counted.merge(history, 1L, Long::sum);
        }
        if (counted.isEmpty()) {
            throw new IllegalArgumentException("no customers");
        }
        return new PurchaseHistories(
                List.copyOf(counted.keySet()),
                counted.values().stream().mapToLong(Long::longValue).toArray());
    }

    /// The different histories, in the order of their first occurrence.
    public List<PurchaseHistory> distinct() {
        return distinct;
    }

    /// How many customers have the history at `index` of [#distinct].
    public long count(int index) {
        return counts[index];
    }

    /// The number of customers.
    public long customers() {
        return customers;
    }

    /// The greatest number of repeat purchases of any customer.
    int mostRepeats() {
        return mostRepeats;
    }

    /// As many customers again, drawn with replacement: one replicate of a bootstrap.
    public PurchaseHistories resample(RandomGenerator random) {
        long[] ends = counts.clone();
        Arrays.parallelPrefix(ends, Long::sum);
        long[] drawn = new long[counts.length];
        for (long customer = 0; customer < customers; customer++) {
            int at = Arrays.binarySearch(ends, random.nextLong(customers) + 1);
            drawn[at >= 0 ? at : -at - 1]++;
        }
        return new PurchaseHistories(distinct, drawn);
    }

    /// Every so-manyth of the different histories, as often as it occurs, where they are many: enough to begin a search
    /// near its end; these themselves where they are few.
    public PurchaseHistories part() {
        int step = distinct.size() / PART;
        if (step < 2) {
            return this;
        }
        int[] taken =
                IntStream.range(0, distinct.size() / step).map(i -> i * step).toArray();
        return new PurchaseHistories(
                IntStream.of(taken).mapToObj(distinct::get).toList(),
                IntStream.of(taken).mapToLong(i -> counts[i]).toArray());
    }

    Fingerprint fingerprint() {
        Fingerprint data = Fingerprint.start();
        for (int i = 0; i < counts.length; i++) {
            PurchaseHistory history = distinct.get(i);
            data.and(history.repeats()).and(history.recency(), history.age()).and(counts[i]);
        }
        return data;
    }

    double meanAge() {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i] * distinct.get(i).age();
        }
        return sum / customers;
    }
}

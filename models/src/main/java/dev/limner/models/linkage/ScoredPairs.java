package dev.limner.models.linkage;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Pairs of rows that may mean one person, with the bits of their odds, the surest first. 16 bytes a pair.
public final class ScoredPairs implements Blocking.Pairs {
    private final LinkageModel.Scales scales;
    private final double least;
    private final int most;
    private long compared;
    private int size;
    private int[] lefts = new int[16];
    private int[] rights = new int[16];
    private double[] bits = new double[16];

    /// Keeps the pairs of at least `least` bits, `most` of them at the most.
    ScoredPairs(LinkageModel.Scales scales, double least, int most) {
        this.scales = scales;
        this.least = least;
        this.most = most;
    }

    @Override
    public void accept(int left, int right) {
        compared++;
        double score = scales.bits(left, right);
        if (score >= least) {
            add(left, right, score);
        }
    }

    private void add(int left, int right, double score) {
        if (size == lefts.length) {
            if (size >= most) {
                throw new IllegalStateException("more than " + most
                        + " pairs look like one person: what is compared does not tell people apart");
            }
            int longer = (int) Math.min(most, size * 3L / 2);
            lefts = Arrays.copyOf(lefts, longer);
            rights = Arrays.copyOf(rights, longer);
            bits = Arrays.copyOf(bits, longer);
        }
        lefts[size] = left;
        rights[size] = right;
        bits[size++] = score;
    }

    ScoredPairs merged(ScoredPairs other) {
        for (int i = 0; i < other.size; i++) {
            add(other.lefts[i], other.rights[i], other.bits[i]);
        }
        compared += other.compared;
        return this;
    }

    /// Puts the surest first, equally sure ones in the order of their rows.
    ScoredPairs sorted() {
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> {
                    int byBits = Double.compare(bits[b], bits[a]);
                    int byLeft = byBits != 0 ? byBits : Integer.compare(lefts[a], lefts[b]);
                    return byLeft != 0 ? byLeft : Integer.compare(rights[a], rights[b]);
                })
                .mapToInt(Integer::intValue)
                .toArray();
        lefts = Arrays.stream(order).map(i -> lefts[i]).toArray();
        rights = Arrays.stream(order).map(i -> rights[i]).toArray();
        bits = Arrays.stream(order).mapToDouble(i -> bits[i]).toArray();
        return this;
    }

    /// How many pairs were compared to find these.
    public long compared() {
        return compared;
    }

    /// How many pairs there are.
    public int size() {
        return size;
    }

    /// How many of them, from the first on, have at least this probability.
    public int atLeast(double probability) {
        double needed = Explanation.bits(probability);
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bits[middle] >= needed) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The first row of pair `index`.
    public int left(int index) {
        return lefts[index];
    }

    /// The second row of pair `index`.
    public int right(int index) {
        return rights[index];
    }

    /// The odds of pair `index`, as a power of two.
    public double bits(int index) {
        return bits[index];
    }

    /// The probability that pair `index` means one person.
    public double probability(int index) {
        return Explanation.probability(bits[index]);
    }
}

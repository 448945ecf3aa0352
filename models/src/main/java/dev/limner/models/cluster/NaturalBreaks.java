package dev.limner.models.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The division of a line of numbers into classes with the least sum of squared distances to the class means
/// (Jenks' natural breaks): exact, not a local optimum, by the dynamic programme of Wang and Song,
/// "Ckmeans.1d.dp: Optimal k-means Clustering in One Dimension by Dynamic Programming", The R Journal 3/2
/// (2011), with the best starts of neighbouring prefixes bounding each other (divide and conquer), so in O(k n
/// log n) time and O(k n) memory.
///
/// Equal values always share a class. Of several equally good divisions the one with the larger upper classes
/// is taken.
///
/// @param classes the classes in ascending order, none of them empty
/// @param withinSumOfSquares the sum of squared distances to the class means, in squared units of the values
public record NaturalBreaks(List<Interval> classes, double withinSumOfSquares) {
    public NaturalBreaks {
        classes = List.copyOf(classes);
    }

    /// One class: the least and greatest value in it, their mean, and how many values it holds.
    public record Interval(double lowest, double highest, double mean, long count) {}

    /// The best division of `values` (any order, left as it is) into `k` classes, or into as many classes as
    /// there are different values where these are fewer than `k`.
    ///
    /// @throws IllegalArgumentException where there are no values, one is not finite, or `k` is below 1
    public static NaturalBreaks of(double[] values, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k = " + k + " is below 1");
        }
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        Line line = Line.of(values);
        return new Programme(line, Math.min(k, line.size())).solve();
    }

    /// The limits between neighbouring classes, halfway between the highest of one and the lowest of the next.
    public double[] cuts() {
        return IntStream.range(1, classes.size())
                .mapToDouble(i -> {
                    double below = classes.get(i - 1).highest();
                    return below + (classes.get(i).lowest() - below) / 2;
                })
                .toArray();
    }

    /// The index of the class (0 = lowest) that `value` falls into: the number of cuts at or below it.
    public int classOf(double value) {
        int at = 0;
        for (double cut : cuts()) {
            at += value >= cut ? 1 : 0;
        }
        return at;
    }

    /// The different values in ascending order, with running counts and running sums of (value - centre).
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Line(double[] distinct, double centre, double[] counts, double[] sums, double[] squares) {
        static Line of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            if (!Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
                throw new IllegalArgumentException("a value is not finite");
            }
            double centre = sorted[sorted.length / 2];
            double[] distinct = new double[sorted.length];
            double[][] running = new double[3][sorted.length + 1];
            int size = 0;
            for (int i = 0, next; i < sorted.length; i = next) {
                next = i + 1;
                while (next < sorted.length && sorted[next] == sorted[i]) {
                    next++;
                }
                double distance = sorted[i] - centre;
                distinct[size] = sorted[i];
                running[0][size + 1] = next;
                running[1][size + 1] = running[1][size] + (next - i) * distance;
                running[2][size + 1] = running[2][size] + (next - i) * distance * distance;
                size++;
            }
            return new Line(Arrays.copyOf(distinct, size), centre, running[0], running[1], running[2]);
        }

        int size() {
            return distinct.length;
        }

        /// The sum of squares around their mean of the distinct values `from` (included) to `to` (excluded).
        double cost(int from, int to) {
            if (to - from == 1) {
                return 0;
            }
            double sum = sums[to] - sums[from];
            return Math.max(0, squares[to] - squares[from] - sum * sum / (counts[to] - counts[from]));
        }

        Interval interval(int from, int to) {
            double count = counts[to] - counts[from];
            double mean = to - from == 1 ? distinct[from] : centre + (sums[to] - sums[from]) / count;
            return new Interval(distinct[from], distinct[to - 1], mean, (long) count);
        }
    }

    /// Row q of the programme: the least cost of the first `to` values in q + 1 classes, and where the last one
    /// starts.
    private static final class Programme {
        private final Line line;
        private final int k;
        private final int[][] starts;
        private double[] before;
        private double[] now;

        Programme(Line line, int k) {
            this.line = line;
            this.k = k;
            starts = new int[k][line.size() + 1];
            before = new double[line.size() + 1];
            now = new double[line.size() + 1];
        }

        NaturalBreaks solve() {
            for (int to = 1; to <= line.size(); to++) {
                now[to] = line.cost(0, to);
            }
            for (int q = 1; q < k; q++) {
                double[] spent = before;
                before = now;
                now = spent;
                fill(q, q + 1, line.size(), q, line.size() - 1);
            }
            Interval[] classes = new Interval[k];
            int to = line.size();
            for (int q = k - 1; q >= 0; q--) {
                int from = starts[q][to];
                classes[q] = line.interval(from, to);
                to = from;
            }
            return new NaturalBreaks(List.of(classes), now[line.size()]);
        }

        /// Fills `now` for `first` to `last` (both included), whose best starts lie between `lowest` and
        /// `highest`.
        private void fill(int q, int first, int last, int lowest, int highest) {
            if (first > last) {
                return;
            }
            int middle = (first + last) >>> 1;
            double best = Double.POSITIVE_INFINITY;
            int start = lowest;
            for (int from = lowest; from <= Math.min(highest, middle - 1); from++) {
                double cost = before[from] + line.cost(from, middle);
                if (cost < best) {
                    best = cost;
                    start = from;
                }
            }
            now[middle] = best;
            starts[q][middle] = start;
            fill(q, first, middle - 1, lowest, start);
            fill(q, middle + 1, last, start, highest);
        }
    }
}

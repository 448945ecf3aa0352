package dev.limner.models.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The rising step curve with the least squared error: pool adjacent violators (Ayer and others, Annals of
/// Mathematical Statistics 26, 1955). Between two steps it rises in a straight line, beyond the ends it stays
/// level.
public final class IsotonicRegression {
    private final double[] knots;
    private final double[] values;

    private IsotonicRegression(double[] knots, double[] values) {
        this.knots = knots;
        this.values = values;
    }

    /// Fits `y` over `x`, one an index, in any order; equal `x` share their mean.
    ///
    /// @throws IllegalArgumentException where there are none or the lengths differ
    public static IsotonicRegression fit(double[] x, double[] y) {
        if (x.length == 0 || x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x for " + y.length + " y");
        }
        int[] order = IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> x[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] starts = new double[x.length];
        double[] ends = new double[x.length];
        double[] sums = new double[x.length];
        int[] counts = new int[x.length];
        int blocks = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = from;
            double sum = 0;
            while (to < order.length && x[order[to]] == x[order[from]]) {
                sum += y[order[to++]];
            }
            starts[blocks] = x[order[from]];
            ends[blocks] = starts[blocks];
            sums[blocks] = sum;
            counts[blocks] = to - from;
            blocks++;
            while (blocks > 1 && sums[blocks - 2] * counts[blocks - 1] >= sums[blocks - 1] * counts[blocks - 2]) {
                blocks--;
                ends[blocks - 1] = ends[blocks];
                sums[blocks - 1] += sums[blocks];
                counts[blocks - 1] += counts[blocks];
            }
        }
        double[] knots = new double[2 * blocks];
        double[] values = new double[2 * blocks];
        for (int block = 0; block < blocks; block++) {
            knots[2 * block] = starts[block];
            knots[2 * block + 1] = ends[block];
            values[2 * block] = sums[block] / counts[block];
            values[2 * block + 1] = values[2 * block];
        }
        return new IsotonicRegression(knots, values);
    }

    /// Fits the chance of an event over `scores`.
    public static IsotonicRegression fit(double[] scores, boolean[] events) {
        double[] y = IntStream.range(0, events.length)
                .mapToDouble(i -> events[i] ? 1 : 0)
                .toArray();
        return fit(scores, y);
    }

    /// The curve through `knots`, rising, at `values`, one an index.
    ///
    /// @throws IllegalArgumentException where there are none or the lengths differ
    public static IsotonicRegression of(double[] knots, double[] values) {
        if (knots.length == 0 || knots.length != values.length) {
            throw new IllegalArgumentException(knots.length + " knots for " + values.length + " values");
        }
        return new IsotonicRegression(knots.clone(), values.clone());
    }

    /// The first and last `x` of each step, rising.
    public double[] knots() {
        return knots.clone();
    }

    /// The value at each of [#knots].
    public double[] values() {
        return values.clone();
    }

    /// The value at `x`.
    public double at(double x) {
        int found = Arrays.binarySearch(knots, x);
        if (found >= 0) {
            return values[found];
        }
        int above = -found - 1;
        if (above == 0) {
            return values[0];
        }
        if (above == knots.length) {
            return values[above - 1];
        }
        double share = (x - knots[above - 1]) / (knots[above] - knots[above - 1]);
        return values[above - 1] + share * (values[above] - values[above - 1]);
    }
}

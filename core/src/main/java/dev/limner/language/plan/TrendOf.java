package dev.limner.language.plan;

import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.language.plan.Folds.Stored;
import dev.limner.language.plan.Occurrences.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// `trend(sum(E.p) over last 8 weeks)`: the slope a unit, by least squares over as many windows as units.
///
/// @param property null for a count
record TrendOf(Occurrences.Base base, @Nullable Property property, int count, long unit) implements Folds {
    /// Products below it are compared exactly, as in [Ratio].
    private static final long MOST = 1_000_000_000_000_000_000L;

    private static final int MANY_WINDOWS = 1_000;
    private static final int MANY_DIGITS = 9;
    private static final long BEYOND = Long.MIN_VALUE;

    /// What no comparison gives.
    static final int UNTOLD = Integer.MAX_VALUE;

    @Override
    public Occurrences of() {
        return new Plain(base, null);
    }

    @Override
    public Form form() {
        return Form.DECIMAL;
    }

    @Override
    public long raw(Frame frame) {
        return History.MISSING;
    }

    @Override
    public @Nullable BigDecimal decimal(Frame frame) {
        return decimalAt(frame, frame.t());
    }

    /// Whether it adds whole numbers, and no doubles.
    boolean isWhole() {
        return property == null || property.type() != ValueType.NUMBER;
    }

    /// Whether there is a slope at all.
    boolean isKnown() {
        return count >= 2;
    }

    /// The slope as it will be at an instant, without a new event.
    @Nullable
    BigDecimal decimalAt(Frame frame, long t) {
        if (!isKnown()) {
            return null;
        }
        BigDecimal weighted = property != null && property.type() == ValueType.NUMBER
                ? weightedDoubles(frame, property, t)
                : weightedWhole(frame, t);
        BigDecimal n = BigDecimal.valueOf(count);
        // the slope is 12 sum((i - (n-1)/2) y_i) / (n (n^2 - 1))
        BigDecimal spread = n.multiply(n.multiply(n).subtract(BigDecimal.ONE));
        return weighted.multiply(BigDecimal.valueOf(6)).divide(spread, PRECISION);
    }

    /// How the slope as it will be at an instant compares with a literal: below, at or above 0. It must be
    /// [#isKnown].
    int comparedAt(Frame frame, long t, Measures.Fixed literal) {
        int compared = isWhole() ? compared(weight(frame, t), literal) : UNTOLD;
        if (compared != UNTOLD) {
            return compared;
        }
        BigDecimal slope = decimalAt(frame, t);
        return slope == null ? 0 : slope.compareTo(BigDecimal.valueOf(literal.raw(), literal.scale()));
    }

    /// The same of a sum of weighted whole numbers; [#UNTOLD] where the products are too large.
    int compared(long weight, Measures.Fixed literal) {
        int shift = literal.scale() - scaleOfWeight();
        if (count < MANY_WINDOWS && Math.abs(shift) < MANY_DIGITS) {
            long factor = 6 * Math.powExact(10L, Math.max(0, shift));
            long spread = count * ((long) count * count - 1) * Math.powExact(10L, Math.max(0, -shift));
            if (weight != BEYOND && Math.abs(weight) < MOST / factor && Math.abs(literal.raw()) < MOST / spread) {
                return Long.compare(factor * weight, literal.raw() * spread);
            }
        }
        return UNTOLD;
    }

    /// How it goes on without a new event; of whole numbers, null where no long holds them.
    @Nullable
    TrendCourse course(Frame frame) {
        long t = frame.t();
        long weight = weight(frame, t);
        if (weight == BEYOND) {
            return null;
        }
        int[] list = base.list(frame);
        int size = base.size(frame);
        int first = Occurrences.firstAt(frame.history(), list, size, low(t) + 1);
        TrendCourse course = new TrendCourse(weight, count, unit, size - first);
        for (int e = first; e < size; e++) {
            long value = property == null ? 1 : frame.history().value(property, list[e]);
            if (value != History.MISSING) {
                int window = window(frame, list[e], t);
                course.add(window, value, frame.history().at(list[e]) + (count - window) * unit);
            }
        }
        return course;
    }

    private int scaleOfWeight() {
        return property == null ? 0 : Stored.scale(property.type());
    }

    /// The sum of (2 i - (n - 1)) y_i over the windows.
    private BigDecimal weightedWhole(Frame frame, long t) {
        long weight = weight(frame, t);
        return weight == BEYOND
                ? new BigDecimal(weightBeyond(frame, t), scaleOfWeight())
                : BigDecimal.valueOf(weight, scaleOfWeight());
    }

    /// The same in steps of the last decimal, [#BEYOND] where no long holds it.
    private long weight(Frame frame, long t) {
        int[] list = base.list(frame);
        int size = base.size(frame);
        long sum = 0;
        for (int e = Occurrences.firstAt(frame.history(), list, size, low(t) + 1); e < size; e++) {
            long value = property == null ? 1 : frame.history().value(property, list[e]);
            if (value == History.MISSING) {
                continue;
            }
            long weight = weightOf(frame, list[e], t);
            if (Math.abs(value) > Long.MAX_VALUE / 4 / count) {
                return BEYOND;
            }
            long more = sum + weight * value;
            if (((sum ^ more) & (weight * value ^ more)) < 0) {
                return BEYOND;
            }
            sum = more;
        }
        return sum;
    }

    private BigInteger weightBeyond(Frame frame, long t) {
        int[] list = base.list(frame);
        int size = base.size(frame);
        BigInteger sum = BigInteger.ZERO;
        for (int e = Occurrences.firstAt(frame.history(), list, size, low(t) + 1); e < size; e++) {
            long value = property == null ? 1 : frame.history().value(property, list[e]);
            if (value != History.MISSING) {
                sum = sum.add(BigInteger.valueOf(weightOf(frame, list[e], t)).multiply(BigInteger.valueOf(value)));
            }
        }
        return sum;
    }

    private long weightOf(Frame frame, int event, long t) {
        return 2L * window(frame, event, t) - (count - 1);
    }

    /// Likewise, each window's doubles summed in the order of events.
    private BigDecimal weightedDoubles(Frame frame, Property numbers, long t) {
        int[] list = base.list(frame);
        int size = base.size(frame);
        double[] sums = new double[count];
        for (int e = Occurrences.firstAt(frame.history(), list, size, low(t) + 1); e < size; e++) {
            double value = frame.history().number(numbers, list[e]);
            sums[window(frame, list[e], t)] += Double.isNaN(value) ? 0 : value;
        }
        BigDecimal weighted = BigDecimal.ZERO;
        for (int i = 0; i < count; i++) {
            weighted = weighted.add(BigDecimal.valueOf(sums[i]).multiply(BigDecimal.valueOf(2L * i - (count - 1))));
        }
        return weighted;
    }

    /// Which window an event lies in, of those over the last `count` units.
    private int window(Frame frame, int event, long t) {
        return count - 1 - (int) ((t - frame.history().at(event)) / unit);
    }

    /// The instant after which the first window begins.
    private long low(long t) {
        return t - count * unit;
    }

    @Override
    public long until(Frame frame) {
        return changesAfter(frame, frame.t());
    }

    /// The first instant after `t` at which an event passes into an earlier window.
    long changesAfter(Frame frame, long t) {
        long until = Long.MAX_VALUE;
        int[] list = base.list(frame);
        int size = base.size(frame);
        for (int e = Occurrences.firstAt(frame.history(), list, size, low(t) + 1); e < size; e++) {
            long at = frame.history().at(list[e]);
            until = Math.min(until, at + (Math.floorDiv(t - at, unit) + 1) * unit);
        }
        return until;
    }

    @Override
    public void cite(Frame frame, Citation citation) {
        int[] list = base.list(frame);
        for (int e = 0; e < base.size(frame); e++) {
            if (frame.history().at(list[e]) > low(frame.t())) {
                citation.add(list[e]);
            }
        }
        new Plain(base, null).citeZone(frame, citation);
    }
}

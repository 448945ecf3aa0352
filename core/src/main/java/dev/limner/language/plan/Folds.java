package dev.limner.language.plan;

import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.language.plan.Occurrences.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What many events give together: how many, how much, when.
sealed interface Folds extends Quantity permits Folds.Whole, Folds.OfProperty, Folds.Faded, TrendOf {

    /// What the fold looks at.
    Occurrences of();

    @Override
    default long until(Frame frame) {
        return of().until(frame);
    }

    @Override
    default void cite(Frame frame, Citation citation) {
        of().cite(frame, citation);
    }

    /// A fold that counts whole things, or instants.
    sealed interface Whole extends Folds {
        @Override
        default Form form() {
            return Form.WHOLE;
        }
    }

    /// `count(E)`
    record Count(Occurrences of) implements Whole {
        @Override
        public long raw(Frame frame) {
            return Occurrences.count(of.range(frame));
        }
    }

    /// `first E`, `last E`: the instant.
    record Occasion(boolean first, Occurrences of) implements Whole {
        @Override
        public long raw(Frame frame) {
            int event = event(frame);
            return event < 0 ? History.MISSING : frame.history().at(event);
        }

        int event(Frame frame) {
            long range = of.range(frame);
            if (Occurrences.count(range) == 0) {
                of.missed(frame);
                return -1;
            }
            return of.list(frame)[first ? Occurrences.from(range) : Occurrences.to(range) - 1];
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            switch (of) {
                case Plain plain -> {
                    int event = event(frame);
                    if (event >= 0) {
                        citation.add(event);
                    }
                    plain.citeZone(frame, citation);
                }
                case Occurrences.Matches matches -> matches.cite(frame, citation);
            }
        }
    }

    /// `median gap(E)` in microseconds, half-even.
    record MedianGap(Occurrences of) implements Whole {
        @Override
        public long raw(Frame frame) {
            long range = of.range(frame);
            int count = Occurrences.count(range);
            if (count < 2) {
                return History.MISSING;
            }
            int[] list = of.list(frame);
            int from = Occurrences.from(range);
            long[] gaps = new long[count - 1];
            for (int i = 0; i < gaps.length; i++) {
                gaps[i] =
                        frame.history().at(list[from + i + 1]) - frame.history().at(list[from + i]);
            }
            Arrays.sort(gaps);
            int middle = gaps.length / 2;
            if (gaps.length % 2 == 1) {
                return gaps[middle];
            }
            long sum = gaps[middle - 1] + gaps[middle];
            long half = Math.floorDiv(sum, 2);
            return sum % 2 == 0 || half % 2 == 0 ? half : half + 1;
        }
    }

    /// A fold over the values that a property has; what is missing does not count.
    sealed interface OfProperty extends Folds {
        @Override
        Plain of();

        Property property();

        @Override
        default Form form() {
            return property().type() == ValueType.NUMBER ? Form.DOUBLE : Form.WHOLE;
        }

        @Override
        default int scale() {
            return Stored.scale(property().type());
        }
    }

    /// `sum(E.p)`; 0 for nothing. Beyond what a long can hold it is the greatest or least long.
    record SumOf(Plain of, Property property) implements OfProperty {
        @Override
        public long raw(Frame frame) {
            long range = of.range(frame);
            int[] list = of.list(frame);
            return form() == Form.DOUBLE
                    ? Double.doubleToRawLongBits(doubles(frame, property, list, range))
                    : whole(frame, list, range);
        }

        private long whole(Frame frame, int[] list, long range) {
            History history = frame.history();
            long sum = 0;
            for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
                long value = history.value(property, list[i]);
                if (value != History.MISSING) {
                    long next = sum + value;
                    if (((sum ^ next) & (value ^ next)) < 0) {
                        return clamped(frame, list, range);
                    }
                    sum = next;
                }
            }
            return sum;
        }

        private long clamped(Frame frame, int[] list, long range) {
            BigInteger sum = BigInteger.ZERO;
            for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
                long value = frame.history().value(property, list[i]);
                sum = value == History.MISSING ? sum : sum.add(BigInteger.valueOf(value));
            }
            return sum.bitLength() < Long.SIZE
                    ? sum.longValueExact()
                    : sum.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE + 1;
        }
    }

    /// The sum in the order of events, so that every engine gives the same bits.
    private static double doubles(Frame frame, Property property, int[] list, long range) {
        double sum = 0;
        for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
            if (frame.history().has(property, list[i])) {
                sum += frame.history().number(property, list[i]);
            }
        }
        return sum;
    }

    /// `avg(E.p)`
    record MeanOf(Plain of, Property property) implements OfProperty {
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
            long range = of.range(frame);
            int[] list = of.list(frame);
            int count = 0;
            for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
                count += frame.history().has(property, list[i]) ? 1 : 0;
            }
            BigDecimal sum = count == 0 ? null : new SumOf(of, property).decimal(frame);
            return sum == null ? null : sum.divide(BigDecimal.valueOf(count), PRECISION);
        }
    }

    /// How many events have the value.
    record Present(Plain of, Property property) implements Folds.Whole {
        @Override
        public long raw(Frame frame) {
            long range = of.range(frame);
            int[] list = of.list(frame);
            int count = 0;
            for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
                count += frame.history().has(property, list[i]) ? 1 : 0;
            }
            return count;
        }
    }

    /// `min(E.p)`, `max(E.p)`
    record ExtremeOf(boolean greatest, Plain of, Property property) implements OfProperty {
        @Override
        public long raw(Frame frame) {
            int event = event(frame);
            return event < 0 ? History.MISSING : frame.history().value(property, event);
        }

        private int event(Frame frame) {
            long range = of.range(frame);
            int[] list = of.list(frame);
            int best = -1;
            for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
                if (frame.history().has(property, list[i]) && (best < 0 || better(frame.history(), list[i], best))) {
                    best = list[i];
                }
            }
            return best;
        }

        private boolean better(History history, int event, int best) {
            int order = property.type() == ValueType.NUMBER
                    ? Double.compare(history.number(property, event), history.number(property, best))
                    : Long.compare(history.value(property, event), history.value(property, best));
            return greatest ? order > 0 : order < 0;
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            int event = event(frame);
            if (event >= 0) {
                citation.add(event);
            }
            of.citeZone(frame, citation);
        }
    }

    /// `median(E.p)`
    record MedianOf(Plain of, Property property) implements OfProperty {
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
            long range = of.range(frame);
            int[] list = of.list(frame);
            BigDecimal[] values = new BigDecimal[Occurrences.count(range)];
            int count = 0;
            for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
                BigDecimal value =
                        Stored.decimal(property.type(), frame.history().value(property, list[i]));
                if (value != null) {
                    values[count++] = value;
                }
            }
            if (count == 0) {
                return null;
            }
            Arrays.sort(values, 0, count);
            return count % 2 == 1
                    ? values[count / 2]
                    : values[count / 2 - 1].add(values[count / 2]).divide(BigDecimal.TWO, PRECISION);
        }
    }

    /// `distinct(E.p)`
    record DistinctOf(Plain of, Property property) implements OfProperty {
        @Override
        public Form form() {
            return Form.WHOLE;
        }

        @Override
        public int scale() {
            return 0;
        }

        @Override
        public long raw(Frame frame) {
            long range = of.range(frame);
            int[] list = of.list(frame);
            long[] values = new long[Occurrences.count(range)];
            int count = 0;
            for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
                long value = frame.history().value(property, list[i]);
                if (value != History.MISSING) {
                    values[count++] = value;
                }
            }
            Arrays.sort(values, 0, count);
            int different = 0;
            for (int i = 0; i < count; i++) {
                different += i == 0 || values[i] != values[i - 1] ? 1 : 0;
            }
            return different;
        }
    }

    /// `first E.p`, `last E.p`: of the first or last event that has the value.
    record EndOf(boolean first, Plain of, Property property) implements OfProperty {
        @Override
        public long raw(Frame frame) {
            int event = event(frame, first, of, property);
            return event < 0 ? History.MISSING : frame.history().value(property, event);
        }

        static int event(Frame frame, boolean first, Plain of, Property property) {
            long range = of.range(frame);
            int[] list = of.list(frame);
            int from = Occurrences.from(range);
            int to = Occurrences.to(range);
            for (int i = 0; i < to - from; i++) {
                int event = list[first ? from + i : to - 1 - i];
                if (frame.history().has(property, event)) {
                    return event;
                }
            }
            of.missed(frame);
            return -1;
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            int event = event(frame, first, of, property);
            if (event >= 0) {
                citation.add(event);
            }
            of.citeZone(frame, citation);
        }
    }

    /// A trait that sources are trusted differently about: the latest value that the most trusted one tells.
    ///
    /// @param trusted those sources, the most trusted first; all others come behind them
    record Trusted(Plain of, Property property, Property source, List<String> trusted) implements OfProperty {
        @Override
        public long raw(Frame frame) {
            int event = event(frame);
            return event < 0 ? History.MISSING : frame.history().value(property, event);
        }

        int event(Frame frame) {
            long range = of.range(frame);
            int[] list = of.list(frame);
            int best = -1;
            int rank = Integer.MAX_VALUE;
            for (int i = Occurrences.to(range) - 1; i >= Occurrences.from(range) && rank > 0; i--) {
                if (frame.history().has(property, list[i])) {
                    int of = rank(frame.history(), list[i]);
                    if (of < rank) {
                        rank = of;
                        best = list[i];
                    }
                }
            }
            return best;
        }

        private int rank(History history, int event) {
            int place = history.has(source, event) ? trusted.indexOf(history.text(history.value(source, event))) : -1;
            return place < 0 ? trusted.size() : place;
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            int event = event(frame);
            if (event >= 0) {
                citation.add(event);
            }
            of.citeZone(frame, citation);
        }
    }

    /// `sum(E.p half-life 30 days)`, `count(E half-life 30 days)`
    ///
    /// @param property null for a count
    record Faded(Plain of, @Nullable Property property, long halfLife) implements Folds {
        @Override
        public Form form() {
            return Form.DOUBLE;
        }

        @Override
        public boolean moves() {
            return true;
        }

        @Override
        public long raw(Frame frame) {
            long range = of.range(frame);
            int[] list = of.list(frame);
            int last = Occurrences.to(range) - 1;
            if (last < Occurrences.from(range)) {
                return Double.doubleToRawLongBits(0.0);
            }
            long reference = frame.history().at(list[last]);
            double sum = 0;
            for (int i = Occurrences.from(range); i <= last; i++) {
                double value = value(frame.history(), list[i]);
                sum += value * weight(reference - frame.history().at(list[i]));
            }
            return Double.doubleToRawLongBits(
                    sum * weight(frame.now() - reference) + 0.0); // no -0.0, whose bits are MISSING
        }

        private double value(History history, int event) {
            if (property == null) {
                return 1;
            }
            BigDecimal value = Stored.decimal(property.type(), history.value(property, event));
            return value == null ? 0 : value.doubleValue();
        }

        private double weight(long age) {
            return StrictMath.pow(2, -(double) age / halfLife);
        }
    }

    /// What a property holds, as decimals see it.
    final class Stored {
        private Stored() {}

        static int scale(ValueType type) {
            return type == ValueType.MONEY ? 4 : 0;
        }

        static @Nullable BigDecimal decimal(ValueType type, long raw) {
            if (raw == History.MISSING) {
                return null;
            }
            return type == ValueType.NUMBER
                    ? BigDecimal.valueOf(Double.longBitsToDouble(raw))
                    : BigDecimal.valueOf(raw, scale(type));
        }

        /// Half-even to whole steps.
        static long whole(BigDecimal value) {
            return value.setScale(0, RoundingMode.HALF_EVEN).longValue();
        }
    }
}

package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.util.List;

/// Formulas that count and add up.
sealed interface Tally extends HistoryFormula {
    /// How many events; 0 where there are none.
    record Count(Selection events) implements Tally {
        @Override
        public Tag.Type type() {
            return Tag.Type.INTEGER;
        }

        @Override
        public Needs needs() {
            return events.needs();
        }

        @Override
        public long value(History history, Moment moment) {
            long count = 0;
            for (int e = events.next(history, moment, -1); e >= 0; e = events.next(history, moment, e)) {
                count++;
            }
            return count;
        }

        @Override
        public long changesAt(History history, Moment moment) {
            return events.changesAt(history, moment, 1);
        }

        @Override
        public int[] counted(History history, Moment moment) {
            return events.all(history, moment);
        }
    }

    /// The sum of a property; 0 where there is nothing to add.
    record Sum(Selection events, Property property) implements Tally {
        @Override
        public Tag.Type type() {
            return typeOf(property);
        }

        @Override
        public Needs needs() {
            return events.needs().and(property);
        }

        @Override
        public long value(History history, Moment moment) {
            return total(events, property, history, moment.micros());
        }

        @Override
        public long changesAt(History history, Moment moment) {
            return events.changesAt(history, moment, 1);
        }

        @Override
        public int[] counted(History history, Moment moment) {
            return events.all(history, moment);
        }
    }

    /// The mean of a property over the events that have it, half-even; missing where there are none.
    record Average(Selection events, Property property) implements Tally {
        @Override
        public Tag.Type type() {
            return property.type() == ValueType.MONEY ? Tag.Type.MONEY : Tag.Type.NUMBER;
        }

        @Override
        public Needs needs() {
            return events.needs().and(property);
        }

        @Override
        public long value(History history, Moment moment) {
            long count = 0;
            for (int e = events.next(history, moment, -1); e >= 0; e = events.next(history, moment, e)) {
                count += history.has(property, e) ? 1 : 0;
            }
            if (count == 0) {
                return History.MISSING;
            }
            long sum = total(events, property, history, moment.micros());
            return property.type() == ValueType.MONEY
                    ? Money.average(sum, count)
                    : Double.doubleToRawLongBits(number(property, sum) / count);
        }

        @Override
        public long changesAt(History history, Moment moment) {
            return events.changesAt(history, moment, 1);
        }

        @Override
        public int[] counted(History history, Moment moment) {
            return events.all(history, moment);
        }
    }

    /// The greatest value of a property; missing where there is none.
    record Largest(Selection events, Property property) implements Tally {
        @Override
        public Tag.Type type() {
            return typeOf(property);
        }

        @Override
        public Needs needs() {
            return events.needs().and(property);
        }

        @Override
        public long value(History history, Moment moment) {
            int event = event(history, moment);
            return event < 0 ? History.MISSING : history.value(property, event);
        }

        @Override
        public long changesAt(History history, Moment moment) {
            return events.changesAt(history, moment, 1);
        }

        @Override
        public int[] counted(History history, Moment moment) {
            int event = event(history, moment);
            return event < 0 ? new int[0] : new int[] {event};
        }

        private int event(History history, Moment moment) {
            int best = -1;
            for (int e = events.next(history, moment, -1); e >= 0; e = events.next(history, moment, e)) {
                if (history.has(property, e)
                        && (best < 0
                                || number(property, history.value(property, e))
                                        > number(property, history.value(property, best)))) {
                    best = e;
                }
            }
            return best;
        }
    }

    /// One sum as a share of another, such as what went back of what was spent; missing where that is not
    /// positive.
    record Share(Sum part, Sum whole) implements Tally {
        @Override
        public Tag.Type type() {
            return Tag.Type.NUMBER;
        }

        @Override
        public Needs needs() {
            return Needs.union(List.of(part.needs(), whole.needs()));
        }

        @Override
        public long value(History history, Moment moment) {
            return ratio(
                    number(part.property(), part.value(history, moment)),
                    number(whole.property(), whole.value(history, moment)));
        }

        @Override
        public long changesAt(History history, Moment moment) {
            return Math.min(part.changesAt(history, moment), whole.changesAt(history, moment));
        }

        @Override
        public int[] counted(History history, Moment moment) {
            return Events.union(part.counted(history, moment), whole.counted(history, moment));
        }
    }

    /// The sum of a window over that of the window before it; missing where nothing was there before.
    record Trend(Sum sum) implements Tally {
        @Override
        public Tag.Type type() {
            return Tag.Type.NUMBER;
        }

        @Override
        public Needs needs() {
            return sum.needs();
        }

        @Override
        public long value(History history, Moment moment) {
            long before =
                    total(sum.events(), sum.property(), history, before(moment).micros());
            return ratio(number(sum.property(), sum.value(history, moment)), number(sum.property(), before));
        }

        @Override
        public long changesAt(History history, Moment moment) {
            return sum.events().changesAt(history, moment, 2);
        }

        @Override
        public int[] counted(History history, Moment moment) {
            return Events.union(sum.counted(history, moment), sum.counted(history, before(moment)));
        }

        private Moment before(Moment moment) {
            long earlier = moment.micros() - sum.events().lastDays() * LocalClock.MICROS_PER_DAY;
            return new Moment(earlier, moment.clock().day(earlier), moment.clock());
        }
    }

    private static long ratio(double part, double whole) {
        return whole > 0 ? Double.doubleToRawLongBits(part / whole) : History.MISSING;
    }

    /// The value of a property's `long` on its own scale.
    private static double number(Property property, long value) {
        return property.type() == ValueType.NUMBER ? Double.longBitsToDouble(value) : value;
    }

    private static long total(Selection events, Property property, History history, long end) {
        long sum = 0;
        double sumOfNumbers = 0;
        for (int e = events.next(history, end, -1); e >= 0; e = events.next(history, end, e)) {
            long value = history.value(property, e);
            if (value == History.MISSING) {
                continue;
            }
            if (property.type() == ValueType.NUMBER) {
                sumOfNumbers += Double.longBitsToDouble(value);
            } else {
                sum = Math.addExact(sum, value);
            }
        }
        return property.type() == ValueType.NUMBER ? Double.doubleToRawLongBits(sumOfNumbers) : sum;
    }

    private static Tag.Type typeOf(Property property) {
        return switch (property.type()) {
            case MONEY -> Tag.Type.MONEY;
            case INTEGER -> Tag.Type.INTEGER;
            case NUMBER -> Tag.Type.NUMBER;
            case TEXT, LIST, BOOLEAN, INSTANT, DATE ->
                throw new IllegalArgumentException(property.name() + " is no number");
        };
    }
}

package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Formulas about what comes most often, last, or in how many kinds. Of equally frequent values the latest
/// counts.
///
/// @param property whose values are compared; null where the question is about the time of the events
record Favourite(Selection events, @Nullable Property property, Question what) implements HistoryFormula {
    static final List<String> WEEKDAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    enum Question {
        /// The most frequent text.
        TOP,
        /// The latest text.
        LATEST,
        /// How many different values.
        DISTINCT,
        /// The most frequent local weekday.
        WEEKDAY,
        /// The most frequent local hour, 0 to 23.
        HOUR
    }

    @Override
    public Tag.Type type() {
        return switch (what) {
            case TOP, LATEST -> Tag.Type.TEXT;
            case DISTINCT, HOUR -> Tag.Type.INTEGER;
            case WEEKDAY -> Tag.Type.CHOICE;
        };
    }

    @Override
    public List<String> choices() {
        return what == Question.WEEKDAY ? WEEKDAYS : List.of();
    }

    @Override
    public Needs needs() {
        return property == null ? events.needs() : events.needs().and(property);
    }

    @Override
    public long value(History history, Moment moment) {
        long[] values = new long[history.size()];
        int size = 0;
        for (int e = events.next(history, moment, -1); e >= 0; e = events.next(history, moment, e)) {
            long value = valueOf(history, moment, e);
            if (value != History.MISSING) {
                values[size++] = value;
            }
        }
        return switch (what) {
            case TOP, WEEKDAY, HOUR -> top(values, size);
            case LATEST -> size == 0 ? History.MISSING : values[size - 1];
            case DISTINCT -> different(values, size);
        };
    }

    @Override
    public long changesAt(History history, Moment moment) {
        return events.changesAt(history, moment, 1);
    }

    @Override
    public int[] counted(History history, Moment moment) {
        int[] all = events.all(history, moment);
        if (what == Question.DISTINCT) {
            return all;
        }
        long value = value(history, moment);
        int[] same = Arrays.stream(all)
                .filter(event -> value != History.MISSING && valueOf(history, moment, event) == value)
                .toArray();
        return what == Question.LATEST ? Events.last(same) : same;
    }

    private long valueOf(History history, Moment moment, int event) {
        if (property != null) {
            return history.value(property, event);
        }
        return what == Question.HOUR
                ? moment.clock().hour(history.at(event))
                : LocalClock.weekday(moment.clock().day(history.at(event))) - 1;
    }

    private static long different(long[] values, int size) {
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        int count = 0;
        for (int i = 0; i < size; i = runEnd(sorted, i)) {
            count++;
        }
        return count;
    }

    private static long top(long[] values, int size) {
        if (size == 0) {
            return History.MISSING;
        }
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        int most = 0;
        for (int i = 0, next; i < size; i = next) {
            next = runEnd(sorted, i);
            most = Math.max(most, next - i);
        }
        for (int i = size - 1; ; i--) {
            int from = Arrays.binarySearch(sorted, values[i]);
            while (from > 0 && sorted[from - 1] == values[i]) {
                from--;
            }
            if (runEnd(sorted, from) - from == most) {
                return values[i];
            }
        }
    }

    private static int runEnd(long[] sorted, int from) {
        int end = from + 1;
        while (end < sorted.length && sorted[end] == sorted[from]) {
            end++;
        }
        return end;
    }
}

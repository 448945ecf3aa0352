package dev.limner.source;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Some hundreds of events on their way into the store, column by column.
public final class EventBatch {
    /// How many events a batch holds at the most.
    public static final int ROOM = 2048;

    /// Stands for "nobody known" among [#customers].
    public static final int ANONYMOUS = -1;

    private final List<Property> properties;
    private final long[][] values;
    private final @Nullable String[][] texts;

    public final EventType[] types = new EventType[ROOM];
    /// The node that each event is known by.
    public final int[] customers = new int[ROOM];
    /// Microseconds since 1970.
    public final long[] at = new long[ROOM];

    public final long[] known = new long[ROOM];
    public final long[] idHigh = new long[ROOM];
    public final long[] idLow = new long[ROOM];
    public final @Nullable String[] rest = new @Nullable String[ROOM];
    private int size;

    public EventBatch(TrackingPlan plan) {
        properties = plan.properties();
        values = new long[properties.size()][];
        texts = new @Nullable String[properties.size()][];
        for (Property property : properties) {
            if (property.type().isText()) {
                texts[property.ordinal()] = new @Nullable String[ROOM];
            } else {
                values[property.ordinal()] = new long[ROOM];
            }
        }
    }

    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == ROOM;
    }

    public List<Property> properties() {
        return properties;
    }

    /// Begins one event more, without any property, and returns its index.
    public int extend() {
        for (Property property : properties) {
            if (property.type().isText()) {
                texts[property.ordinal()][size] = null;
            } else {
                values[property.ordinal()][size] = History.MISSING;
            }
        }
        rest[size] = null;
        return size++;
    }

    /// Takes the last event back.
    public void retract() {
        size--;
    }

    /// The values of a property that is stored as no text.
    public long[] values(Property property) {
        return values[property.ordinal()];
    }

    /// The values of a property that is stored as text: texts, and lists as [dev.limner.event.Lists] writes
    /// them.
    public @Nullable String[] texts(Property property) {
        return texts[property.ordinal()];
    }

    /// Takes out all events but those at the places that are kept, which move together.
    public void retain(IntPredicate kept) {
        int to = 0;
        for (int from = 0; from < size; from++) {
            if (kept.test(from)) {
                move(from, to++);
            }
        }
        size = to;
    }

    private void move(int from, int to) {
        types[to] = types[from];
        customers[to] = customers[from];
        at[to] = at[from];
        known[to] = known[from];
        idHigh[to] = idHigh[from];
        idLow[to] = idLow[from];
        rest[to] = rest[from];
        for (Property property : properties) {
            if (property.type().isText()) {
                texts[property.ordinal()][to] = texts[property.ordinal()][from];
            } else {
                values[property.ordinal()][to] = values[property.ordinal()][from];
            }
        }
    }

    /// Empties the batch.
    public void clear() {
        Arrays.fill(rest, 0, size, null);
        size = 0;
    }

    /// The values of an event as people see them, by property; what is missing is left out.
    Map<String, String> values(int event) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Property property : types[event].properties()) {
            String text = property.type().isText()
                    ? texts[property.ordinal()][event]
                    : text(property, values[property.ordinal()][event]);
            if (text != null) {
                shown.put(property.name(), text);
            }
        }
        return shown;
    }

    private static @Nullable String text(Property property, long value) {
        if (value == History.MISSING) {
            return null;
        }
        return switch (property.type()) {
            case INTEGER -> Long.toString(value);
            case MONEY -> BigDecimal.valueOf(value, Fields.MONEY_SCALE).toPlainString();
            case NUMBER -> Double.toString(Double.longBitsToDouble(value));
            case BOOLEAN -> Boolean.toString(value == 1);
            case INSTANT -> LocalClock.instant(value).toString();
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case TEXT, LIST -> throw new AssertionError("texts are no longs");
        };
    }
}

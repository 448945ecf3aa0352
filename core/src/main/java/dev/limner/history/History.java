package dev.limner.history;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// One customer's events in the order (at, known, id), column by column.
///
/// An engine fills one history again and again: a study reads it while it is given and keeps nothing of it.
/// It may hold
/// more event types than a study asked for (other studies ran in the same pass), so a study always looks at
/// the type.
public final class History {
    /// Stands for "this event has no such value".
    public static final long MISSING = Long.MIN_VALUE;

    private final LongFunction<String> texts;
    private final @Nullable Column[] columns;
    private int customer = -1;
    private int size;
    private int[] types = new int[64];
    private long[] at = new long[64];

    private static final class Column {
        private long[] values = missing(64);
    }

    private static long[] missing(int size) {
        long[] values = new long[size];
        Arrays.fill(values, MISSING);
        return values;
    }

    /// An empty history that can hold `properties`; `texts` tells the text of a code.
    public History(Collection<Property> properties, LongFunction<String> texts) {
        this.texts = texts;
        int most = properties.stream().mapToInt(Property::ordinal).max().orElse(-1);
        columns = new @Nullable Column[most + 1];
        properties.forEach(property -> columns[property.ordinal()] = new Column());
    }

    private History(int columns, LongFunction<String> texts) {
        this.texts = texts;
        this.columns = new @Nullable Column[columns];
    }

    /// Whether codes of texts mean the same here and there.
    public boolean sharesTexts(History other) {
        return texts.equals(other.texts);
    }

    /// The customer's number.
    public int customer() {
        return customer;
    }

    /// How many events there are.
    public int size() {
        return size;
    }

    public boolean is(EventType type, int event) {
        return types[event] == type.ordinal();
    }

    /// The ordinal of the event's type.
    public int type(int event) {
        return types[event];
    }

    /// When it happened, in microseconds since 1970.
    public long at(int event) {
        return at[event];
    }

    public boolean has(Property property, int event) {
        return value(property, event) != MISSING;
    }

    /// The value as [dev.limner.event.ValueType] says, or [#MISSING].
    ///
    /// @throws NullPointerException where the study did not ask for the property
    public long value(Property property, int event) {
        return column(property).values[event];
    }

    /// The value of a number, NaN where missing.
    public double number(Property property, int event) {
        long bits = value(property, event);
        return bits == MISSING ? Double.NaN : Double.longBitsToDouble(bits);
    }

    /// The text of a code that [#value] gave for a text or a list; equal texts have equal codes within one run.
    public String text(long code) {
        return texts.apply(code);
    }

    /// Empties the history for the next customer.
    public void begin(int nextCustomer) {
        for (Column column : columns) {
            if (column != null) {
                Arrays.fill(column.values, 0, size, MISSING);
            }
        }
        restart(nextCustomer);
    }

    /// Empties the history for the next customer; whoever fills it has taken out all values already.
    void restart(int nextCustomer) {
        customer = nextCustomer;
        size = 0;
    }

    /// Takes out all events but the first so many, which must be all that have values.
    void shorten(int events) {
        size = events;
    }

    /// A history of its own with only these of this one's events.
    ///
    /// @param events their indices, ascending, of which the first `count` are taken
    public History only(int[] events, int count) {
        return only(events, count, texts);
    }

    History only(int[] events, int count, LongFunction<String> readBy) {
        History only = new History(columns.length, readBy);
        only.begin(customer);
        only.extend(count);
        for (int i = 0; i < count; i++) {
            only.types[i] = types[events[i]];
            only.at[i] = at[events[i]];
        }
        for (int c = 0; c < columns.length; c++) {
            Column column = columns[c];
            if (column != null) {
                Column copy = new Column();
                copy.values = missing(only.at.length);
                for (int i = 0; i < count; i++) {
                    copy.values[i] = column.values[events[i]];
                }
                only.columns[c] = copy;
            }
        }
        return only;
    }

    /// Makes room for so many events more, all their values missing, and returns the index of the first.
    public int extend(int events) {
        int first = size;
        size += events;
        if (size > at.length) {
            int room = Math.max(size, at.length * 2);
            types = Arrays.copyOf(types, room);
            at = Arrays.copyOf(at, room);
            for (Column column : columns) {
                if (column != null) {
                    int before = column.values.length;
                    column.values = Arrays.copyOf(column.values, room);
                    Arrays.fill(column.values, before, room, MISSING);
                }
            }
        }
        return first;
    }

    /// The type ordinals, to be filled for [#extend]ed events.
    public int[] types() {
        return types;
    }

    /// The instants, to be filled for [#extend]ed events.
    public long[] instants() {
        return at;
    }

    /// The values of a property, to be filled for [#extend]ed events.
    public long[] values(Property property) {
        return column(property).values;
    }

    /// Whether it can hold values of the property.
    boolean holds(Property property) {
        return property.ordinal() < columns.length && columns[property.ordinal()] != null;
    }

    /// Makes room for one event at a place, without any value.
    void insert(int place) {
        int moved = size - place;
        extend(1);
        System.arraycopy(types, place, types, place + 1, moved);
        System.arraycopy(at, place, at, place + 1, moved);
        for (Column column : columns) {
            if (column != null) {
                System.arraycopy(column.values, place, column.values, place + 1, moved);
                column.values[place] = MISSING;
            }
        }
    }

    private Column column(Property property) {
        return Objects.requireNonNull(
                property.ordinal() < columns.length ? columns[property.ordinal()] : null,
                () -> "the study did not ask for the property " + property.name());
    }
}

package dev.limner.history;

import dev.limner.event.Property;
import dev.limner.history.EventPacking.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Reads packed histories, each into the place of the one before. One thread at a time.
final class HotReader {
    /// Events of a type have few different masks.
    private static final int SHAPES_A_TYPE = 64;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final Shape[] NONE = {};

    private final EventPacking packing;
    private final Property known;
    private final History scratch;
    private final long[][] columns;
    /// Which columns have values.
    private final boolean[] written;
    /// By type, word of the masks and some bits of the mask.
    private Shape[] shapes = NONE;

    HotReader(EventPacking packing, Property known, LongFunction<String> texts) {
        this.packing = packing;
        this.known = known;
        List<Property> all = new ArrayList<>(packing.kept());
        all.add(known);
        scratch = new History(all, texts);
        columns = columns();
        written = new boolean[columns.length];
    }

    private long[][] columns() {
        return packing.kept().stream().map(scratch::values).toArray(long[][]::new);
    }

    /// A history; it stands until the next one is read.
    ///
    /// @param wanted which events; null for all
    History history(int customer, byte[] from, HotHistories.@Nullable Wanted wanted) {
        int count = PackedHistory.count(from);
        int block = count == 0 || wanted == null ? 0 : PackedHistory.block(from, wanted.since());
        int first = PackedHistory.firstEvent(block);
        begin(customer, count - first);
        if (count > 0) {
            Bytes in = new Bytes(from, PackedHistory.offset(from, block));
            scratch.shorten(read(in, count - first, PackedHistory.before(from, block), wanted));
        }
        return scratch;
    }

    /// Reads events, and says how many of them are wanted.
    private int read(Bytes in, int count, long before, HotHistories.@Nullable Wanted wanted) {
        int[] types = scratch.types();
        long[] instants = scratch.instants();
        long[] knowns = scratch.values(known);
        long at = before;
        int event = 0;
        for (int i = 0; i < count; i++) {
            int head = (int) in.number();
            int type = head >>> 1;
            at += in.span();
            long since = (head & 1) == 0 ? at : at + in.span();
            in.skip(Long.BYTES);
            int size = (int) in.number();
            if (wanted != null && !wanted.types().get(type)) {
                in.skip(size);
                continue;
            }
            types[event] = type;
            instants[event] = at;
            knowns[event] = since;
            if (wanted == null || wanted.valued().get(type)) {
                values(in, event, type);
            } else {
                in.skip(size);
            }
            event++;
        }
        return event;
    }

    private void begin(int customer, int count) {
        for (int p = 0; p < columns.length; p++) {
            if (written[p]) {
                Arrays.fill(columns[p], 0, scratch.size(), History.MISSING);
                written[p] = false;
            }
        }
        int[] before = scratch.types();
        scratch.restart(customer);
        scratch.extend(count);
        if (scratch.types() != before) {
            System.arraycopy(columns(), 0, columns, 0, columns.length);
        }
    }

    /// Sets the values that an event has; the others are missing already.
    private void values(Bytes in, int event, int type) {
        for (int word = 0; word < packing.words(); word++) {
            Shape shape = shape(type, word, in.number());
            for (int i = 0; i < shape.kinds.length; i++) {
                int column = shape.places[i];
                columns[column][event] = EventPacking.value(in, shape.kinds[i]);
                written[column] = true;
            }
        }
    }

    private Shape shape(int type, int word, long mask) {
        int row = type * packing.words() + word;
        int place = row * SHAPES_A_TYPE + (int) ((mask * GOLDEN) >>> (Long.SIZE - 6));
        if (place >= shapes.length) {
            int before = shapes.length;
            shapes = Arrays.copyOf(shapes, (row + 1) * SHAPES_A_TYPE);
            Arrays.fill(shapes, before, shapes.length, packing.shape(0, 0));
        }
        Shape met = shapes[place];
        if (met.mask != mask) {
            met = packing.shape(word, mask);
            shapes[place] = met;
        }
        return met;
    }

    /// All events by themselves, in order.
    List<HotEvent> events(byte[] from) {
        History history = history(-1, from, null);
        int count = history.size();
        List<HotEvent> events = new ArrayList<>(count);
        if (count == 0) {
            return events;
        }
        int width = packing.kept().stream()
                .mapToInt(property -> property.ordinal() + 1)
                .max()
                .orElse(0);
        Bytes in = new Bytes(from, PackedHistory.offset(from, 0));
        for (int e = 0; e < count; e++) {
            boolean later = (in.number() & 1) != 0;
            in.span();
            if (later) {
                in.span();
            }
            long id = in.fixed();
            in.skip((int) in.number());
            long[] values = new long[width];
            Arrays.fill(values, History.MISSING);
            for (Property property : packing.kept()) {
                values[property.ordinal()] = history.value(property, e);
            }
            events.add(new HotEvent(
                    history.type(e), history.at(e), history.value(known, e), id, new HotEvent.Values(values)));
        }
        return events;
    }
}

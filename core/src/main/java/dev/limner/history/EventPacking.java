package dev.limner.history;

import dev.limner.event.Property;
import dev.limner.event.ValueType;
import java.util.Arrays;
import java.util.List;

/// How one event is packed: its type, its instant (as a span after the one before), when it was known (as a span
/// after its instant, where they differ), the first bits of its id, how many bytes follow of it, which properties
/// it has, and their values. All but ids and doubles are numbers of variable length.
///
/// @param kept the properties that are packed
/// @param kinds by kept property, how its values are packed
/// @param words how many masks of properties an event has
record EventPacking(List<Property> kept, List<Integer> kinds, int words) {
    static final int NUMBER = 0;
    static final int FIXED = 1;
    static final int SIGNED = 2;
    static final int SPAN = 3;

    private static final int PROPERTIES_A_MASK = 63;

    static EventPacking of(List<Property> kept) {
        return new EventPacking(
                List.copyOf(kept),
                kept.stream().map(property -> kind(property.type())).toList(),
                (kept.size() + PROPERTIES_A_MASK - 1) / PROPERTIES_A_MASK);
    }

    private static int kind(ValueType type) {
        return switch (type) {
            case TEXT, LIST, BOOLEAN -> NUMBER;
            case NUMBER -> FIXED;
            case INTEGER, MONEY, DATE -> SIGNED;
            case INSTANT -> SPAN;
        };
    }

    /// The properties of a mask.
    static final class Shape {
        final long mask;
        /// Theirs among the kept ones.
        final int[] places;
        final int[] kinds;

        private Shape(long mask, int... places) {
            this.mask = mask;
            this.places = places;
            this.kinds = new int[places.length];
        }
    }

    Shape shape(int word, long mask) {
        int[] places = new int[Long.bitCount(mask)];
        long rest = mask;
        for (int i = 0; i < places.length; i++) {
            places[i] = word * PROPERTIES_A_MASK + Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
        Shape shape = new Shape(mask, places);
        Arrays.setAll(shape.kinds, i -> kinds.get(places[i]));
        return shape;
    }

    static long value(Bytes in, int kind) {
        return switch (kind) {
            case NUMBER -> in.number();
            case FIXED -> in.fixed();
            case SIGNED -> in.signed();
            default -> in.span();
        };
    }

    private static void pack(Bytes out, long value, int kind) {
        switch (kind) {
            case NUMBER -> out.putNumber(value);
            case FIXED -> out.putFixed(value);
            case SIGNED -> out.putSigned(value);
            default -> out.putSpan(value);
        }
    }

    /// Packs events, each into the place of the one before.
    final class Writer {
        private final Bytes out = new Bytes(new byte[256], 0);
        private final Bytes values = new Bytes(new byte[256], 0);

        /// @param before when the event before it happened; 0 for none
        Bytes pack(HotEvent event, long before) {
            boolean later = event.known() != event.at();
            out.clear();
            out.putNumber(((long) event.type() << 1) | (later ? 1 : 0));
            out.putSpan(event.at() - before);
            if (later) {
                out.putSpan(event.known() - event.at());
            }
            out.putFixed(event.id());
            values.clear();
            for (int word = 0; word < words; word++) {
                pack(event, word);
            }
            out.putNumber(values.size());
            out.put(values);
            return out;
        }

        private void pack(HotEvent event, int word) {
            int first = word * PROPERTIES_A_MASK;
            int end = Math.min(kept.size(), first + PROPERTIES_A_MASK);
            long mask = 0;
            for (int p = first; p < end; p++) {
                mask |= event.values().of(kept.get(p)) == History.MISSING ? 0 : 1L << (p - first);
            }
            values.putNumber(mask);
            for (int p = first; p < end; p++) {
                if (((mask >>> (p - first)) & 1) != 0) {
                    EventPacking.pack(values, event.values().of(kept.get(p)), kinds.get(p));
                }
            }
        }
    }
}

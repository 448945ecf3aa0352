package dev.limner.history;

import java.util.Arrays;

/// How the events of one customer lie in an array of bytes: when the last one happened and how many there are; of
/// each block of events but the first, where it begins and when the event before it happened, so that what is older
/// than anybody asks for need not be read; then the events.
final class PackedHistory {
    /// Of a customer without events.
    static final byte[] NONE = {};

    /// The last instant and the count.
    private static final int HEADER = Long.BYTES + Integer.BYTES;
    /// Where a block begins, and the instant before it.
    private static final int ENTRY = Integer.BYTES + Long.BYTES;

    private static final int EVENTS_A_BLOCK = 32;

    private PackedHistory() {}

    static int count(byte[] of) {
        return of.length == 0 ? 0 : Bytes.count(of, Long.BYTES);
    }

    /// When the last event happened; there must be one.
    static long last(byte[] of) {
        return Bytes.fixed(of, 0);
    }

    private static int blocks(int events) {
        return events == 0 ? 0 : 1 + (events - 1) / EVENTS_A_BLOCK;
    }

    private static int start(int events) {
        return HEADER + ENTRY * (blocks(events) - 1);
    }

    /// The first block that has events which happened at `since` or later, from 0.
    static int block(byte[] of, long since) {
        int low = 0;
        int high = blocks(count(of)) - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (before(of, middle) < since) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// The first event of a block, by its place among all.
    static int firstEvent(int block) {
        return block * EVENTS_A_BLOCK;
    }

    /// Where a block begins in the array.
    static int offset(byte[] of, int block) {
        int start = start(count(of));
        return block == 0 ? start : start + Bytes.count(of, HEADER + ENTRY * (block - 1));
    }

    /// When the event before a block happened; 0 of the first.
    static long before(byte[] of, int block) {
        return block == 0 ? 0 : Bytes.fixed(of, HEADER + ENTRY * (block - 1) + Integer.BYTES);
    }

    /// The same events and one more at the end.
    static byte[] with(byte[] before, Bytes event, long at) {
        int count = count(before);
        int start = count == 0 ? HEADER : start(count);
        int length = count == 0 ? 0 : before.length - start;
        boolean begins = count > 0 && blocks(count + 1) > blocks(count);
        byte[] all = new byte[start + (begins ? ENTRY : 0) + length + event.size()];
        if (count > 0) {
            System.arraycopy(before, 0, all, 0, start);
            System.arraycopy(before, start, all, start + (begins ? ENTRY : 0), length);
        }
        if (begins) {
            Bytes.setCount(all, start, length);
            Bytes.setFixed(all, start + Integer.BYTES, last(before));
        }
        event.copyTo(all, all.length - event.size());
        Bytes.setFixed(all, 0, at);
        Bytes.setCount(all, Long.BYTES, count + 1);
        return all;
    }

    /// Packs events one after the other.
    static final class Builder {
        private final Bytes events = new Bytes(new byte[4096], 0);
        private int count;
        private long last;
        private int[] offsets = new int[16];
        private long[] befores = new long[16];

        /// Begins anew.
        Builder clear() {
            events.clear();
            count = 0;
            last = 0;
            return this;
        }

        /// When the event before happened; 0 where there is none yet.
        long last() {
            return last;
        }

        void add(Bytes event, long at) {
            int block = count / EVENTS_A_BLOCK;
            if (count > 0 && count % EVENTS_A_BLOCK == 0) {
                if (block > offsets.length) {
                    offsets = Arrays.copyOf(offsets, 2 * block);
                    befores = Arrays.copyOf(befores, 2 * block);
                }
                offsets[block - 1] = events.size();
                befores[block - 1] = last;
            }
            events.put(event);
            last = at;
            count++;
        }

        byte[] build() {
            if (count == 0) {
                return NONE;
            }
            int start = start(count);
            byte[] all = new byte[start + events.size()];
            Bytes.setFixed(all, 0, last);
            Bytes.setCount(all, Long.BYTES, count);
            for (int entry = 0; entry < blocks(count) - 1; entry++) {
                Bytes.setCount(all, HEADER + ENTRY * entry, offsets[entry]);
                Bytes.setFixed(all, HEADER + ENTRY * entry + Integer.BYTES, befores[entry]);
            }
            events.copyTo(all, start);
            return all;
        }
    }
}

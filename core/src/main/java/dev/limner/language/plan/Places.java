package dev.limner.language.plan;

import dev.limner.history.History;
import java.util.Arrays;

/// Different values, numbered from 0 in the order in which they were first added.
final class Places {
    private final long[] keys;
    private final int[] places;
    private final long[] values;
    private int size;

    /// Room for so many values.
    Places(int most) {
        int room = Integer.highestOneBit(Math.max(4, most)) * 4;
        keys = new long[room];
        places = new int[room];
        values = new long[most];
        Arrays.fill(keys, History.MISSING);
    }

    void add(long value) {
        int at = find(value);
        if (keys[at] == History.MISSING) {
            keys[at] = value;
            places[at] = size;
            values[size++] = value;
        }
    }

    /// The number of a value; -1 where it was not added, or is missing.
    int of(long value) {
        int at = value == History.MISSING ? -1 : find(value);
        return at < 0 || keys[at] == History.MISSING ? -1 : places[at];
    }

    int size() {
        return size;
    }

    long value(int place) {
        return values[place];
    }

    private int find(long value) {
        int mask = keys.length - 1;
        int at = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (keys[at] != History.MISSING && keys[at] != value) {
            at = (at + 1) & mask;
        }
        return at;
    }
}

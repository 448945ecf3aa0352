package dev.limner.language.plan;

import java.util.BitSet;

/// Events of one history that an answer rests on, by their indices.
public final class Citation {
    private final BitSet events = new BitSet();

    void add(int event) {
        events.set(event);
    }

    void add(int[] list, int from, int to) {
        for (int i = from; i < to; i++) {
            events.set(list[i]);
        }
    }

    /// The indices, ascending.
    public int[] events() {
        return events.stream().toArray();
    }
}

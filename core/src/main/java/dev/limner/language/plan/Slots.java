package dev.limner.language.plan;

import java.io.Serializable;
import java.util.BitSet;

/// How much a frame of a plan remembers: lists of events, ends of windows, answers; and which types of
/// event it sorts.
record Slots(int lists, int bounds, int truths, BitSet typesUsed) implements Serializable {
    int types() {
        return typesUsed.length();
    }

    boolean uses(int type) {
        return typesUsed.get(type);
    }
}

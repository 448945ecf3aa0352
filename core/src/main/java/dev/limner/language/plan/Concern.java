package dev.limner.language.plan;

import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Which events can change an answer: those of some sets, those of some types, or all; gathered while a
/// condition is compiled.
final class Concern {
    private final Set<Occurrences.Base> bases = Collections.newSetFromMap(new IdentityHashMap<>());
    private final BitSet types = new BitSet();
    private boolean everything;
    private boolean clock;

    void add(Occurrences.Base base) {
        bases.add(base);
    }

    /// All events of a type.
    void add(int type) {
        types.set(type);
    }

    /// Whatever happens.
    void everything() {
        everything = true;
    }

    /// Whatever changes the customer's clock.
    void clock() {
        clock = true;
    }

    void add(Concern other) {
        bases.addAll(other.bases);
        types.or(other.types);
        everything |= other.everything;
        clock |= other.clock;
    }

    Set<Occurrences.Base> bases() {
        return bases;
    }

    boolean isEverything() {
        return everything;
    }

    boolean isOfClock() {
        return clock;
    }

    /// Whether each event of a type concerns it, whatever it says.
    boolean isWhole(int type) {
        return everything || types.get(type);
    }
}

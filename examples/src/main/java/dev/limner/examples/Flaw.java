package dev.limner.examples;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A way in which rows of one file are broken on purpose: beside the first fitting row of some days, a
/// spoiled copy is written, so that the import has something to set aside.
///
/// @param reason what the import is expected to say of it
/// @param every how many days lie between two of them, the first on day `from`
record Flaw(String reason, int every, int from, Predicate<String[]> fits, UnaryOperator<String[]> spoil) {
    boolean isDueOn(int day) {
        return day % every == from;
    }
}

package dev.limner.models.tree;

import java.util.BitSet;

/// A way to split a leaf in two.
///
/// @param gain by how much the loss falls
/// @param column the column asked
/// @param code the last class that goes left, of a column of numbers
/// @param leftward the categories that go left, of a column of categories
/// @param category whether the column holds categories
/// @param missingLeft whether a missing value goes left
/// @param left the value of the left side
/// @param right the value of the right side
record LeafSplit(
        double gain,
        int column,
        int code,
        BitSet leftward,
        boolean category,
        boolean missingLeft,
        double left,
        double right) {
    static final LeafSplit NONE = new LeafSplit(0, -1, 0, new BitSet(), false, false, 0, 0);

    /// Whether a row of class `rowCode` in the column goes left.
    boolean goesLeft(int rowCode) {
        return rowCode == 0 ? missingLeft : category ? leftward.get(rowCode - 1) : rowCode <= code;
    }
}

package dev.limner.models.linkage;

import java.util.List;

/// How one thing that records tell is compared: in levels from different to equal.
public interface Comparison {
    /// The level of what is missing in either record: it says nothing for or against a match.
    int MISSING = -1;

    /// How it is called.
    String name();

    /// The column whose equal values are the highest level, and are rare or common.
    String column();

    /// Its levels, from the lowest, always `different`, to the highest, always `equal`; 14 at the most.
    List<String> levels();

    /// Whether different people of one household often agree in it: an address, a family name.
    boolean shared();

    /// Whether agreement in a rare value tells more than in a common one.
    boolean rarityTells();

    /// It, ready to compare the rows of `records`.
    Judge over(Records records);

    /// Tells the level at which two rows agree; called by several threads.
    @FunctionalInterface
    interface Judge {
        /// A level, or [#MISSING].
        int level(int left, int right);
    }
}

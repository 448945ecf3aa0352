package dev.limner.portrait;

import java.io.Serializable;
import java.util.List;

/// What computes a tag: from one history alone, or by comparing a population.
public sealed interface Formula extends Serializable permits HistoryFormula, PopulationFormula {
    /// The type of tag that it can fill.
    Tag.Type type();

    /// The ids of the values that it gives, in order, where it gives a choice.
    default List<String> choices() {
        return List.of();
    }
}

package dev.limner.benchmarks;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One condition of a definition: as the language writes it, and as SQL does in several ways.
///
/// @param absent whether the text says that the SQL does not hold
/// @param types the types of event it reads
/// @param stretch the time it reads
/// @param having what an aggregate over one customer's events of those types and that time decides; null
/// where none can
/// @param selects queries for the customers of whom the SQL holds, each customer once
record Question(
        String text,
        boolean absent,
        Set<String> types,
        Stretch stretch,
        @Nullable String having,
        List<String> selects) {

    Question {
        types = Set.copyOf(types);
        selects = List.copyOf(selects);
    }

    /// The opposite of it.
    Question negated() {
        return new Question("not (" + text + ")", !absent, types, stretch, having, selects);
    }
}

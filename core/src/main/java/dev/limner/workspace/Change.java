package dev.limner.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What applying definitions would do to one segment.
///
/// @param before the rule in force; null where there is none
/// @param after the rule to come; null where it is taken away
/// @param through the changed segments that it names, directly or through others, where its own rule stays
/// @param in how many customers come in as of now, and `out` go out; with some of their identifiers each
public record Change(
        String id,
        Kind kind,
        @Nullable String before,
        @Nullable String after,
        List<String> through,
        long in,
        long out,
        List<String> examplesIn,
        List<String> examplesOut) {
    public Change {
        through = List.copyOf(through);
        examplesIn = List.copyOf(examplesIn);
        examplesOut = List.copyOf(examplesOut);
    }

    /// How a segment changes.
    public enum Kind {
        NEW,
        CHANGED,
        REMOVED,
        /// Its rule stays, and names one that changes.
        TOUCHED
    }
}

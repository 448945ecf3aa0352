package dev.limner.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What applying definitions would do to one of them.
///
/// @param before the text in force; null where there is none
/// @param after the text to come; null where it is taken away
/// @param in how many customers come in as of now, and `out` go out; of a tag, how many get another value
/// and how many
/// lose the one that they had; with some of their identifiers each
/// @param touched the definitions that name it, directly or through others
/// @param through the changed definitions that it names, directly or through others
public record Change(
        Rulebook.Ref ref,
        Kind kind,
        @Nullable String before,
        @Nullable String after,
        long in,
        long out,
        List<String> examplesIn,
        List<String> examplesOut,
        List<String> touched,
        List<String> through) {
    public Change {
        examplesIn = List.copyOf(examplesIn);
        examplesOut = List.copyOf(examplesOut);
        touched = List.copyOf(touched);
        through = List.copyOf(through);
    }

    /// How a definition changes.
    public enum Kind {
        NEW,
        CHANGED,
        REMOVED,
        /// Its own text stays; customers come and go where it names one that changes.
        SAME
    }
}

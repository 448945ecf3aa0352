package dev.limner.language.naive;

import org.jspecify.annotations.Nullable;

/// Told of everything that the naive evaluator works out.
@FunctionalInterface
interface Watch {
    /// Takes note of a part and what it gave.
    ///
    /// @param part a node of the tree: an expression, a set of events, a window
    /// @param of the node that it stands in, under which component's name; null at the top
    /// @param value what it gave: for a set of events and a window, whether it held an event
    void saw(@Nullable Object of, String component, Object part, @Nullable Object value);
}

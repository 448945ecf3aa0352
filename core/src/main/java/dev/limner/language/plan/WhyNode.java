package dev.limner.language.plan;

import dev.limner.language.Span;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One part of an expression with its value for one history.
///
/// @param text as it is written in its definition
/// @param span where it stands in the text of its definition
/// @param events the events that the value rests on, ascending
/// @param looked at which events it looks; null where it looks at none itself
/// @param opened what the parts inside belong to; null where they are parts of the same definition
/// @param inside the parts it is made of; literals and conditions about single events are none
public record WhyNode(
        String text,
        Span span,
        Told value,
        List<Integer> events,
        @Nullable Looked looked,
        @Nullable Opened opened,
        List<WhyNode> inside)
        implements Serializable {
    public WhyNode {
        events = List.copyOf(events);
        inside = List.copyOf(inside);
    }

    /// How many things counted between two instants, both included; null for no bound.
    public record Looked(@Nullable Instant from, @Nullable Instant to, int count) implements Serializable {}

    /// What the parts inside of a node belong to.
    ///
    /// @param at as of when they are asked
    public record Opened(Kind kind, String name, Instant at) implements Serializable {}

    /// A definition of its own, or the value of a `for any` that the parts inside are told of.
    public enum Kind {
        SEGMENT,
        TAG,
        VALUE
    }
}

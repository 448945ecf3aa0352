package dev.limner.segment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer's way into a segment, or out of it.
///
/// @param value the value by which a `for any` holds; null for other conditions
/// @param at when it became known here
/// @param effectiveAt when it became true: the due instant, where time alone did it, also if nobody looked then
public record Crossing(
        String segment,
        int customer,
        @Nullable String value,
        boolean entered,
        Instant at,
        Instant effectiveAt,
        Cause cause) {
    /// What brought it about.
    public enum Cause {
        EVENT,
        CLOCK,
        EDIT,
        MERGE,
        ERASURE
    }
}

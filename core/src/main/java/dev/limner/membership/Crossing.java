package dev.limner.membership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer's way into a segment, or out of it.
///
/// @param version the version of the segment's definition; of a way out that of the one left
/// @param value the value by which a `for any` holds; null for other conditions
public record Crossing(
        String segment, int version, int customer, @Nullable String value, boolean entered, Moment moment) {

    /// When and why.
    ///
    /// @param at when it became known here
    /// @param effectiveAt when it became true: the due instant where time alone did it, also if nobody
    /// looked then; where a
    /// late event did it, since when it is true by all that is known now, though not from before that event
    public record Moment(Instant at, Instant effectiveAt, Cause cause) {
        /// From when on one could have known it: what time alone does is known in advance.
        public Instant knowable() {
            return cause == Cause.CLOCK ? effectiveAt : at;
        }
    }

    /// What brought it about.
    public enum Cause {
        EVENT,
        CLOCK,
        EDIT,
        MERGE,
        ERASURE
    }

    public Instant at() {
        return moment.at();
    }

    public Instant effectiveAt() {
        return moment.effectiveAt();
    }

    public Cause cause() {
        return moment.cause();
    }
}

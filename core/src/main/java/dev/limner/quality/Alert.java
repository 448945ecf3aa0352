package dev.limner.quality;

import dev.limner.problem.Words;
import org.jspecify.annotations.Nullable;

/// Something about a source that somebody should look at.
///
/// @param property the property that it is about; null where it is the source itself
public record Alert(Kind kind, @Nullable String property, Words words) {
    public enum Kind {
        /// No event for longer than is usual.
        STALE,
        /// Far fewer events than in earlier loads.
        FEWER,
        /// Many rows were set aside.
        SET_ASIDE,
        /// Many values cannot be right.
        INVALID,
        /// A property that has stopped coming, or comes much less often than before.
        MISSING,
        /// Values have moved much against the load before.
        DRIFTED
    }
}

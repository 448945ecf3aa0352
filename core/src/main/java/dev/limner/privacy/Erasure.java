package dev.limner.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The erasing of one person: masked from all reads at once, gone from the disk by a deadline.
///
/// @param at when it was asked for, by the machine's clock
/// @param until what was told of the person's identifiers up to here does not come back, by the
/// workspace's clock
/// @param due when nothing of the person may be on the disk any more
/// @param customer the number that the person had; nobody gets it again
/// @param found what was there to erase
/// @param doneAt when the last byte was gone; null before
public record Erasure(
        int number,
        Instant at,
        Instant until,
        Instant due,
        String who,
        String why,
        int customer,
        Found found,
        @Nullable Instant doneAt) {
    /// How much of a person there is.
    ///
    /// @param identifiers by which the person was known
    /// @param stays in segments, kept by the log
    /// @param intents of triggers
    /// @param quarantined rows set aside that bear one of the identifiers
    /// @param rawFiles kept raw rows of whole loads that have some of the person's, and go with them
    public record Found(int identifiers, long events, long stays, long intents, long quarantined, int rawFiles) {}

    /// Whether the deadline has passed and bytes are left.
    public boolean isLate(Instant now) {
        return doneAt == null && now.isAfter(due);
    }
}

package dev.limner.segment;

import dev.limner.membership.Crossing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found of one customer.
///
/// @param changes in which segments he is no more what he was
/// @param crossings who is told what, in order; none where he is looked at for the first time
/// @param zone where he lives by the clock; null where that counts for nothing
record Found(
        Turn turn,
        List<Change> changes,
        List<Crossing> crossings,
        @Nullable String zone) {
    /// What becomes of one customer in one segment.
    ///
    /// @param number of the segment in its plan
    /// @param values those by which the customer is in from now on
    record Change(LiveRule rule, int number, boolean in, List<String> values) {}
}

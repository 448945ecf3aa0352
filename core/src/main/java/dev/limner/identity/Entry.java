package dev.limner.identity;

import java.time.Instant;

/// One entry of the identity log: what changed who is who, when, by whom and why. None is ever taken out.
///
/// @param at by the machine's clock
/// @param known by the workspace's clock: from when on the change counts for questions *as known*
/// @param nodes below what number all nodes lay
public record Entry(int number, Instant at, Instant known, String who, String why, Act act, int nodes) {

    /// What was done.
    public sealed interface Act {}

    /// A load brought evidence.
    public record Loaded(int load) implements Act {}

    /// Another policy holds from now on, and for all history.
    public record Applied(Policy policy) implements Act {}

    /// A person decided by hand, or let stand what a comparison says.
    public record Decided(Decision decision) implements Act {}

    /// A person was erased: the nodes are nobody's from now on, and at every instant before. It is never
    /// undone.
    public record Erased(int erasure) implements Act {}

    /// An earlier entry no longer counts.
    public record Undone(int entry) implements Act {}
}

package dev.limner.access;

/// How a server lets callers in: anybody, or whoever says who he is.
public sealed interface Access permits Access.Open, Closed {
    /// Whoever reaches the server may do everything, which is why it is for one machine alone.
    record Open() implements Access {}
}

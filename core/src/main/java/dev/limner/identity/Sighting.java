package dev.limner.identity;

/// That identifiers were seen together: the evidence of a link between them.
///
/// @param node which of them, a [Customers.Together]
/// @param source whose rows said so
/// @param load the load that brought it
/// @param known when it was first known, microseconds since 1970; the earliest of several counts
public record Sighting(int node, String source, int load, long known) {}

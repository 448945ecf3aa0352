package dev.limner.models.statistics;

/// A least value that a search has found.
///
/// @param point where it lies
/// @param value the objective there
/// @param evaluations how often the objective was asked
/// @param converged whether the search ended by its own criterion and not at its limit of steps
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Minimum(double[] point, double value, int evaluations, boolean converged) {}

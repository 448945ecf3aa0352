package dev.limner.models;

/// Where a fitted model came from: enough to fit it again and get the same model.
///
/// @param algorithm the name of the algorithm
/// @param options the options as text, the seed among them where chance plays a part
/// @param rows the number of observations, equal ones counted as often as they occur
/// @param columns the number of measures an observation has
public record Provenance(String algorithm, String options, long rows, int columns) {}

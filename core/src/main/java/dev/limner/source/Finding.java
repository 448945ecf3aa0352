package dev.limner.source;

import dev.limner.problem.Words;

/// Something that was found out about a file from a sample of it.
///
/// @param key what was found out, as the mapping calls it, such as `format.encoding`
/// @param value what it is taken for
/// @param reason what in the sample speaks for it
public record Finding(String key, String value, Confidence confidence, Words reason) {}

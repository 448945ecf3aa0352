package dev.limner.source.clean;

import org.jspecify.annotations.Nullable;

/// What a mending rule found in one row: a value that it changed, or one that it holds suspect.
///
/// @param value what stands there now; empty where it is missing now
/// @param evidence the column that outweighed it; null where the value is suspect by itself
/// @param reads what that column says of it
/// @param suspect why a number is suspect; null where a value was mended
public record Finding(
        String rule,
        String column,
        String value,
        @Nullable String evidence,
        @Nullable String reads,
        @Nullable String suspect) {}

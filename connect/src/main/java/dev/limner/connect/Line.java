package dev.limner.connect;

import org.jspecify.annotations.Nullable;

/// One line of a text file.
///
/// @param number from 1
/// @param end the characters that end it; empty at the end of the file
/// @param broken why it cannot be read, as [dev.limner.source.Reasons] names it; null where it can
record Line(long number, String text, String end, @Nullable String broken) {}

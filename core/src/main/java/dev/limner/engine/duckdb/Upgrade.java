package dev.limner.engine.duckdb;

import java.nio.file.Path;

/// That a store was brought from an earlier schema to this program's when it was opened.
///
/// @param copy the store as it was before
public record Upgrade(int from, int to, Path copy) {}

package dev.limner.engine.duckdb;

import org.jspecify.annotations.Nullable;

/// The two tables that rows of a load go to.
///
/// @param catalog of both, as an appender is told it; null for the store's own
record Tables(@Nullable String catalog, String events, String quarantine) {
    /// The delta and the quarantine.
    static final Tables OF_STORE = new Tables(null, "delta", "quarantine");

    /// Tables of one connection, which nobody else sees.
    static final Tables ASIDE = new Tables("temp", "replayed", "replayed_quarantine");
}

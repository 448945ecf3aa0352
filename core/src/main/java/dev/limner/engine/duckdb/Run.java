package dev.limner.engine.duckdb;

import dev.limner.history.History;

/// One sorted run of events, those of a month or of some neighbouring months, read from its first customer to
/// its last.
sealed interface Run extends AutoCloseable permits RunCursor, MirrorRun {
    /// The customer at the end of a run.
    int END = Integer.MAX_VALUE;

    /// The customer whose events come next, or [#END].
    int customer();

    /// Adds the next customer's events, as far as they are wanted, to `history`.
    void take(History history);

    /// How many stored events were passed so far.
    long read();

    @Override
    void close();
}

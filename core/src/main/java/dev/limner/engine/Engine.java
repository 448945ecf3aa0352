package dev.limner.engine;

import dev.limner.work.Work;

/// What can put a study to histories: embedded over the store, or on a cluster over the same files.
public interface Engine {
    /// Runs `study` over the histories of `scope`; customers without a needed event are passed over.
    ///
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    <A> A run(Study<A> study, Scope scope, Work work);
}

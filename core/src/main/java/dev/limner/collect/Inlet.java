package dev.limner.collect;

import dev.limner.source.Mapping;

/// What reads a source from elsewhere while the program runs. It remembers nothing: from where on it is to read, its
/// port says.
public interface Inlet extends AutoCloseable {
    /// Stops reading; what was handed over stays.
    @Override
    void close();

    /// Opens inlets.
    @FunctionalInterface
    interface Opening {
        /// Begins to read.
        ///
        /// @throws dev.limner.problem.UserProblem where the mapping cannot be followed
        Inlet open(Mapping mapping, Ports.Port port);
    }

    /// Whether a mapping is of a source that is read.
    static boolean isRead(Mapping mapping) {
        Mapping.Collect collect = mapping.collect();
        return collect != null && collect.kafka() != null;
    }
}

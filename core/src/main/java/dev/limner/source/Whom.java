package dev.limner.source;

import java.util.List;
import java.util.Set;

/// Tells whom a row is about.
interface Whom {
    /// The node of what is known of them, or [EventBatch#ANONYMOUS].
    int node(List<String> fields) throws BadValue;

    /// The columns that it reads.
    Set<Integer> columns();
}

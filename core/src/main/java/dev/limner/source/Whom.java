package dev.limner.source;

import java.util.List;
import java.util.Set;

/// Tells whom a row is about.
interface Whom {
    /// The node of what is known of them; [EventBatch#ANONYMOUS] where nothing is, and
    /// [dev.limner.identity.Customers#ERASED] where the row must not come back.
    ///
    /// @param at when it happened, in microseconds since 1970
    int node(List<String> fields, long at) throws BadValue;

    /// Whether a row that goes to quarantine names somebody who was erased.
    boolean namesErased(List<String> fields);

    /// The columns that it reads.
    Set<Integer> columns();
}

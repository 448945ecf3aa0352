package dev.limner.engine;

import dev.limner.history.History;
import java.io.Serializable;

/// A question put to every customer's history: answered one customer at a time, then merged.
///
/// The same study runs embedded, on a cluster and live. It keeps no state of its own: all state is in the
/// answer.
/// Answers of disjoint groups of customers are merged in the order of customer numbers.
///
/// @param <A> the answer; serializable where the study is to run on a cluster
public interface Study<A> extends Serializable {
    /// The event types and properties that [#add] looks at; the engine reads no others, and perhaps more of
    /// their events than the bounds ask for.
    Needs needs();

    /// An empty answer.
    A start();

    /// Takes one customer's history into an answer. Customers come in ascending order of their numbers.
    void add(A answer, History history);

    /// The answer over both groups of customers; may reuse either.
    A merge(A left, A right);
}

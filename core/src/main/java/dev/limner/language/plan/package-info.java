/// What an expression gives for a history at an instant: value, why, and the next instant at which time
/// alone can change it.
///
/// Start with [Plan], which many definitions share, and [Evaluation], one thread's view of it; [Compiler]
/// makes plans of
/// checked expressions. Nodes are immutable and compared by content, so that what two definitions have in
/// common is
/// computed once a history.
@NullMarked
package dev.limner.language.plan;

import org.jspecify.annotations.NullMarked;

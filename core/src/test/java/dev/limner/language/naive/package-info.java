/// The naive reference: what an expression means, read off the documents as directly as can be, however slow.
///
/// Start with [NaiveEvaluator]. It shares nothing with the plan but the tree. Random customers and expressions,
/// what they covered, and the shrinking of a disagreement stand beside it.
@NullMarked
package dev.limner.language.naive;

import org.jspecify.annotations.NullMarked;

/// Decision trees: one that reads as rules, a forest, gradient boosting, and what each measure adds to a
/// prediction.
///
/// Start with [DecisionTree] to understand and [GradientBoosting] to predict; [TreeShap] explains any [Tree].
/// A missing value is NaN and is understood by all of them.
@NullMarked
package dev.limner.models.tree;

import org.jspecify.annotations.NullMarked;

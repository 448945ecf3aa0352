/// Empirical Bayes: what a customer's few observations say, drawn towards what is usual by as much as the
/// customers themselves show to be right.
///
/// Start with [BetaBinomial] for shares of counts and [NormalMeans] for means.
@NullMarked
package dev.limner.models.shrinkage;

import org.jspecify.annotations.NullMarked;

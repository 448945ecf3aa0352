/// Order statistics, sums, special functions, distributions, optimisers and small linear algebra over plain
/// arrays.
///
/// Start with [Quantiles] and [Moments] for data, [LogGamma] and [Normal] for functions, [MaximumLikelihood]
/// for fits.
/// Anyone may call; nothing here knows of customers.
@NullMarked
package dev.limner.models.statistics;

import org.jspecify.annotations.NullMarked;

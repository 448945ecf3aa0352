/// Order statistics, sums and special functions over plain arrays.
///
/// Start with [Quantiles]. Anyone may call; nothing here knows of customers.
@NullMarked
package dev.limner.models.statistics;

import org.jspecify.annotations.NullMarked;

/// Models that add up weighted measures: probabilities, means, quantiles.
///
/// Start with [LogisticRegression] for events and [QuantileRegression] for limits. Rows are `double[]` arrays
/// of equal length without missing values.
@NullMarked
package dev.limner.models.linear;

import org.jspecify.annotations.NullMarked;

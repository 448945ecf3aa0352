/// Turning scores into probabilities that mean what they say.
///
/// Start with [PlattScaling] for few outcomes and [IsotonicRegression] for thousands; fit them on rows that
/// the scores' own model has not seen.
@NullMarked
package dev.limner.models.calibration;

import org.jspecify.annotations.NullMarked;

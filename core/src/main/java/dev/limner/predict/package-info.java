/// What models say of customers, each with a certificate: features and labels as expressions known at a
/// cut-off, training, model cards, scores.
///
/// Start with [dev.limner.predict.ModelDefinition] and [dev.limner.predict.Training]. `workspace` calls it; it
/// knows no segment.
@NullMarked
package dev.limner.predict;

import org.jspecify.annotations.NullMarked;

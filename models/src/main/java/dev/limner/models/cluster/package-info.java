/// Groups that nobody named beforehand: breaks on a line, clusters in space, and how good they are.
///
/// Start with [NaturalBreaks] for one measure. Rows are `double[]` arrays of equal length. Anyone may call.
@NullMarked
package dev.limner.models.cluster;

import org.jspecify.annotations.NullMarked;

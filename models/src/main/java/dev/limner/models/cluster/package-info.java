/// Groups that nobody named beforehand: breaks on a line, clusters in space, and how good they are.
///
/// Start with [NaturalBreaks] for one measure and [KMeans] for several; [ClusterQuality] and
/// [ClusterStability] say whether to believe them. Rows are `double[]` arrays of equal length, of comparable
/// units. Anyone may call.
@NullMarked
package dev.limner.models.cluster;

import org.jspecify.annotations.NullMarked;

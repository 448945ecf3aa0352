/// The same studies on a Spark cluster, over the very files of the lake.
///
/// Start with [SparkEngine]. Called by whoever has a Spark session; calls `engine`, `event`, `history`.
@NullMarked
package dev.limner.spark;

import org.jspecify.annotations.NullMarked;

/// The quality of what sources delivered, by source and property: volume, period, completeness, freshness,
/// validity, uniqueness, distribution, outliers and drift; a score with its reasons, and alerts.
///
/// Start with [SourceQuality]; [Measured] is what a store tells, and `engine.duckdb` measures it.
@NullMarked
package dev.limner.quality;

import org.jspecify.annotations.NullMarked;

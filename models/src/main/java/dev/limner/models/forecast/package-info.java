/// What comes next in a series of numbers at equal distances of time.
///
/// Start with [RollingOrigin], which chooses among [SeasonalNaive], [HoltWinters] and [Theta] by how well each
/// would have forecast the past. No single method wins everywhere.
@NullMarked
package dev.limner.models.forecast;

import org.jspecify.annotations.NullMarked;

/// What comes next in a series of numbers at equal distances of time.
///
/// Start with [RollingOrigin], which chooses among [SeasonalNaive], [HoltWinters], [Ets] and [Theta] by how well
/// each would have forecast the past; [Ets] says how wide the future is. No single method wins everywhere.
@NullMarked
package dev.limner.models.forecast;

import org.jspecify.annotations.NullMarked;

/// Buy-till-you-die: how often a customer will come back and whether at all, told from how many purchases, how
/// long ago and since when.
///
/// Start with [LifetimeModel] and [ParetoNbd]; money comes from [GammaGamma] and [CustomerValue]. All times
/// share one unit, which the caller chooses (weeks in the examples).
@NullMarked
package dev.limner.models.lifetime;

import org.jspecify.annotations.NullMarked;

/// How long until something happens, where for many it has not happened yet.
///
/// Start with [KaplanMeier] for a curve, [LogRank] to compare curves, [CoxModel] for what drives the risk and
/// [AftModel] for what stretches the time. Times are above 0 in one unit of the caller's; an event is `true`
/// where it happened at that time and `false` where observation ended then.
@NullMarked
package dev.limner.models.survival;

import org.jspecify.annotations.NullMarked;

/// Whom an action changes: the difference it makes to each customer, learned from a randomised trial.
///
/// Start with [MetaLearners] or [UpliftForest], with [MultiArmForest] where there are several actions;
/// [UpliftRanking] says how good the order is, [QiniBand] how sure its curve is, and [UpliftVerdict] whether
/// there is anything to order by. Treated is `true` for those who got the action by chance, not by
/// choice.
@NullMarked
package dev.limner.models.uplift;

import org.jspecify.annotations.NullMarked;

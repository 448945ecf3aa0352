/// Whether two records mean the same person.
///
/// Start with [FellegiSunter] for whole records and [JaroWinkler] for names. Which pairs to compare is the
/// caller's choice.
@NullMarked
package dev.limner.models.linkage;

import org.jspecify.annotations.NullMarked;

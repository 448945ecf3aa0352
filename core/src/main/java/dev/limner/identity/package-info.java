/// Who is who: identifiers and the dense customer numbers behind them.
///
/// Start with [Customers]. Called by sources, stores and pages.
@NullMarked
package dev.limner.identity;

import org.jspecify.annotations.NullMarked;

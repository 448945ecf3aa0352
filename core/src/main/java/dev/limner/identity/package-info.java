/// Who is who: identifiers, the customers that they make, and the log of what made them so.
///
/// Start with [Customers], then [Policy] and [Resolution], the function that makes customers of evidence.
/// Called by
/// sources, stores and pages; knows none of them.
@NullMarked
package dev.limner.identity;

import org.jspecify.annotations.NullMarked;

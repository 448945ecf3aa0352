/// Long work that shows how far it is and can be cancelled.
///
/// Start with [Work]. Everyone may call; it calls nobody.
@NullMarked
package dev.limner.work;

import org.jspecify.annotations.NullMarked;

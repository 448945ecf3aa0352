/// A workspace: one folder of definitions with one store, and what a person asks of it.
///
/// Start with [Workspace]. Called by the server and the command line.
@NullMarked
package dev.limner.workspace;

import org.jspecify.annotations.NullMarked;

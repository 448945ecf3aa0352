/// The command line: one class a verb, and the wiring of the whole program.
///
/// Start with [Main]; [Workbench] wires a workspace.
@NullMarked
package dev.limner.app;

import org.jspecify.annotations.NullMarked;

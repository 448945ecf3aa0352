/// What keeps a workspace safe: backups, restoring them, and the doctor who looks whether a store is sound.
///
/// Start with [Backup], [Restoration], [Doctor]. For the server and the command line.
@NullMarked
package dev.limner.upkeep;

import org.jspecify.annotations.NullMarked;

/// Who may do what: users with their roles, keys of other programs, sessions, and the record of what was
/// done.
///
/// Start with [Access], which a server asks about every call; [Accounts] is the folder behind it, which the
/// command line writes as well. Knows no customer and no workspace but by name.
@NullMarked
package dev.limner.access;

import org.jspecify.annotations.NullMarked;

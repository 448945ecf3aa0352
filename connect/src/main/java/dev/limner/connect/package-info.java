/// What speaks to the outside by a library of its own: files of rows and databases today, queues and
/// channels as they come.
///
/// Start with [FileFormats]. The application hands these to core, which knows only their interfaces.
@NullMarked
package dev.limner.connect;

import org.jspecify.annotations.NullMarked;

/// What clients' libraries send while the program runs: deliveries, taken durably, and the messages in them.
///
/// Start with [Intake], then [Message]. How deliveries are written is known by whoever gives a [Decoder] (the
/// server, one for each protocol); what their messages mean is a source's mapping.
@NullMarked
package dev.limner.collect;

import org.jspecify.annotations.NullMarked;

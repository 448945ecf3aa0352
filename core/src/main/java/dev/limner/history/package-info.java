/// One customer's events in time order, and the local calendar to read them by.
///
/// Start with [History]. Called by engines and studies; knows events, and nothing of segments.
@NullMarked
package dev.limner.history;

import org.jspecify.annotations.NullMarked;

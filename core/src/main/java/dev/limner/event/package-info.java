/// What may happen to a customer: event types, their typed properties, and the tracking plan that names them.
///
/// Start with [TrackingPlan]. Called by every feature; calls only `problem`.
@NullMarked
package dev.limner.event;

import org.jspecify.annotations.NullMarked;

/// What is to happen when somebody enters or leaves a segment: triggers in files, the intents that they give rise to,
/// and their way to a webhook.
///
/// Start with [Trigger]. Fed by whoever hears of crossings; kept in the store's outbox until delivered.
@NullMarked
package dev.limner.trigger;

import org.jspecify.annotations.NullMarked;

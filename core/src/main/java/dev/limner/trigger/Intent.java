package dev.limner.trigger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That a trigger is to act once, for one customer.
///
/// @param id the same however often the crossing behind it is worked out again
/// @param value the value by which a `for any` holds, such as the item; null for other segments
/// @param body what is sent, JSON
/// @param heldBack why no call is made; null where one is
public record Intent(
        UUID id,
        String trigger,
        int customer,
        @Nullable String value,
        Instant at,
        String body,
        @Nullable String heldBack) {
    /// The reason why no call is made of somebody who does not consent to the trigger's purpose.
    public static final String NO_CONSENT = "no_consent";
}

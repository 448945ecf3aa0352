package dev.limner.trigger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That a trigger is to act once, for one customer.
///
/// @param id the same however often the crossing behind it is worked out again
/// @param value the value by which a `for any` holds, such as the item; null for other segments
/// @param body what is sent, JSON
public record Intent(
        UUID id, String trigger, int customer, @Nullable String value, Instant at, String body) {}

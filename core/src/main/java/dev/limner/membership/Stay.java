package dev.limner.membership;

import dev.limner.engine.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer's time in a segment, from entering to leaving.
///
/// @param value the value by which a `for any` holds; null for other conditions
/// @param left null while it lasts
public record Stay(
        String segment,
        int version,
        int customer,
        @Nullable String value,
        Crossing.Moment entered,
        Crossing.@Nullable Moment left) {

    /// Whether it lasts at an instant: by what could be known then, or by what became known of it later.
    public boolean contains(Instant instant, Scope.Mode mode) {
        return !when(entered, mode).isAfter(instant)
                && (left == null || when(left, mode).isAfter(instant));
    }

    private static Instant when(Crossing.Moment moment, Scope.Mode mode) {
        return switch (mode) {
            case AS_KNOWN -> moment.knowable();
            case AS_CORRECTED -> moment.effectiveAt();
        };
    }
}

package dev.limner.language.plan;

import dev.limner.engine.Needs;
import dev.limner.event.EventType;
import dev.limner.history.LocalClock;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Since when each type of event is looked at: the windows over it, or all time.
final class Windows implements Serializable {
    /// The year 1; before it nothing is skipped.
    private static final long EARLIEST = -62_135_596_800_000_000L;

    private final Map<EventType, List<Bounds>> windows = new HashMap<>();
    private final java.util.Set<EventType> always = new java.util.HashSet<>();

    void always(EventType type) {
        always.add(type);
    }

    void within(EventType type, Bounds bounds) {
        windows.computeIfAbsent(type, _ -> new ArrayList<>()).add(bounds);
    }

    /// The needs with the earliest instant for each type that is looked at within windows only; a day more,
    /// since zones of
    /// customers differ.
    Needs bounded(Needs needs, long micros, LocalClock clock) {
        Map<EventType, Instant> since = new HashMap<>();
        windows.forEach((type, all) -> {
            if (!always.contains(type)) {
                long low = all.stream()
                        .mapToLong(bounds -> bounds.low(micros, clock))
                        .min()
                        .orElseThrow();
                if (low > EARLIEST) {
                    since.put(type, LocalClock.instant(low - 2 * LocalClock.MICROS_PER_DAY));
                }
            }
        });
        return new Needs(needs.types(), needs.properties(), since);
    }
}

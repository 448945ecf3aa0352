package dev.limner.language.plan;

import dev.limner.engine.Needs;
import dev.limner.event.EventType;
import dev.limner.history.LocalClock;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Since when each type of event is looked at: the windows over it, or all time.
final class Windows implements Serializable {
    /// The year 1; before it nothing is skipped.
    private static final long EARLIEST = -62_135_596_800_000_000L;

    private final Map<EventType, List<Bounds>> windows = new HashMap<>();
    private final Set<EventType> always = new HashSet<>();
    private boolean onlyLatest = true;

    /// All events of a type are looked at.
    void always(EventType type) {
        always.add(type);
        onlyLatest = false;
    }

    /// The latest events of a type that fulfil something are looked at, however long ago they were.
    void latest(EventType type) {
        always.add(type);
    }

    /// Whether the latest events that fulfil something are looked at, however long ago they were.
    boolean hasLatest() {
        return onlyLatest && !always.isEmpty();
    }

    /// Before when nothing is looked at but such latest events, asked as of an instant; [Long#MIN_VALUE] where all of
    /// time is, [Long#MAX_VALUE] where there is no window.
    long since(long micros, LocalClock clock) {
        return onlyLatest
                ? windows.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(bounds -> low(bounds, micros, clock))
                        .min()
                        .orElse(Long.MAX_VALUE)
                : Long.MIN_VALUE;
    }

    /// When a window begins; a day more, and one for good measure, since zones of customers differ.
    private static long low(Bounds bounds, long micros, LocalClock clock) {
        return Math.max(EARLIEST, bounds.low(micros, clock)) - 2 * LocalClock.MICROS_PER_DAY;
    }

    void within(EventType type, Bounds bounds) {
        windows.computeIfAbsent(type, _ -> new ArrayList<>()).add(bounds);
    }

    /// The needs with the earliest instant for each type that is looked at within windows only.
    Needs bounded(Needs needs, long micros, LocalClock clock) {
        Map<EventType, Instant> since = new HashMap<>();
        windows.forEach((type, all) -> {
            if (!always.contains(type)) {
                long low = all.stream()
                        .mapToLong(bounds -> low(bounds, micros, clock))
                        .min()
                        .orElseThrow();
                if (low > EARLIEST) {
                    since.put(type, LocalClock.instant(low));
                }
            }
        });
        return new Needs(needs.types(), needs.properties(), since);
    }
}

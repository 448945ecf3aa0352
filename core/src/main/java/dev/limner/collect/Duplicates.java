package dev.limner.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/// The ids of what was received in the last days, by the day: whatever comes again within them is known at once.
final class Duplicates {
    /// How long ids are kept in memory.
    static final Duration KEPT = Duration.ofDays(7);

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final TreeMap<Long, RecentIds> days = new TreeMap<>();

    /// Adds an id received at an instant and says whether it was not there.
    boolean add(long high, long low, Instant received) {
        if (contains(high, low)) {
            return false;
        }
        long day = Math.floorDiv(received.getEpochSecond(), DAY);
        days.computeIfAbsent(day, _ -> new RecentIds()).add(high, low);
        // so many days on which something came: a clock that jumps ahead and back must not make them forgotten
        while (days.size() > KEPT.toDays() + 1) {
            days.remove(days.firstKey() == day ? days.higherKey(day) : days.firstKey());
        }
        return true;
    }

    boolean contains(long high, long low) {
        for (RecentIds day : days.values()) {
            if (day.contains(high, low)) {
                return true;
            }
        }
        return false;
    }

    /// Whether an event that happened then may have come before and be forgotten here.
    static boolean mayBeForgotten(Instant at, Instant received) {
        return at.isBefore(received.minus(KEPT).plus(Duration.ofDays(1)));
    }
}

package dev.limner.history;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The local calendar of one zone over instants in microseconds: days, hours and weekdays without an object
/// each.
///
/// Offsets are tabulated from 1970 to 2100; outside of it the nearest one holds.
public final class LocalClock implements Serializable {
    public static final long MICROS_PER_SECOND = 1_000_000;
    public static final long MICROS_PER_HOUR = 3600 * MICROS_PER_SECOND;
    public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    private final ZoneId zone;
    /// Instants from which `offsets` at the same index hold; the first is the beginning of time.
    private final long[] starts;

    private final long[] offsets;

    public LocalClock(ZoneId zone) {
        this.zone = zone;
        ZoneRules rules = zone.getRules();
        List<Long> startList = new ArrayList<>(List.of(Long.MIN_VALUE));
        List<Long> offsetList =
                new ArrayList<>(List.of(micros(rules.getOffset(FIRST).getTotalSeconds())));
        for (ZoneOffsetTransition next = rules.nextTransition(FIRST);
                next != null && next.getInstant().isBefore(LAST);
                next = rules.nextTransition(next.getInstant())) {
            startList.add(micros(next.toEpochSecond()));
            offsetList.add(micros(next.getOffsetAfter().getTotalSeconds()));
        }
        starts = startList.stream().mapToLong(Long::longValue).toArray();
        offsets = offsetList.stream().mapToLong(Long::longValue).toArray();
    }

    public ZoneId zone() {
        return zone;
    }

    /// The local date as days since 1970-01-01.
    public int day(long micros) {
        return (int) Math.floorDiv(local(micros), MICROS_PER_DAY);
    }

    /// The local hour, 0 to 23.
    public int hour(long micros) {
        return (int) (Math.floorMod(local(micros), MICROS_PER_DAY) / MICROS_PER_HOUR);
    }

    /// The ISO weekday of a local date: 1 Monday to 7 Sunday. (1970-01-01 was a Thursday.)
    public static int weekday(int day) {
        return Math.floorMod(day + 3, 7) + 1;
    }

    /// Microseconds since 1970 of an instant.
    public static long micros(Instant instant) {
        return Math.addExact(micros(instant.getEpochSecond()), instant.getNano() / 1000);
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
    }

    private long local(long micros) {
        int found = Arrays.binarySearch(starts, micros);
        return micros + offsets[found >= 0 ? found : -found - 2];
    }

    private static long micros(long seconds) {
        return Math.multiplyExact(seconds, MICROS_PER_SECOND);
    }
}

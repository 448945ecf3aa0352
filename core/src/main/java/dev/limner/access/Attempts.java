package dev.limner.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often somebody failed to log in of late, and how long he waits for it: the first few failures cost
/// nothing, each one after them twice as long.
final class Attempts {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final int free;
    private final Map<String, Failures> byWho = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    private record Failures(int count, Instant last) {}

    /// @param free how many failures cost nothing
    Attempts(Clock clock, int free) {
        this.clock = clock;
        this.free = free;
    }

    /// Counts an attempt as failed until [#succeeded] says otherwise, so that many at once gain nothing;
    /// where somebody must wait, says how long and counts nothing.
    synchronized Duration begin(String who) {
        Duration wait = waits(who);
        if (wait.isZero()) {
            byWho.put(who, new Failures(count(who) + 1, clock.instant()));
        }
        return wait;
    }

    private int count(String who) {
        Failures failures = byWho.get(who);
        return failures == null || failures.last().plus(FORGOTTEN).isBefore(clock.instant()) ? 0 : failures.count();
    }

    private Duration waits(String who) {
        int over = count(who) - free;
        Failures failures = byWho.get(who);
        if (over < 0 || failures == null) {
            return Duration.ZERO;
        }
        long seconds = Math.min(LONGEST.toSeconds(), 1L << Math.min(over, 30));
        Duration left = Duration.between(clock.instant(), failures.last().plusSeconds(seconds));
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void succeeded(String who) {
        byWho.remove(who);
    }
}

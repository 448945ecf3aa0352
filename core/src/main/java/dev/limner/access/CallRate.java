package dev.limner.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// How fast each caller may call: a bucket of tokens a caller, filled at a steady rate, one token a call.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc6585#section-4">RFC 6585, 429 Too Many Requests</a>
final class CallRate {
    private static final int MOST = 10_000;

    private final Clock clock;
    private final double perSecond;
    private final double burst;
    private final Map<String, Bucket> byWho = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    private record Bucket(double tokens, Instant at) {}

    CallRate(Clock clock, double perSecond, double burst) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /// Takes a token; where there is none, says how long until there is one.
    synchronized Duration take(String who) {
        Instant now = clock.instant();
        Bucket bucket = byWho.getOrDefault(who, new Bucket(burst, now));
        double seconds = Math.max(0, Duration.between(bucket.at(), now).toNanos() / 1e9);
        double tokens = Math.min(burst, bucket.tokens() + seconds * perSecond);
        if (tokens < 1) {
            byWho.put(who, new Bucket(tokens, now));
            return Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * 1e9));
        }
        byWho.put(who, new Bucket(tokens - 1, now));
        return Duration.ZERO;
    }
}

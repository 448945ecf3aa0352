package dev.limner.access;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// When each key was last used, to ten minutes.
public final class KeyUses {
    private static final Duration SLACK = Duration.ofMinutes(10);

    private final Clock clock;
    private final KeptFile<Kept> file;

    record Kept(Map<String, Instant> lastByKey) {}

    public KeyUses(Path folder, Clock clock) {
        this.clock = clock;
        this.file = new KeptFile<>(folder, "key-uses.json", Kept.class, new Kept(Map.of()));
    }

    void used(String key) {
        Instant last = last(key);
        Instant now = clock.instant();
        if (last == null || last.plus(SLACK).isBefore(now)) {
            file.change(kept -> {
                Map<String, Instant> uses = new TreeMap<>(kept.lastByKey());
                uses.put(key, now);
                return new Kept(uses);
            });
        }
    }

    /// Null where it was never used.
    public @Nullable Instant last(String key) {
        return file.content().lastByKey().get(key);
    }
}

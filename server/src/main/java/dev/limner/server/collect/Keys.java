package dev.limner.server.collect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The write keys that a request names, in the order in which they count.
final class Keys {
    private Keys() {}

    static void add(List<String> keys, @Nullable String key) {
        if (key != null && !key.isBlank()) {
            keys.add(key.strip());
        }
    }
}

package dev.limner.models.linkage;

import java.util.List;

/// One pass of blocking: rows are compared where they agree in all of these columns.
public record Pass(List<String> keys) {
    public Pass {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a pass without keys compares everything with everything");
        }
    }
}

package dev.limner.source;

import java.util.LinkedHashMap;
import java.util.Map;

/// What an import has counted while it read: rows, and how often each cleaning changed a value.
public final class Tally {
    private long rows;
    private final Map<String, Long> mended = new LinkedHashMap<>();

    void row() {
        rows++;
    }

    void mended(String rule) {
        mended.merge(rule, 1L, Long::sum);
    }

    public long rows() {
        return rows;
    }

    /// How often each cleaning changed a value.
    public Map<String, Long> mended() {
        return Map.copyOf(mended);
    }
}

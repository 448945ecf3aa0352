package dev.limner.source;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an import has counted while it read: rows, and how often each cleaning changed a value.
public final class Tally {
    private long rows;
    private final Map<String, Long> mended = new LinkedHashMap<>();
    private @Nullable String watermark;

    void row() {
        rows++;
    }

    void mended(String rule) {
        mended.merge(rule, 1L, Long::sum);
    }

    void watermark(@Nullable String value) {
        watermark = value;
    }

    /// The highest value of the source's watermark that was read; null where there is none.
    public @Nullable String watermark() {
        return watermark;
    }

    public long rows() {
        return rows;
    }

    /// How often each cleaning changed a value.
    public Map<String, Long> mended() {
        return Map.copyOf(mended);
    }
}

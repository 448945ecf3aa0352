package dev.limner.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an import has counted while it read: rows, and how often each cleaning changed a value.
public final class Tally {
    private long rows;
    private final Map<String, Long> mended = new LinkedHashMap<>();
    private long erased;
    private @Nullable String watermark;
    private Imprint imprint = Imprint.NONE;
    private List<String> columns = List.of();
    private int joined;

    void row() {
        rows++;
    }

    void read(long high, long low) {
        imprint = imprint.and(high, low);
    }

    void columns(List<String> all, int ofThemJoined) {
        columns = List.copyOf(all);
        joined = ofThemJoined;
    }

    /// The fingerprint of all rows that were read.
    public Imprint imprint() {
        return imprint;
    }

    /// The columns of the rows; empty where they came from no file.
    public List<String> columns() {
        return columns;
    }

    /// How many of the columns, the last ones, were joined.
    public int joined() {
        return joined;
    }

    void refuse() {
        erased++;
    }

    /// How many rows were of people who were erased, and are not taken.
    public long erased() {
        return erased;
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

package dev.limner.segment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The eight classes, by which of recency, frequency and monetary are high.
public enum RfmClass {
    IMPORTANT_VALUE(true, true, true),
    IMPORTANT_DEVELOP(true, false, true),
    IMPORTANT_KEEP(false, true, true),
    IMPORTANT_WIN_BACK(false, false, true),
    GENERAL_VALUE(true, true, false),
    GENERAL_DEVELOP(true, false, false),
    GENERAL_KEEP(false, true, false),
    GENERAL_WIN_BACK(false, false, false);

    private final boolean r;
    private final boolean f;
    private final boolean m;

    RfmClass(boolean r, boolean f, boolean m) {
        this.r = r;
        this.f = f;
        this.m = m;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Its place among the tag's values.
    @SuppressWarnings("EnumOrdinal") // the values are told in this very order
    int place() {
        return ordinal();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(RfmClass::id).toList();
    }

    static RfmClass of(boolean recent, boolean frequent, boolean monetary) {
        for (RfmClass one : values()) {
            if (one.r == recent && one.f == frequent && one.m == monetary) {
                return one;
            }
        }
        throw new AssertionError("eight classes cover all");
    }
}

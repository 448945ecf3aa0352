package dev.limner.source;

/// The fingerprint of rows in their order: equal for two readings that gave the same rows, one after the
/// other, in whatever files they lay.
///
/// @param rows how many there were
/// @param high its upper half, a polynomial over the rows' own fingerprints, as is the lower
public record Imprint(long rows, long high, long low) {
    /// That of no rows.
    public static final Imprint NONE = new Imprint(0, 0, 0);

    private static final long STEP = 0x9E3779B97F4A7C15L;

    /// The same and one row more.
    Imprint and(long rowHigh, long rowLow) {
        return new Imprint(rows + 1, high * STEP + rowHigh, low * STEP + rowLow);
    }

    /// That of the first `most` rows, as they stand; fewer where there are not so many.
    public static Imprint of(String source, Rows rows, long most) {
        Digest digest = new Digest(source);
        Imprint imprint = NONE;
        while (imprint.rows() < most) {
            Rows.Row row = rows.next();
            if (row == null) {
                break;
            }
            digest.of(row.content());
            imprint = imprint.and(digest.high(), digest.low());
        }
        return imprint;
    }
}

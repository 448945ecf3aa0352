package dev.limner.insight;

/// Where a figure lies with a probability of `level`, had the same customers been drawn anew.
public record Interval(double low, double high, double level) {
    private static final double LEVEL = 0.95;
    /// The 97.5 % point of the normal distribution.
    private static final double Z = 1.959963984540054;

    /// Of a share: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    /// Journal of
    /// the American Statistical Association 22 (1927).
    public static Interval ofShare(long hits, long of) {
        double p = (double) hits / of;
        double zz = Z * Z;
        double centre = (p + zz / (2 * of)) / (1 + zz / of);
        double half = Z / (1 + zz / of) * Math.sqrt(p * (1 - p) / of + zz / (4.0 * of * of));
        return new Interval(hits == 0 ? 0 : centre - half, hits == of ? 1 : centre + half, LEVEL);
    }

    /// Of an estimate that is roughly normal.
    static Interval around(double estimate, double standardError) {
        return new Interval(estimate - Z * standardError, estimate + Z * standardError, LEVEL);
    }
}

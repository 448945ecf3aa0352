package dev.limner.models.statistics;

/// The chi-squared distribution, that of most likelihood-ratio and rank tests.
public final class ChiSquared {
    private ChiSquared() {}

    /// The chance of more than `x` (>= 0) with `degrees` of freedom: the p-value of a test.
    public static double above(double x, double degrees) {
        return Incomplete.gammaAbove(degrees / 2, x / 2);
    }
}

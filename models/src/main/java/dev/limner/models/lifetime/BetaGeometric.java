package dev.limner.models.lifetime;

import dev.limner.models.statistics.Hypergeometric;
import java.util.function.DoubleUnaryOperator;

/// What BG/NBD and MBG/NBD have in common: purchases at gamma(r, alpha) distributed rates, a beta(a, b)
/// distributed chance to leave after a purchase; in MBG/NBD the first purchase counts as one, so the b there
/// is one larger.
final class BetaGeometric {
    private BetaGeometric() {}

    /// The expected purchases in `t`: with c = a + b - 1 and z = t / (alpha + t),
    /// c / (a - 1) times 1 - (1 - z)^r 2F1(r, b; c; z).
    ///
    /// At a = 1 one factor grows without limit and the other vanishes; the mean of the neighbours stands for
    /// the limit.
    static double purchases(double r, double alpha, double a, double b, double t) {
        DoubleUnaryOperator at = near -> {
            double c = near + b - 1;
            double z = t / (alpha + t);
            return c / (near - 1) * (1 - Hypergeometric.scaled(r * Math.log1p(-z), r, b, c, z));
        };
        if (t == 0) {
            return 0;
        }
        return Math.abs(a - 1) > 1e-5
                ? at.applyAsDouble(a)
                : (at.applyAsDouble(1 - 1e-5) + at.applyAsDouble(1 + 1e-5)) / 2;
    }

    /// ln(e^a + e^b).
    static double logSum(double a, double b) {
        return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
    }
}

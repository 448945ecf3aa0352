package dev.limner.models.statistics;

/// Gauss's hypergeometric function 2F1(a, b; c; z) for 0 <= z < 1, as lifetime models need it.
public final class Hypergeometric {
    private static final int LIMIT = 1_000_000;
    private static final double LARGE = 0x1p800;

    private Hypergeometric() {}

    /// e^`logFactor` 2F1(a, b; c; z), `a` and `b` > 0, by its power series: all terms have one sign from some
    /// term on, and the sum is rescaled on the way, so that a large 2F1 under a small factor neither overflows
    /// nor cancels.
    ///
    /// @throws IllegalArgumentException where z lies outside 0 to 1 or `c` is 0 or a negative whole number
    public static double scaled(double logFactor, double a, double b, double c, double z) {
        if (!(z >= 0 && z < 1) || (c <= 0 && c == Math.rint(c))) {
            throw new IllegalArgumentException("no 2F1(" + a + ", " + b + "; " + c + "; " + z + ")");
        }
        double term = 1;
        double sum = 1;
        double logScale = logFactor;
        for (int n = 0; n < LIMIT; n++) {
            double ratio = (a + n) / (c + n) * ((b + n) / (n + 1)) * z;
            term *= ratio;
            sum += term;
            if (Math.abs(sum) > LARGE) {
                sum /= LARGE;
                term /= LARGE;
                logScale += Math.log(LARGE);
            }
            double decay = Math.max(ratio, z);
            if (c + n > 0 && decay < 1 && Math.abs(term) * decay / (1 - decay) < Math.abs(sum) * 1e-17) {
                break;
            }
        }
        return sum * Math.exp(logScale);
    }

    /// 2F1(1, b; c; z), 0 < `b` <= `c`, by Gauss's continued fraction (NIST Handbook 15.7.3), which still
    /// converges fast where `z` is close to 1.
    public static double withOne(double b, double c, double z) {
        if (!(z >= 0 && z < 1)) {
            throw new IllegalArgumentException("z = " + z + " is not in 0 to 1");
        }
        double upper = 1;
        double lower = 0;
        double fraction = 1;
        for (int n = 0; n < LIMIT; n++) {
            double odd = -(b + n) * (c - 1 + n) / ((c + 2 * n - 1) * (c + 2 * n)) * z;
            double even = -(n + 1) * (c - b + n) / ((c + 2 * n) * (c + 2 * n + 1)) * z;
            if (n == 0) {
                odd = -b / c * z;
            }
            lower = 1 / (1 + odd * lower);
            upper = 1 + odd / upper;
            fraction *= upper * lower;
            lower = 1 / (1 + even * lower);
            upper = 1 + even / upper;
            fraction *= upper * lower;
            if (Math.abs(upper * lower - 1) < 4e-16) {
                break;
            }
        }
        return 1 / fraction;
    }
}

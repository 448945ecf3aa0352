package dev.limner.models.statistics;

/// The regularised incomplete gamma and beta functions, the mothers of most distribution functions: series and
/// continued fractions (NIST Handbook 8.11.4, 8.9.2, 8.17.22) by the modified Lentz method.
public final class Incomplete {
    private static final double EPSILON = 1e-16;
    private static final double TINY = 1e-300;
    private static final int LIMIT = 100_000;

    private Incomplete() {}

    /// P(a, x): the chance that a gamma variable of shape `a` > 0 and scale 1 is at most `x` >= 0.
    public static double gammaBelow(double a, double x) {
        return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x);
    }

    /// Q(a, x) = 1 - P(a, x), without cancellation in the tail.
    public static double gammaAbove(double a, double x) {
        return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x);
    }

    /// I(x; a, b): the chance that a beta variable is at most `x` (0 to 1), `a` and `b` > 0.
    public static double beta(double x, double a, double b) {
        if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) {
            throw new IllegalArgumentException("no incomplete beta at x = " + x + ", a = " + a + ", b = " + b);
        }
        if (x == 0 || x == 1) {
            return x;
        }
        double front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - LogGamma.beta(a, b));
        return x < (a + 1) / (a + b + 2)
                ? front * betaFraction(x, a, b) / a
                : 1 - front * betaFraction(1 - x, b, a) / b;
    }

    private static double gammaSeries(double a, double x) {
        if (!(a > 0 && x >= 0)) {
            throw new IllegalArgumentException("no incomplete gamma at a = " + a + ", x = " + x);
        }
        if (x == 0) {
            return 0;
        }
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < LIMIT && term > sum * EPSILON; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum * Math.exp(a * Math.log(x) - x - LogGamma.of(a));
    }

    private static double gammaFraction(double a, double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double fraction = d;
        for (int n = 1; n < LIMIT; n++) {
            double numerator = -n * (n - a);
            b += 2;
            d = 1 / away(numerator * d + b);
            c = away(b + numerator / c);
            fraction *= c * d;
            if (Math.abs(c * d - 1) < EPSILON * 4) {
                break;
            }
        }
        return fraction * Math.exp(a * Math.log(x) - x - LogGamma.of(a));
    }

    private static double betaFraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double fraction = d;
        for (int n = 1; n < LIMIT; n++) {
            double even = n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            fraction *= c * d;
            double odd = -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            fraction *= c * d;
            if (Math.abs(c * d - 1) < EPSILON * 4) {
                break;
            }
        }
        return fraction;
    }

    private static double away(double x) {
        return Math.abs(x) < TINY ? TINY : x;
    }
}

package dev.limner.models.statistics;

/// The logarithm of the gamma function and its derivatives for positive arguments: Stirling's series (NIST
/// Handbook 5.11.1, 5.11.2) beyond 10, recurrence below; the error is a few units in the last place of the
/// larger of the result and 1.
public final class LogGamma {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
    private static final double SHIFT = 10;

    private static final double[] STIRLING = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
    };
    private static final double[] DIGAMMA = {
        1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12
    };
    private static final double[] TRIGAMMA = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730};

    private LogGamma() {}

    /// ln Γ(x), x > 0.
    public static double of(double x) {
        requirePositive(x);
        double product = 1;
        double shifted = x;
        while (shifted < SHIFT) {
            product *= shifted++;
        }
        double series = series(STIRLING, 1 / (shifted * shifted)) / shifted;
        return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + series - Math.log(product);
    }

    /// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), a and b > 0.
    public static double beta(double a, double b) {
        return of(a) + of(b) - of(a + b);
    }

    /// ψ(x), the derivative of ln Γ, x > 0.
    public static double digamma(double x) {
        requirePositive(x);
        double sum = 0;
        double shifted = x;
        while (shifted < SHIFT) {
            sum -= 1 / shifted++;
        }
        double square = 1 / (shifted * shifted);
        return sum + Math.log(shifted) - 0.5 / shifted - square * series(DIGAMMA, square);
    }

    /// ψ′(x), the second derivative of ln Γ, x > 0.
    public static double trigamma(double x) {
        requirePositive(x);
        double sum = 0;
        double shifted = x;
        while (shifted < SHIFT) {
            sum += 1 / (shifted * shifted);
            shifted++;
        }
        double square = 1 / (shifted * shifted);
        return sum + 1 / shifted + square / 2 + square / shifted * series(TRIGAMMA, square);
    }

    private static double series(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }

    private static void requirePositive(double x) {
        if (!(x > 0)) {
            throw new IllegalArgumentException("x = " + x + " is not above 0");
        }
    }
}

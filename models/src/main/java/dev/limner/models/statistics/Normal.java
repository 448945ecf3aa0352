package dev.limner.models.statistics;

/// The standard normal distribution.
public final class Normal {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

    private Normal() {}

    /// The density at `z`.
    public static double density(double z) {
        return Math.exp(logDensity(z));
    }

    /// The logarithm of the density at `z`.
    public static double logDensity(double z) {
        return -z * z / 2 - HALF_LOG_TWO_PI;
    }

    /// The chance of at most `z`.
    public static double below(double z) {
        return above(-z);
    }

    /// The chance of more than `z`, without cancellation in the tail.
    public static double above(double z) {
        double tail = Incomplete.gammaAbove(0.5, z * z / 2) / 2;
        return z >= 0 ? tail : 1 - tail;
    }

    /// The value that is exceeded with chance 1 - `probability` (above 0, below 1): Wichura's PPND7, AS 241,
    /// Applied Statistics 37 (1988), made exact to the last digits by two steps of Halley's method.
    public static double quantile(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability " + probability + " is not between 0 and 1");
        }
        if (probability > 0.5) {
            return -quantile(1 - probability);
        }
        double z = start(probability);
        for (int step = 0; step < 2; step++) {
            double error = (below(z) - probability) / density(z);
            z -= error / (1 + z * error / 2);
        }
        return z;
    }

    private static double start(double probability) {
        double q = probability - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q
                    * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
                    / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1);
        }
        double r = Math.sqrt(-Math.log(probability));
        if (r <= 5) {
            r -= 1.6;
            return -(((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777)
                    / ((0.12021132975 * r + 0.73700164250) * r + 1);
        }
        r -= 5;
        return -(((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150)
                / ((0.012258202635 * r + 0.24197894225) * r + 1);
    }
}

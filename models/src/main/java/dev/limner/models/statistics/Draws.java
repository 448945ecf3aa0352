package dev.limner.models.statistics;

import java.util.random.RandomGenerator;

/// Random draws from the distributions that simulations of customers need; for a given generator always the
/// same.
public final class Draws {
    private Draws() {}

    /// A gamma variable of `shape` > 0 and `rate` > 0: Marsaglia and Tsang, ACM TOMS 26 (2000).
    public static double gamma(double shape, double rate, RandomGenerator random) {
        if (!(shape > 0 && rate > 0)) {
            throw new IllegalArgumentException("no gamma of shape " + shape + " and rate " + rate);
        }
        if (shape < 1) {
            return gamma(shape + 1, rate, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = random.nextGaussian();
            double v = Math.pow(1 + c * z, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
                return d * v / rate;
            }
        }
    }

    /// A beta variable with parameters `a` and `b` > 0.
    public static double beta(double a, double b, RandomGenerator random) {
        double first = gamma(a, 1, random);
        return first / (first + gamma(b, 1, random));
    }

    /// A Poisson variable of `mean` >= 0, by counting exponential waits.
    public static int poisson(double mean, RandomGenerator random) {
        int count = 0;
        for (double time = random.nextExponential(); time <= mean; time += random.nextExponential()) {
            count++;
        }
        return count;
    }
}

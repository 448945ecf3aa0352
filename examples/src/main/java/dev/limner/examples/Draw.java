package dev.limner.examples;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Draws from the distributions that the simulation needs, by [StrictMath], so that they are the same
/// everywhere.
final class Draw {
    private static final long GOLDEN_RATIO = 0x9e37_79b9_7f4a_7c15L;

    private Draw() {}

    /// A stream of its own for one purpose, or one customer.
    static RandomGenerator stream(long seed, long number) {
        long mixed = seed * GOLDEN_RATIO + number;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return new SplittableRandom(mixed ^ (mixed >>> 31));
    }

    static boolean chance(RandomGenerator random, double probability) {
        return random.nextDouble() < probability;
    }

    static <T> T any(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// From `low` to `high`, both included.
    static int between(RandomGenerator random, int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /// An index, each as often as its weight says.
    static int weighted(RandomGenerator random, double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = random.nextDouble() * total;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    static double logNormal(RandomGenerator random, double median, double sigma) {
        return median * StrictMath.exp(sigma * random.nextGaussian());
    }

    /// A gamma variable of mean 1 and whole shape: the higher the shape, the more regular.
    static double regular(RandomGenerator random, int shape) {
        double sum = 0;
        for (int i = 0; i < shape; i++) {
            sum -= StrictMath.log(1 - random.nextDouble());
        }
        return sum / shape;
    }

    /// How often something of that mean happens.
    static int poisson(RandomGenerator random, double mean) {
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}

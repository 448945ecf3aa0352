package dev.limner.models.cluster;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// First centres for k-means: Arthur and Vassilvitskii, "k-means++", SODA 2007, in its greedy form, which
/// draws 2 + ln k candidates at each step and keeps the one that helps most. Plain k-means++ gets stuck far
/// more often.
final class Seeding {
    private Seeding() {}

    static double[][] centres(double[][] rows, int k, RandomGenerator random) {
        int trials = 2 + (int) Math.log(k);
        double[][] centres = new double[k][];
        centres[0] = rows[random.nextInt(rows.length)].clone();
        double[] nearest = new double[rows.length];
        double total = lower(rows, centres[0], null, nearest);
        double[] candidate = new double[rows.length];
        double[] best = new double[rows.length];
        for (int c = 1; c < k; c++) {
            double least = Double.POSITIVE_INFINITY;
            for (int trial = 0; trial < trials; trial++) {
                int drawn = draw(nearest, total * random.nextDouble());
                double sum = lower(rows, rows[drawn], nearest, candidate);
                if (sum < least) {
                    least = sum;
                    centres[c] = rows[drawn].clone();
                    double[] spare = best;
                    best = candidate;
                    candidate = spare;
                }
            }
            double[] spare = nearest;
            nearest = best;
            best = spare;
            total = least;
        }
        return centres;
    }

    /// Fills `result` with the squared distances to the nearer of `centre` and what `before` knew; gives their
    /// sum.
    private static double lower(double[][] rows, double[] centre, double @Nullable [] before, double[] result) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double distance = Distances.squared(rows[i], centre);
            result[i] = before == null ? distance : Math.min(before[i], distance);
            sum += result[i];
        }
        return sum;
    }

    private static int draw(double[] weights, double at) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            if (sum > at) {
                return i;
            }
        }
        return weights.length - 1;
    }
}

package dev.limner.benchmarks;

import java.util.random.RandomGenerator;

/// Draws 0 to n - 1, the k-th with a probability in proportion to 1 / (k + 1)^exponent, in constant time.
///
/// The alias method in Vose's form: M. D. Vose, "A Linear Algorithm for Generating Random Numbers with a Given
/// Distribution", IEEE Transactions on Software Engineering 17 (1991).
final class Zipf {
    private final double[] keep;
    private final int[] alias;

    Zipf(int n, double exponent) {
        keep = new double[n];
        alias = new int[n];
        double sum = 0;
        for (int k = 0; k < n; k++) {
            keep[k] = Math.pow(k + 1, -exponent);
            sum += keep[k];
        }
        int[] work = new int[n];
        int small = 0;
        int large = n;
        for (int k = 0; k < n; k++) {
            keep[k] *= n / sum;
            work[keep[k] < 1 ? small++ : --large] = k;
        }
        while (small > 0 && large < n) {
            int less = work[--small];
            int more = work[large];
            alias[less] = more;
            keep[more] -= 1 - keep[less];
            if (keep[more] < 1) {
                large++;
                work[small++] = more;
            }
        }
        while (small > 0) {
            keep[work[--small]] = 1;
        }
    }

    int draw(RandomGenerator random) {
        int k = random.nextInt(keep.length);
        return random.nextDouble() < keep[k] ? k : alias[k];
    }
}

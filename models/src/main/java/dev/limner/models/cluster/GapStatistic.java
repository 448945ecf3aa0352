package dev.limner.models.cluster;

import dev.limner.models.Progress;
import dev.limner.models.statistics.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// How many clusters there are, if any: by how much k-means does better on the rows than on rows without
/// clusters, drawn evenly from the box that holds them. Tibshirani, Walther and Hastie, Journal of the Royal
/// Statistical Society B 63 (2001).
///
/// @param gaps one an entry for k = 1, 2, ...
public record GapStatistic(List<Gap> gaps) {
    public GapStatistic {
        gaps = List.copyOf(gaps);
    }

    /// The gap at `k` clusters, in ln of the sum of squares, and its simulation error.
    public record Gap(int k, double gap, double error) {}

    /// The gaps at 1 to `most` clusters against `references` drawn sets, at least 2.
    public static GapStatistic of(
            double[][] rows, int most, int references, RandomGenerator random, Progress progress) {
        if (most < 1 || references < 2) {
            throw new IllegalArgumentException(most + " clusters against " + references + " references");
        }
        Distances.check(rows);
        double[][][] drawn = new double[references][][];
        for (int r = 0; r < references; r++) {
            drawn[r] = uniform(rows, random);
        }
        List<Gap> gaps = new ArrayList<>();
        for (int k = 1; k <= most; k++) {
            Moments logs = Moments.NONE;
            for (double[][] reference : drawn) {
                logs = logs.and(logSpread(reference, k, random));
            }
            double error = Math.sqrt(logs.squares() / references * (1 + 1.0 / references));
            gaps.add(new Gap(k, logs.mean() - logSpread(rows, k, random), error));
            progress.report(k / (double) most);
        }
        return new GapStatistic(gaps);
    }

    /// The smallest k whose gap is not beaten by that of k + 1 by more than the latter's error; 1 means no
    /// clusters.
    public int clusters() {
        for (int i = 0; i + 1 < gaps.size(); i++) {
            if (gaps.get(i).gap >= gaps.get(i + 1).gap - gaps.get(i + 1).error) {
                return i + 1;
            }
        }
        return gaps.size();
    }

    private static double logSpread(double[][] rows, int k, RandomGenerator random) {
        return Math.log(KMeans.fit(rows, new KMeans.Options(k, 5, 300, 0), random, Progress.SILENT)
                .inertia());
    }

    private static double[][] uniform(double[][] rows, RandomGenerator random) {
        int columns = rows[0].length;
        double[] low = rows[0].clone();
        double[] high = rows[0].clone();
        for (double[] row : rows) {
            for (int j = 0; j < columns; j++) {
                low[j] = Math.min(low[j], row[j]);
                high[j] = Math.max(high[j], row[j]);
            }
        }
        double[][] drawn = new double[rows.length][columns];
        for (double[] row : drawn) {
            for (int j = 0; j < columns; j++) {
                row[j] = low[j] + random.nextDouble() * (high[j] - low[j]);
            }
        }
        return drawn;
    }
}

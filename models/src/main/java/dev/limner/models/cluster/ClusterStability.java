package dev.limner.models.cluster;

import dev.limner.models.Progress;
import dev.limner.models.statistics.Moments;
import java.util.random.RandomGenerator;

/// Whether k-means would find the same clusters had other rows been seen: the adjusted Rand indices between
/// the divisions by fits to pairs of bootstrap samples, each applied to all rows. Hennig, Computational
/// Statistics and Data Analysis 52 (2007); Fang and Wang, ibid. 56 (2012). Near 1 is stable; below about 0.6
/// the clusters are chance.
public final class ClusterStability {
    private ClusterStability() {}

    /// The indices of `pairs` pairs of samples: their mean is the stability.
    public static Moments of(
            double[][] rows, KMeans.Options options, int pairs, RandomGenerator random, Progress progress) {
        Moments indices = Moments.NONE;
        for (int pair = 0; pair < pairs; pair++) {
            int[] left = labels(rows, options, random);
            indices = indices.and(ClusterQuality.adjustedRand(left, labels(rows, options, random)));
            progress.report((pair + 1.0) / pairs);
        }
        return indices;
    }

    private static int[] labels(double[][] rows, KMeans.Options options, RandomGenerator random) {
        double[][] drawn = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            drawn[i] = rows[random.nextInt(rows.length)];
        }
        KMeans fit = KMeans.fit(drawn, options, random, Progress.SILENT);
        int[] labels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = fit.clusterOf(rows[i]);
        }
        return labels;
    }
}

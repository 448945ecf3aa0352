package dev.limner.models.cluster;

import dev.limner.models.Estimate;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Figures of how compact and how separate clusters are, and of how alike two divisions. Labels are 0, 1, ...;
/// negative ones (noise) are left out.
public final class ClusterQuality {
    private static final String ONE_CLUSTER = "there must be at least two clusters and more rows than clusters";

    private ClusterQuality() {}

    /// The mean silhouette (Rousseeuw 1987), -1 to 1: how much nearer rows are to their own cluster than to
    /// the next one. Exact, in time quadratic in the rows; see [#sampledSilhouette] for many.
    public static Estimate silhouette(double[][] rows, int[] labels) {
        return silhouette(rows, labels, IntStream.range(0, rows.length).toArray());
    }

    /// As [#silhouette], of `sample` rows drawn without replacement, compared with each other alone.
    public static Estimate sampledSilhouette(double[][] rows, int[] labels, int sample, RandomGenerator random) {
        int[] drawn = IntStream.range(0, rows.length).toArray();
        for (int i = 0; i < Math.min(sample, drawn.length); i++) {
            int other = i + random.nextInt(drawn.length - i);
            int spare = drawn[i];
            drawn[i] = drawn[other];
            drawn[other] = spare;
        }
        return silhouette(rows, labels, Arrays.copyOf(drawn, Math.min(sample, drawn.length)));
    }

    private static Estimate silhouette(double[][] rows, int[] labels, int[] chosen) {
        int[] used = Arrays.stream(chosen).filter(i -> labels[i] >= 0).toArray();
        int[] sizes = new int[clusters(labels)];
        for (int i : used) {
            sizes[labels[i]]++;
        }
        if (Arrays.stream(sizes).filter(size -> size > 0).count() < 2) {
            return new Estimate.NotEstimable(ONE_CLUSTER);
        }
        double[] widths = new double[used.length];
        IntStream.range(0, used.length).parallel().forEach(u -> {
            int i = used[u];
            double[] sums = new double[sizes.length];
            for (int other : used) {
                sums[labels[other]] += Distances.between(rows[i], rows[other]);
            }
            int own = labels[i];
            double next = Double.POSITIVE_INFINITY;
            for (int c = 0; c < sizes.length; c++) {
                next = c == own || sizes[c] == 0 ? next : Math.min(next, sums[c] / sizes[c]);
            }
            double inside = sums[own] / (sizes[own] - 1);
            widths[u] = sizes[own] == 1 ? 0 : (next - inside) / Math.max(next, inside);
        });
        return Estimate.of(Arrays.stream(widths).average().orElse(Double.NaN), ONE_CLUSTER);
    }

    /// The Davies-Bouldin index (1979), 0 at best: the mean over clusters of the worst ratio of spreads to
    /// distance.
    public static Estimate daviesBouldin(double[][] rows, int[] labels) {
        double[][] centres = centres(rows, labels);
        double[] spreads = new double[centres.length];
        int[] sizes = new int[centres.length];
        for (int i = 0; i < rows.length; i++) {
            if (labels[i] >= 0) {
                spreads[labels[i]] += Distances.between(rows[i], centres[labels[i]]);
                sizes[labels[i]]++;
            }
        }
        double sum = 0;
        for (int a = 0; a < centres.length; a++) {
            double worst = 0;
            for (int b = 0; b < centres.length; b++) {
                if (a != b) {
                    worst = Math.max(
                            worst,
                            (spreads[a] / sizes[a] + spreads[b] / sizes[b])
                                    / Distances.between(centres[a], centres[b]));
                }
            }
            sum += worst;
        }
        return centres.length < 2
                ? new Estimate.NotEstimable(ONE_CLUSTER)
                : Estimate.of(sum / centres.length, "two clusters have the same centre");
    }

    /// The Calinski-Harabasz index (1974), the larger the better: the variance between over the variance
    /// within clusters.
    public static Estimate calinskiHarabasz(double[][] rows, int[] labels) {
        double[][] centres = centres(rows, labels);
        double[] overall =
                centres(rows, Arrays.stream(labels).map(l -> Math.min(l, 0)).toArray())[0];
        double between = 0;
        double within = 0;
        int n = 0;
        for (int i = 0; i < rows.length; i++) {
            if (labels[i] >= 0) {
                between += Distances.squared(centres[labels[i]], overall);
                within += Distances.squared(rows[i], centres[labels[i]]);
                n++;
            }
        }
        return Estimate.of(between / (centres.length - 1) / (within / (n - centres.length)), ONE_CLUSTER);
    }

    /// The adjusted Rand index of two divisions of the same rows (Hubert and Arabie 1985): 1 where they agree,
    /// 0 on average where they have nothing to do with each other. Any labels will do; noise counts as a
    /// cluster.
    public static double adjustedRand(int[] left, int[] right) {
        int lowest = Math.min(
                Arrays.stream(left).min().orElse(0), Arrays.stream(right).min().orElse(0));
        int rowsOf = Arrays.stream(left).max().orElse(0) - lowest + 1;
        int columnsOf = Arrays.stream(right).max().orElse(0) - lowest + 1;
        double[][] both = new double[rowsOf][columnsOf];
        double[] a = new double[rowsOf];
        double[] b = new double[columnsOf];
        for (int i = 0; i < left.length; i++) {
            both[left[i] - lowest][right[i] - lowest]++;
            a[left[i] - lowest]++;
            b[right[i] - lowest]++;
        }
        double together = Arrays.stream(both)
                .mapToDouble(
                        line -> Arrays.stream(line).map(ClusterQuality::pairs).sum())
                .sum();
        double ofLeft = Arrays.stream(a).map(ClusterQuality::pairs).sum();
        double ofRight = Arrays.stream(b).map(ClusterQuality::pairs).sum();
        double expected = ofLeft * ofRight / pairs(left.length);
        double most = (ofLeft + ofRight) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(double n) {
        return n * (n - 1) / 2;
    }

    private static int clusters(int[] labels) {
        return Arrays.stream(labels).max().orElse(-1) + 1;
    }

    private static double[][] centres(double[][] rows, int[] labels) {
        double[][] centres = new double[clusters(labels)][rows[0].length];
        int[] sizes = new int[centres.length];
        for (int i = 0; i < rows.length; i++) {
            if (labels[i] >= 0) {
                sizes[labels[i]]++;
                for (int j = 0; j < rows[i].length; j++) {
                    centres[labels[i]][j] += rows[i][j];
                }
            }
        }
        for (int c = 0; c < centres.length; c++) {
            for (int j = 0; j < centres[c].length; j++) {
                centres[c][j] /= sizes[c];
            }
        }
        return centres;
    }
}

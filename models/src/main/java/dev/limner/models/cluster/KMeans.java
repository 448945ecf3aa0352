package dev.limner.models.cluster;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Clusters around means: Lloyd, IEEE Transactions on Information Theory 28 (1982), from greedy k-means++
/// centres, the best of several starts. Sums run over fixed blocks of rows, so that any number of cores gives
/// the same bits.
public final class KMeans {
    private static final int BLOCK = 4096;

    private final double[][] centres;
    private final int[] labels;
    private final double inertia;
    private final Provenance provenance;

    private KMeans(double[][] centres, int[] labels, double inertia, Provenance provenance) {
        this.centres = centres;
        this.labels = labels;
        this.inertia = inertia;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param k the number of clusters
    /// @param restarts how many starts to choose the best of
    /// @param iterations the most rounds of a start
    /// @param batch 0 for all rows in every round, else as many rows as a round draws (Sculley, "Web-Scale
    /// K-Means     Clustering", WWW 2010): for more rows than one wants to go through often
    public record Options(int k, int restarts, int iterations, int batch) {
        public Options {
            if (k < 1 || restarts < 1 || iterations < 1 || batch < 0) {
                throw new IllegalArgumentException(
                        "k " + k + ", restarts " + restarts + ", iterations " + iterations + ", batch " + batch);
            }
        }

        /// `k` clusters, the best of 10 starts of at most 300 rounds over all rows.
        public static Options defaults(int k) {
            return new Options(k, 10, 300, 0);
        }
    }

    /// Fits `rows`.
    ///
    /// @throws IllegalArgumentException where there are fewer rows than clusters or a row is not usable
    public static KMeans fit(double[][] rows, Options options, RandomGenerator random, Progress progress) {
        Distances.check(rows);
        if (rows.length < options.k) {
            throw new IllegalArgumentException(rows.length + " rows for " + options.k + " clusters");
        }
        double[][] best = new double[0][];
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < options.restarts; start++) {
            Progress part = progress.part(start / (double) options.restarts, (start + 1.0) / options.restarts);
            double[][] centres = Seeding.centres(rows, options.k, random);
            if (options.batch > 0) {
                centres = batches(rows, centres, options, random, part);
            }
            centres = lloyd(rows, centres, options.batch > 0 ? 0 : options.iterations, part);
            double inertia = round(rows, centres, new int[rows.length]).inertia;
            if (inertia < least) {
                least = inertia;
                best = centres;
            }
            progress.report((start + 1.0) / options.restarts);
        }
        int[] labels = new int[rows.length];
        round(rows, best, labels);
        Provenance provenance =
                Provenance.of("KMeans", options, rows.length, rows[0].length, Fingerprint.of(rows), progress);
        return new KMeans(best, labels, least, provenance);
    }

    /// One pass over the rows: the means of what is nearest to each centre, the sum of squared distances to the
    /// centres, and whether any row has changed its cluster.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Round(double[][] means, double inertia, boolean moved) {}

    private static double[][] lloyd(double[][] rows, double[][] start, int iterations, Progress progress) {
        int[] labels = new int[rows.length];
        Arrays.fill(labels, -1);
        double[][] centres = start;
        for (int iteration = 0; iteration < iterations; iteration++) {
            progress.report(iteration / (double) iterations);
            Round round = round(rows, centres, labels);
            if (!round.moved) {
                break;
            }
            centres = round.means;
        }
        return centres;
    }

    private static Round round(double[][] rows, double[][] centres, int[] labels) {
        int k = centres.length;
        int columns = centres[0].length;
        int blocks = (rows.length + BLOCK - 1) / BLOCK;
        double[][][] sums = new double[blocks][k][columns + 1];
        double[] inertias = new double[blocks];
        boolean[] moved = new boolean[blocks];
        IntStream.range(0, blocks).parallel().forEach(block -> {
            double[][] own = sums[block];
            for (int i = block * BLOCK; i < Math.min(rows.length, (block + 1) * BLOCK); i++) {
                double[] row = rows[i];
                int nearest = Distances.nearest(row, centres);
                moved[block] |= labels[i] != nearest;
                labels[i] = nearest;
                inertias[block] += Distances.squared(row, centres[nearest]);
                double[] sum = own[nearest];
                for (int j = 0; j < columns; j++) {
                    sum[j] += row[j];
                }
                sum[columns]++;
            }
        });
        double inertia = 0;
        boolean anyMoved = false;
        double[][] means = new double[k][columns + 1];
        for (int block = 0; block < blocks; block++) {
            inertia += inertias[block];
            anyMoved |= moved[block];
            for (int c = 0; c < k; c++) {
                for (int j = 0; j <= columns; j++) {
                    means[c][j] += sums[block][c][j];
                }
            }
        }
        for (int c = 0; c < k; c++) {
            double count = means[c][columns];
            means[c] = count == 0 ? farthest(rows, centres, labels) : divided(means[c], count);
        }
        return new Round(means, inertia, anyMoved);
    }

    private static double[] divided(double[] sums, double count) {
        double[] mean = new double[sums.length - 1];
        for (int j = 0; j < mean.length; j++) {
            mean[j] = sums[j] / count;
        }
        return mean;
    }

    /// A cluster that lost all its rows starts again at the row that is worst off.
    private static double[] farthest(double[][] rows, double[][] centres, int[] labels) {
        int farthest = 0;
        double most = -1;
        for (int i = 0; i < rows.length; i++) {
            double distance = Distances.squared(rows[i], centres[labels[i]]);
            if (distance > most) {
                most = distance;
                farthest = i;
            }
        }
        return rows[farthest].clone();
    }

    private static double[][] batches(
            double[][] rows, double[][] start, Options options, RandomGenerator random, Progress progress) {
        double[][] centres = Arrays.stream(start).map(double[]::clone).toArray(double[][]::new);
        long[] counts = new long[centres.length];
        for (int round = 0; round < options.iterations; round++) {
            progress.report(round / (double) options.iterations);
            int[] drawn = new int[options.batch];
            int[] nearest = new int[options.batch];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = random.nextInt(rows.length);
                nearest[i] = Distances.nearest(rows[drawn[i]], centres);
            }
            for (int i = 0; i < drawn.length; i++) {
                double[] centre = centres[nearest[i]];
                double rate = 1.0 / ++counts[nearest[i]];
                for (int j = 0; j < centre.length; j++) {
                    centre[j] += rate * (rows[drawn[i]][j] - centre[j]);
                }
            }
        }
        return centres;
    }

    /// The cluster (0 to k - 1) whose centre is nearest to `row`.
    public int clusterOf(double[] row) {
        return Distances.nearest(row, centres);
    }

    /// The cluster of every row of the fit.
    public int[] labels() {
        return labels.clone();
    }

    /// The centres, one a cluster.
    public double[][] centres() {
        return Arrays.stream(centres).map(double[]::clone).toArray(double[][]::new);
    }

    /// The sum of squared distances of the rows to their centres.
    public double inertia() {
        return inertia;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}

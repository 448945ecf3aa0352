package dev.limner.models.cluster;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Clusters of any shape as chains of crowded places, the rest is noise: Ester, Kriegel, Sander and Xu, KDD
/// 1996.
public final class Dbscan {
    /// The label of rows in no cluster.
    public static final int NOISE = -1;

    private final int[] labels;
    private final boolean[] cores;
    private final int clusters;
    private final Provenance provenance;

    private Dbscan(int[] labels, boolean[] cores, int clusters, Provenance provenance) {
        this.labels = labels;
        this.cores = cores;
        this.clusters = clusters;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param radius how far a neighbourhood reaches, in the unit of the rows
    /// @param crowd how many rows, the middle one included, make a neighbourhood crowded
    public record Options(double radius, int crowd) {
        public Options {
            if (!(radius > 0) || crowd < 1) {
                throw new IllegalArgumentException("radius " + radius + ", crowd " + crowd);
            }
        }

        /// Neighbourhoods of `radius` are crowded from 10 rows on.
        public static Options defaults(double radius) {
            return new Options(radius, 10);
        }
    }

    /// Fits `rows`. A row at the edge of two clusters goes to the one that is found first, in the order of the
    /// rows.
    public static Dbscan fit(double[][] rows, Options options, Progress progress) {
        Distances.check(rows);
        KdTree tree = new KdTree(rows);
        int[] labels = new int[rows.length];
        Arrays.fill(labels, NOISE);
        boolean[] cores = new boolean[rows.length];
        boolean[] asked = new boolean[rows.length];
        Neighbours neighbours = new Neighbours();
        Deque<Integer> open = new ArrayDeque<>();
        int clusters = 0;
        for (int seed = 0; seed < rows.length; seed++) {
            if (seed % 1024 == 0) {
                progress.report(seed / (double) rows.length);
            }
            if (asked[seed]) {
                continue;
            }
            open.add(seed);
            boolean grown = false;
            while (!open.isEmpty()) {
                int row = open.removeFirst();
                if (asked[row]) {
                    continue;
                }
                asked[row] = true;
                neighbours.count = 0;
                tree.within(rows[row], options.radius, neighbours::add);
                if (neighbours.count < options.crowd) {
                    continue;
                }
                cores[row] = true;
                grown = true;
                for (int i = 0; i < neighbours.count; i++) {
                    int neighbour = neighbours.rows[i];
                    if (labels[neighbour] == NOISE) {
                        labels[neighbour] = clusters;
                        if (!asked[neighbour]) {
                            open.add(neighbour);
                        }
                    }
                }
            }
            clusters += grown ? 1 : 0;
        }
        Provenance provenance =
                Provenance.of("Dbscan", options, rows.length, rows[0].length, Fingerprint.of(rows), progress);
        return new Dbscan(labels, cores, clusters, provenance);
    }

    private static final class Neighbours {
        private int[] rows = new int[64];
        private int count;

        void add(int row) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, 2 * count);
            }
            rows[count++] = row;
        }
    }

    /// The cluster (0, 1, ...) of every row, or [#NOISE].
    public int[] labels() {
        return labels.clone();
    }

    /// Whether the row at `index` has a crowded neighbourhood.
    public boolean isCore(int index) {
        return cores[index];
    }

    /// The number of clusters.
    public int clusters() {
        return clusters;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}

package dev.limner.models.cluster;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Clusters of any shape and of different density, the rest is noise: Campello, Moulavi and Sander, PAKDD
/// 2013, with the excess of mass as the measure of which clusters to keep. Time grows with the square of the
/// rows: some ten thousand.
public final class Hdbscan {
    /// The label of rows in no cluster.
    public static final int NOISE = -1;

    private final int[] labels;
    private final int clusters;
    private final Provenance provenance;

    private Hdbscan(int[] labels, int clusters, Provenance provenance) {
        this.labels = labels;
        this.clusters = clusters;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param smallest the fewest rows that make a cluster, at least 2
    /// @param crowd how many rows, the middle one included, a neighbourhood reaches out for
    public record Options(int smallest, int crowd) {
        public Options {
            if (smallest < 2 || crowd < 1) {
                throw new IllegalArgumentException("smallest " + smallest + ", crowd " + crowd);
            }
        }

        /// Clusters of at least `smallest` rows and neighbourhoods of as many.
        public static Options defaults(int smallest) {
            return new Options(smallest, smallest);
        }
    }

    /// Fits `rows`, at least as many as a neighbourhood needs.
    public static Hdbscan fit(double[][] rows, Options options, Progress progress) {
        Distances.check(rows);
        if (rows.length < Math.max(2, options.crowd)) {
            throw new IllegalArgumentException(rows.length + " rows for neighbourhoods of " + options.crowd);
        }
        KdTree tree = new KdTree(rows);
        double[] reach = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            reach[i] = tree.distanceToNeighbour(rows[i], options.crowd);
        }
        List<Edge> edges = spanningTree(rows, reach, progress);
        Condensed condensed = new Condensed(edges, rows.length, options.smallest);
        int[] labels = condensed.labels();
        int clusters = Arrays.stream(labels).max().orElse(NOISE) + 1;
        Provenance provenance =
                Provenance.of("Hdbscan", options, rows.length, rows[0].length, Fingerprint.of(rows), progress);
        return new Hdbscan(labels, clusters, provenance);
    }

    private record Edge(int from, int to, double distance) {}

    /// Prim's tree over the mutual reachability distance, by growing distance.
    private static List<Edge> spanningTree(double[][] rows, double[] reach, Progress progress) {
        int n = rows.length;
        double[] distances = new double[n];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        int[] parents = new int[n];
        boolean[] inside = new boolean[n];
        List<Edge> edges = new ArrayList<>(n - 1);
        int last = 0;
        inside[0] = true;
        for (int added = 1; added < n; added++) {
            int next = -1;
            for (int i = 0; i < n; i++) {
                if (inside[i]) {
                    continue;
                }
                double distance = Math.max(Distances.between(rows[i], rows[last]), Math.max(reach[i], reach[last]));
                if (distance < distances[i]) {
                    distances[i] = distance;
                    parents[i] = last;
                }
                next = next < 0 || distances[i] < distances[next] ? i : next;
            }
            edges.add(new Edge(parents[next], next, distances[next]));
            inside[next] = true;
            last = next;
            if (added % 1024 == 0) {
                progress.report(added / (double) n);
            }
        }
        edges.sort((a, b) -> Double.compare(a.distance, b.distance));
        return edges;
    }

    /// The tree of clusters that hold at least so many rows while the distance shrinks. Nodes below `n` are
    /// rows, the others merges in the order of their distance.
    private static final class Condensed {
        private final int n;
        private final int smallest;
        private final int[][] children;
        private final double[] densities;
        private final int[] sizes;
        private final int[] fellFrom;
        private final List<Integer> parents = new ArrayList<>();
        private final List<Double> stabilities = new ArrayList<>();

        Condensed(List<Edge> edges, int n, int smallest) {
            this.n = n;
            this.smallest = smallest;
            children = new int[2 * n - 1][];
            densities = new double[2 * n - 1];
            sizes = new int[2 * n - 1];
            Arrays.fill(sizes, 0, n, 1);
            fellFrom = new int[n];
            double tiny = edges.getLast().distance * 1e-9;
            int[] tops = new int[2 * n - 1];
            Arrays.setAll(tops, i -> i);
            for (int i = 0; i < edges.size(); i++) {
                Edge edge = edges.get(i);
                int left = top(tops, edge.from);
                int right = top(tops, edge.to);
                int node = n + i;
                children[node] = new int[] {left, right};
                densities[node] = 1 / Math.max(edge.distance, tiny);
                sizes[node] = sizes[left] + sizes[right];
                tops[left] = node;
                tops[right] = node;
            }
            grow(2 * n - 2);
        }

        private static int top(int[] tops, int node) {
            int at = node;
            while (tops[at] != at) {
                tops[at] = tops[tops[at]];
                at = tops[at];
            }
            return at;
        }

        /// Walks down from the root; a stack entry is a node, its cluster and the density at which that was
        /// born.
        private void grow(int root) {
            List<double[]> open = new ArrayList<>();
            open.add(new double[] {root, cluster(-1), 0});
            while (!open.isEmpty()) {
                double[] entry = open.removeLast();
                int node = (int) entry[0];
                int cluster = (int) entry[1];
                double born = entry[2];
                if (node < n) {
                    fellFrom[node] = cluster;
                    continue;
                }
                double density = densities[node];
                int left = children[node][0];
                int right = children[node][1];
                if (sizes[left] >= smallest && sizes[right] >= smallest) {
                    gain(cluster, sizes[node] * (density - born));
                    open.add(new double[] {left, cluster(cluster), density});
                    open.add(new double[] {right, cluster(cluster), density});
                    continue;
                }
                for (int child : children[node]) {
                    if (sizes[child] >= smallest) {
                        open.add(new double[] {child, cluster, born});
                    } else {
                        gain(cluster, sizes[child] * (density - born));
                        fall(child, cluster);
                    }
                }
            }
        }

        private void fall(int node, int cluster) {
            List<Integer> open = new ArrayList<>(List.of(node));
            while (!open.isEmpty()) {
                int at = open.removeLast();
                if (at < n) {
                    fellFrom[at] = cluster;
                } else {
                    open.add(children[at][0]);
                    open.add(children[at][1]);
                }
            }
        }

        private int cluster(int parent) {
            parents.add(parent);
            stabilities.add(0.0);
            return parents.size() - 1;
        }

        private void gain(int cluster, double stability) {
            stabilities.set(cluster, stabilities.get(cluster) + stability);
        }

        /// Keeps a cluster where it is more stable than what it splits into; the root, which holds all rows,
        /// never.
        int[] labels() {
            int count = parents.size();
            double[] below = new double[count];
            boolean[] kept = new boolean[count];
            for (int c = count - 1; c > 0; c--) {
                kept[c] = stabilities.get(c) >= below[c];
                below[parents.get(c)] += Math.max(stabilities.get(c), below[c]);
            }
            int[] labelOf = new int[count];
            labelOf[0] = NOISE;
            int next = 0;
            for (int c = 1; c < count; c++) {
                int above = labelOf[parents.get(c)];
                labelOf[c] = above != NOISE ? above : kept[c] ? next++ : NOISE;
            }
            int[] labels = new int[n];
            Arrays.setAll(labels, i -> labelOf[fellFrom[i]]);
            return labels;
        }
    }

    /// The cluster (0, 1, ...) of every row, or [#NOISE].
    public int[] labels() {
        return labels.clone();
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

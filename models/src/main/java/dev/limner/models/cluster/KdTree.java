package dev.limner.models.cluster;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Rows sorted for questions about neighbourhoods: a k-d tree (Bentley 1975) of medians with leaves of up to
/// 16 rows. Of use up to some ten columns.
final class KdTree {
    private static final int LEAF = 16;

    private final double[][] rows;
    private final int[] order;
    private final int[] axes;
    private final double[] cuts;

    KdTree(double[][] rows) {
        this.rows = rows;
        order = new int[rows.length];
        Arrays.setAll(order, i -> i);
        int nodes = 1;
        for (int size = rows.length; size > LEAF; size = (size + 1) / 2) {
            nodes = 2 * nodes + 1;
        }
        axes = new int[nodes];
        cuts = new double[nodes];
        build(0, 0, rows.length);
    }

    private void build(int node, int from, int to) {
        if (to - from <= LEAF) {
            return;
        }
        int axis = widest(from, to);
        int middle = (from + to) >>> 1;
        select(from, to - 1, middle, axis);
        axes[node] = axis;
        cuts[node] = rows[order[middle]][axis];
        build(2 * node + 1, from, middle);
        build(2 * node + 2, middle, to);
    }

    private int widest(int from, int to) {
        int widest = 0;
        double most = -1;
        for (int j = 0; j < rows[0].length; j++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                low = Math.min(low, rows[order[i]][j]);
                high = Math.max(high, rows[order[i]][j]);
            }
            if (high - low > most) {
                most = high - low;
                widest = j;
            }
        }
        return widest;
    }

    /// Hoare's quickselect: the row of rank `middle` on `axis` comes to stand there.
    private void select(int from, int to, int middle, int axis) {
        int low = from;
        int high = to;
        while (low < high) {
            double pivot = rows[order[(low + high) >>> 1]][axis];
            int i = low;
            int j = high;
            while (i <= j) {
                while (rows[order[i]][axis] < pivot) {
                    i++;
                }
                while (rows[order[j]][axis] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int spare = order[i];
                    order[i++] = order[j];
                    order[j--] = spare;
                }
            }
            if (middle <= j) {
                high = j;
            } else if (middle >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    /// Tells `found` of every row within `radius` of `row`, itself included, in no certain order.
    void within(double[] row, double radius, IntConsumer found) {
        within(0, 0, order.length, row, radius * radius, radius, found);
    }

    private void within(int node, int from, int to, double[] row, double square, double radius, IntConsumer found) {
        if (to - from <= LEAF) {
            for (int i = from; i < to; i++) {
                if (Distances.squared(row, rows[order[i]]) <= square) {
                    found.accept(order[i]);
                }
            }
            return;
        }
        int middle = (from + to) >>> 1;
        double gap = row[axes[node]] - cuts[node];
        if (gap <= radius) {
            within(2 * node + 1, from, middle, row, square, radius, found);
        }
        if (gap >= -radius) {
            within(2 * node + 2, middle, to, row, square, radius, found);
        }
    }

    /// The distance from `row` to its `k`-th nearest row, where the nearest is itself if it is one of the rows.
    double distanceToNeighbour(double[] row, int k) {
        double[] nearest = new double[k];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        neighbours(0, 0, order.length, row, nearest);
        return Math.sqrt(nearest[k - 1]);
    }

    private void neighbours(int node, int from, int to, double[] row, double[] nearest) {
        int last = nearest.length - 1;
        if (to - from <= LEAF) {
            for (int i = from; i < to; i++) {
                double distance = Distances.squared(row, rows[order[i]]);
                int at = last;
                if (distance < nearest[last]) {
                    while (at > 0 && nearest[at - 1] > distance) {
                        nearest[at] = nearest[at - 1];
                        at--;
                    }
                    nearest[at] = distance;
                }
            }
            return;
        }
        int middle = (from + to) >>> 1;
        double gap = row[axes[node]] - cuts[node];
        if (gap < 0) {
            neighbours(2 * node + 1, from, middle, row, nearest);
        } else {
            neighbours(2 * node + 2, middle, to, row, nearest);
        }
        if (gap * gap <= nearest[last]) {
            if (gap < 0) {
                neighbours(2 * node + 2, middle, to, row, nearest);
            } else {
                neighbours(2 * node + 1, from, middle, row, nearest);
            }
        }
    }
}

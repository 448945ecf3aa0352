package dev.limner.models.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows put together by pairs that mean one person, the surest first: connected components, but two that
/// contradict each other are not joined.
public final class Clusters {
    private final int[] parents;
    private final int[] next;
    private final int[] sizes;
    private final List<Refused> refused = new ArrayList<>();

    private Clusters(int rows) {
        parents = new int[rows];
        next = new int[rows];
        sizes = new int[rows];
        Arrays.setAll(parents, row -> row);
        Arrays.setAll(next, row -> row);
        Arrays.fill(sizes, 1);
    }

    /// When two clusters contradict each other.
    ///
    /// @param meanBits the least mean of the odds, as powers of two, of all pairs across
    /// @param worstBits the least odds of any pair across
    /// @param largest the most rows of a cluster
    public record Guard(double meanBits, double worstBits, int largest) {
        /// On average at least even odds across, no pair of odds below 1 : 1,000, 50 rows at the most.
        public static Guard defaults() {
            return new Guard(0, -10, 50);
        }
    }

    /// A pair sure enough by itself whose clusters were not joined.
    ///
    /// @param left a row
    /// @param right another one
    /// @param cause why not
    public record Refused(int left, int right, Cause cause) {}

    /// Why two clusters are not joined.
    public enum Cause {
        /// Some of their rows cannot mean one person.
        CONTRADICTED,
        /// They would have too many rows.
        TOO_LARGE
    }

    /// Joins the first `count` of `pairs` among `rows` rows.
    static Clusters of(int rows, ScoredPairs pairs, int count, LinkageModel.Scales scales, Guard guard) {
        Clusters clusters = new Clusters(rows);
        for (int i = 0; i < count; i++) {
            int left = clusters.root(pairs.left(i));
            int right = clusters.root(pairs.right(i));
            if (left != right) {
                Cause against = clusters.against(left, right, scales, guard);
                if (against == null) {
                    clusters.join(left, right);
                } else {
                    clusters.refused.add(new Refused(pairs.left(i), pairs.right(i), against));
                }
            }
        }
        return clusters;
    }

    private @Nullable Cause against(int left, int right, LinkageModel.Scales scales, Guard guard) {
        if (sizes[left] + sizes[right] > guard.largest) {
            return Cause.TOO_LARGE;
        }
        if (sizes[left] == 1 && sizes[right] == 1) {
            return null;
        }
        double sum = 0;
        int a = left;
        do {
            int b = right;
            do {
                double pair = scales.bits(Math.min(a, b), Math.max(a, b));
                if (pair < guard.worstBits) {
                    return Cause.CONTRADICTED;
                }
                sum += pair;
                b = next[b];
            } while (b != right);
            a = next[a];
        } while (a != left);
        return sum / ((double) sizes[left] * sizes[right]) < guard.meanBits ? Cause.CONTRADICTED : null;
    }

    private void join(int left, int right) {
        int first = Math.min(left, right);
        int second = Math.max(left, right);
        parents[second] = first;
        sizes[first] += sizes[second];
        int after = next[first];
        next[first] = next[second];
        next[second] = after;
    }

    private int root(int row) {
        int at = row;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /// By row the first row of its cluster.
    public int[] byRow() {
        int[] roots = new int[parents.length];
        for (int row = 0; row < roots.length; row++) {
            int at = row;
            while (parents[at] != at) {
                at = parents[at];
            }
            roots[row] = at;
        }
        return roots;
    }

    /// The pairs that were sure enough but contradicted by others.
    public List<Refused> refused() {
        return List.copyOf(refused);
    }
}

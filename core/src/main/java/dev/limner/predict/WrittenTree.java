package dev.limner.predict;

import dev.limner.models.tree.DecisionTree;
import dev.limner.models.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A tree of questions as the language writes them: its limits are as short as they can be without moving a
/// row of the fit, and a missing value goes where the tree sends it, so that each customer comes to one leaf.
final class WrittenTree {
    private final List<Column> columns;
    private final List<Tree.Node> nodes;
    private final int[] parents;
    private final double[] limits;
    /// By column whether values are missing at all; where none are, conditions need not speak of it.
    private final boolean[] missing;

    private WrittenTree(
            List<Column> columns, List<Tree.Node> nodes, int[] parents, double[] limits, boolean[] missing) {
        this.columns = columns;
        this.nodes = nodes;
        this.parents = parents;
        this.limits = limits;
        this.missing = missing;
    }

    /// That of a tree over `columns`.
    ///
    /// @param rows those of its fit
    /// @param missing by column whether a value is missing in any row that it will be asked about
    static WrittenTree of(DecisionTree fitted, List<Column> columns, double[][] rows, boolean[] missing) {
        List<Tree.Node> nodes = fitted.tree().nodes();
        int[] parents = new int[nodes.size()];
        double[] limits = new double[nodes.size()];
        parents[0] = -1;
        for (int node = 0; node < limits.length; node++) {
            if (nodes.get(node) instanceof Tree.Node.Split split) {
                parents[split.left()] = node;
                parents[split.right()] = node;
                double low = Double.NEGATIVE_INFINITY;
                double high = Double.POSITIVE_INFINITY;
                for (double[] row : rows) {
                    double value = row[split.column()];
                    if (value <= split.threshold()) {
                        low = Math.max(low, value);
                    } else if (value > split.threshold()) {
                        high = Math.min(high, value);
                    }
                }
                limits[node] = columns.get(split.column()).limit(low, high);
            }
        }
        return new WrittenTree(columns, nodes, parents, limits, missing.clone());
    }

    /// What a path says of one column.
    ///
    /// @param above the number lies above this, and at most at `upTo`; infinite where there is no such limit
    /// @param missing whether a missing value is let through
    private record Limits(double above, double upTo, boolean missing) {
        Limits and(Limits other) {
            return new Limits(Math.max(above, other.above), Math.min(upTo, other.upTo), missing && other.missing);
        }

        boolean takes(double value) {
            return Double.isNaN(value) ? missing : value > above && value <= upTo;
        }
    }

    int size() {
        return nodes.size();
    }

    /// The node above; -1 at the root.
    int parent(int node) {
        return parents[node];
    }

    boolean isLeaf(int node) {
        return nodes.get(node) instanceof Tree.Node.Leaf;
    }

    /// The mean target of a leaf's rows of the fit.
    double mean(int leaf) {
        return nodes.get(leaf) instanceof Tree.Node.Leaf(double value, var _) ? value : Double.NaN;
    }

    int[] leaves() {
        return IntStream.range(0, size()).filter(this::isLeaf).toArray();
    }

    /// The fewest nodes below which lie these leaves and no others, from left to right.
    List<Integer> covering(List<Integer> leaves) {
        TreeSet<Integer> covering = new TreeSet<>(leaves);
        for (int node = size() - 1; node >= 0; node--) {
            if (nodes.get(node) instanceof Tree.Node.Split split
                    && covering.contains(split.left())
                    && covering.contains(split.right())) {
                covering.removeAll(List.of(split.left(), split.right()));
                covering.add(node);
            }
        }
        return List.copyOf(covering);
    }

    /// Whether a row comes to a node.
    boolean reaches(int node, double[] row) {
        for (int at = node; parents[at] >= 0; at = parents[at]) {
            if (!step(at).takes(row[column(at)])) {
                return false;
            }
        }
        return true;
    }

    /// What leads from the node above to this one, in the language.
    String question(int node) {
        return joined(Map.of(column(node), step(node)));
    }

    /// All that holds on the way to a node, in the language; empty at the root.
    String rule(int node) {
        return joined(path(node));
    }

    private int column(int node) {
        return ((Tree.Node.Split) nodes.get(parents[node])).column();
    }

    private Limits step(int node) {
        int parent = parents[node];
        Tree.Node.Split split = (Tree.Node.Split) nodes.get(parent);
        boolean low = split.left() == node;
        return new Limits(
                low ? Double.NEGATIVE_INFINITY : limits[parent],
                low ? limits[parent] : Double.POSITIVE_INFINITY,
                missing[split.column()] && split.missingLeft() == low);
    }

    private Map<Integer, Limits> path(int node) {
        List<Integer> way = new ArrayList<>();
        for (int at = node; parents[at] >= 0; at = parents[at]) {
            way.addFirst(at);
        }
        Map<Integer, Limits> path = new LinkedHashMap<>();
        way.forEach(at -> path.merge(column(at), step(at), Limits::and));
        return path;
    }

    private String joined(Map<Integer, Limits> path) {
        return path.entrySet().stream()
                .flatMap(each -> {
                    Limits limits = each.getValue();
                    return columns.get(each.getKey()).written(limits.above, limits.upTo, limits.missing).stream();
                })
                .collect(Collectors.joining(" and "));
    }

    /// By column whether any of the rows lacks a value.
    static boolean[] missing(double[][] rows, int columns) {
        boolean[] missing = new boolean[columns];
        Arrays.stream(rows).forEach(row -> {
            for (int i = 0; i < columns; i++) {
                missing[i] |= Double.isNaN(row[i]);
            }
        });
        return missing;
    }
}

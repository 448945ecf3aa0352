package dev.limner.predict;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limner.models.tree.Tree;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A fitted model as it is written down: everything that a score is computed from.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "algorithm")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Form.Boosted.class, name = "boosting"),
    @JsonSubTypes.Type(value = Form.Lifetime.class, name = "pareto_nbd")
})
sealed interface Form extends Serializable {
    /// Boosted trees.
    record Boosted(ModelDefinition.Kind kind, Encoding encoding, double start, List<Nodes> trees) implements Form {
        public Boosted {
            trees = List.copyOf(trees);
        }
    }

    /// A tree, node by node: the column asked (-1 at a leaf), threshold or value, both ways, how many rows.
    ///
    /// @param leftward by node the numbers that go left where the column holds places of texts; else empty
    record Nodes(
            int[] columns,
            double[] numbers,
            boolean[] missingLeft,
            int[] lefts,
            int[] rights,
            double[] covers,
            int[][] leftward)
            implements Serializable {
        static Nodes of(Tree tree) {
            int n = tree.nodes().size();
            Nodes nodes = new Nodes(
                    new int[n], new double[n], new boolean[n], new int[n], new int[n], new double[n], new int[n][0]);
            for (int i = 0; i < n; i++) {
                nodes.covers[i] = tree.nodes().get(i).cover();
                switch (tree.nodes().get(i)) {
                    case Tree.Node.Leaf leaf -> {
                        nodes.columns[i] = -1;
                        nodes.numbers[i] = leaf.value();
                    }
                    case Tree.Node.Split split -> {
                        nodes.ask(i, split.column(), split.missingLeft(), split.left(), split.right());
                        nodes.numbers[i] = split.threshold();
                    }
                    case Tree.Node.Category category -> {
                        nodes.ask(i, category.column(), category.missingLeft(), category.left(), category.right());
                        nodes.leftward[i] = category.leftward().stream().toArray();
                        nodes.numbers[i] = Double.MAX_VALUE;
                    }
                }
            }
            return nodes;
        }

        private void ask(int node, int column, boolean missing, int left, int right) {
            columns[node] = column;
            missingLeft[node] = missing;
            lefts[node] = left;
            rights[node] = right;
        }

        Tree tree() {
            List<Tree.Node> nodes = new ArrayList<>();
            for (int i = 0; i < columns.length; i++) {
                if (columns[i] < 0) {
                    nodes.add(new Tree.Node.Leaf(numbers[i], covers[i]));
                } else if (leftward[i].length == 0) {
                    nodes.add(new Tree.Node.Split(
                            columns[i], numbers[i], missingLeft[i], lefts[i], rights[i], covers[i]));
                } else {
                    BitSet left = new BitSet();
                    for (int each : leftward[i]) {
                        left.set(each);
                    }
                    nodes.add(new Tree.Node.Category(
                            columns[i], left, missingLeft[i], lefts[i], rights[i], covers[i]));
                }
            }
            return new Tree(nodes);
        }
    }

    /// Pareto/NBD with Gamma-Gamma over days.
    ///
    /// @param penalty the weight on the parameters of Pareto/NBD
    /// @param p the three of Gamma-Gamma are 0 where spend plays no part
    record Lifetime(
            ModelDefinition.Kind kind,
            double horizonDays,
            double penalty,
            double r,
            double alpha,
            double s,
            double beta,
            double p,
            double q,
            double v)
            implements Form {}
}

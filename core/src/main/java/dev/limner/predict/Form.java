package dev.limner.predict;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limner.models.tree.Tree;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/// A fitted model as it is written down: everything that a score is computed from.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "algorithm")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Form.Boosted.class, name = "boosting"),
    @JsonSubTypes.Type(value = Form.Logistic.class, name = "logistic"),
    @JsonSubTypes.Type(value = Form.Forest.class, name = "forest"),
    @JsonSubTypes.Type(value = Form.Calibrated.class, name = "calibrated"),
    @JsonSubTypes.Type(value = Form.Onnx.class, name = "onnx"),
    @JsonSubTypes.Type(value = Form.Lifetime.class, name = "pareto_nbd"),
    @JsonSubTypes.Type(value = WaitGauge.class, name = "wait"),
    @JsonSubTypes.Type(value = ShareGauge.class, name = "share"),
    @JsonSubTypes.Type(value = LevelGauge.class, name = "level"),
    @JsonSubTypes.Type(value = TrendGauge.class, name = "trend"),
    @JsonSubTypes.Type(value = DoseGauge.class, name = "dose")
})
sealed interface Form extends Serializable
        permits Form.Boosted, Form.Logistic, Form.Forest, Form.Calibrated, Form.Onnx, Form.Lifetime, Gauge {
    /// Boosted trees.
    record Boosted(ModelDefinition.Kind kind, Encoding encoding, double start, List<Nodes> trees) implements Form {
        public Boosted {
            trees = List.copyOf(trees);
        }
    }

    /// Log-odds as a weighted sum over the columns of a design.
    ///
    /// @param means of those columns in training, from which what a feature adds is counted
    record Logistic(Design design, double intercept, List<Double> weights, List<Double> means) implements Form {
        public Logistic {
            weights = List.copyOf(weights);
            means = List.copyOf(means);
        }
    }

    /// The mean of trees.
    record Forest(Encoding encoding, List<Nodes> trees) implements Form {
        public Forest {
            trees = List.copyOf(trees);
        }
    }

    /// Another form, its probabilities bent by a curve over their log-odds.
    record Calibrated(Form raw, Curve curve) implements Form {}

    /// A model that was made elsewhere, whole: a version in force must not change with the file.
    ///
    /// @param sha256 the digest of the file, in hexadecimal digits
    /// @param content the file, in Base64
    record Onnx(ModelDefinition.Kind kind, String file, String sha256, int features, String content) implements Form {}

    /// From log-odds to a probability.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "curve")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Curve.Platt.class, name = "platt"),
        @JsonSubTypes.Type(value = Curve.Isotonic.class, name = "isotonic")
    })
    sealed interface Curve extends Serializable {
        record Platt(double slope, double intercept) implements Curve {}

        record Isotonic(List<Double> knots, List<Double> values) implements Curve {
            public Isotonic {
                knots = List.copyOf(knots);
                values = List.copyOf(values);
            }
        }
    }

    /// A node of a tree.
    ///
    /// @param column the column asked; -1 at a leaf
    /// @param texts whether the column holds places of texts
    /// @param number the threshold; at a leaf the value
    /// @param leftward the places that go left; empty where the column holds numbers
    record Node(
            int column,
            boolean texts,
            double number,
            boolean missingLeft,
            int left,
            int right,
            double cover,
            List<Integer> leftward)
            implements Serializable {
        public Node {
            leftward = List.copyOf(leftward);
        }

        private static Node of(Tree.Node node) {
            return switch (node) {
                case Tree.Node.Leaf leaf -> new Node(-1, false, leaf.value(), false, 0, 0, leaf.cover(), List.of());
                case Tree.Node.Split split ->
                    new Node(
                            split.column(),
                            false,
                            split.threshold(),
                            split.missingLeft(),
                            split.left(),
                            split.right(),
                            split.cover(),
                            List.of());
                case Tree.Node.Category category ->
                    new Node(
                            category.column(),
                            true,
                            0,
                            category.missingLeft(),
                            category.left(),
                            category.right(),
                            category.cover(),
                            category.leftward().stream().boxed().toList());
            };
        }

        private Tree.Node node() {
            if (column < 0) {
                return new Tree.Node.Leaf(number, cover);
            }
            if (!texts) {
                return new Tree.Node.Split(column, number, missingLeft, left, right, cover);
            }
            BitSet places = new BitSet();
            leftward.forEach(places::set);
            return new Tree.Node.Category(column, places, missingLeft, left, right, cover);
        }
    }

    /// A tree, node by node, the root first.
    record Nodes(List<Node> nodes) implements Serializable {
        public Nodes {
            nodes = List.copyOf(nodes);
        }

        static Nodes of(Tree tree) {
            return new Nodes(tree.nodes().stream().map(Node::of).toList());
        }

        Tree tree() {
            return new Tree(nodes.stream().map(Node::node).toList());
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

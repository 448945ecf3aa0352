package dev.limner.predict;

import dev.limner.problem.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tree of questions that tells those who will do something from the others, each leaf a rule of the
/// language, judged on customers and times that it had not seen.
///
/// @param cutoff as of when the held-out customers were looked at; whether they did it was asked at `asOf`
/// @param training the cut-offs it was learned at
/// @param rows how many rows of customers and cut-offs it was learned from, and `rate` the share that did it
/// @param heldOut how many customers it was judged on, and `hits` how many of them did it
/// @param auc the chance that it ranks one who did it above one who did not
/// @param logLoss its log loss on them, and `naive` that of the rate of training for everybody
/// @param sampled the share of customers that was looked at
/// @param leftOut features that the workspace lacks
/// @param nodes the root first, each after the node above it
public record RuleTree(
        Instant asOf,
        Instant cutoff,
        int horizonDays,
        Text population,
        Text target,
        List<Instant> training,
        int rows,
        double rate,
        int heldOut,
        int hits,
        double auc,
        double logLoss,
        double naive,
        double sampled,
        List<String> leftOut,
        List<Node> nodes) {
    public RuleTree {
        training = List.copyOf(training);
        leftOut = List.copyOf(leftOut);
        nodes = List.copyOf(nodes);
    }

    /// An expression, and how it is read aloud.
    public record Text(String text, Words aloud) {}

    /// A node.
    ///
    /// @param parent the number of the node above; null at the root
    /// @param question what leads here from the node above; null at the root
    /// @param rows of training that come here, and `rate` the share of them that did it
    /// @param heldOut the held-out customers that come here, and `hits` how many of them did it
    /// @param leaf null where the tree asks on
    public record Node(
            int number,
            @Nullable Integer parent,
            @Nullable Text question,
            int rows,
            double rate,
            int heldOut,
            int hits,
            @Nullable Leaf leaf) {}

    /// The end of a path.
    ///
    /// @param rule whom it takes, the population included
    /// @param now how many customers it takes as of the moment; null where not all were looked at
    public record Leaf(Text rule, @Nullable Integer now) {}

    /// The leaves, the highest rate of training first.
    public List<Node> leaves() {
        return nodes.stream()
                .filter(node -> node.leaf() != null)
                .sorted(java.util.Comparator.comparingDouble((Node node) -> -node.rate()))
                .toList();
    }
}

package dev.limner.identity;

import dev.limner.identity.Customers.Identifier;
import dev.limner.identity.Customers.Node;
import java.util.BitSet;
import java.util.List;

/// Customers on their way to being fewer: tells what speaks against making two of them one, and takes those
/// that are made one into account. Nothing of it is kept.
public final class Joining {
    private final Clusters clusters;

    /// @param roots by node the customer of today
    /// @param decisions in force, in the order of their weight
    public Joining(List<Node> nodes, int[] roots, Policy policy, List<Decision> decisions) {
        clusters = new Clusters(nodes, new Policy.Ready(policy));
        BitSet all = new BitSet();
        all.set(0, roots.length);
        BitSet nobody = new BitSet();
        for (int node = 0; node < roots.length; node++) {
            if (roots[node] == Customers.NOBODY) {
                nobody.set(node);
            } else if (roots[node] != node && nodes.get(node) instanceof Identifier) {
                clusters.join(roots[node], node, false);
            }
        }
        clusters.decide(decisions, all, nobody);
    }

    /// What speaks against it that the customers with these two identifiers are one person.
    public Obstacle between(int a, int b) {
        return clusters.between(a, b);
    }

    /// Takes them for one person, unless somebody decided otherwise.
    public void join(int a, int b) {
        clusters.join(a, b, false);
    }

    /// The smallest number of an identifier of the same person.
    public int customer(int identifier) {
        return clusters.smallest(identifier);
    }
}

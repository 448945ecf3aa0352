package dev.limner.workspace;

import dev.limner.identity.Customers;
import dev.limner.identity.Customers.Identifier;
import dev.limner.identity.Customers.Node;
import dev.limner.identity.Customers.Together;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// By customer the identifier of one kind that stood on its rows, whether or not the policy makes it the
/// customer's own: the number of a company is on the rows of all who buy for it.
final class SeenWith {
    private final Map<Integer, String> values = new HashMap<>();

    private SeenWith() {}

    /// What is known now. Of several identifiers the one that was first seen last counts; one that identifies
    /// nobody counts for nobody; a customer that is nothing but identifiers of that kind is the company itself.
    static SeenWith of(String kind, Customers customers) {
        SeenWith seen = new SeenWith();
        int size = customers.size();
        List<Node> nodes = customers.nodes(size);
        int[] roots = customers.roots(size);
        Map<Integer, Integer> newest = new HashMap<>();
        for (int node = 0; node < size; node++) {
            if (roots[node] != Customers.NOBODY) {
                switch (nodes.get(node)) {
                    case Identifier own -> {
                        if (own.kind().equals(kind)) {
                            newest.merge(roots[node], node, Math::max);
                        }
                    }
                    case Together(List<Integer> identifiers) -> {
                        for (int identifier : identifiers) {
                            if (isOf(kind, nodes.get(identifier)) && roots[identifier] != Customers.NOBODY) {
                                newest.merge(roots[node], identifier, Math::max);
                            }
                        }
                    }
                }
            }
        }
        newest.forEach((customer, identifier) -> {
            boolean isCompany = customers.identifiers(customer).stream()
                    .allMatch(own -> own.kind().equals(kind));
            if (!isCompany && nodes.get(identifier) instanceof Identifier(var _, String value)) {
                seen.values.put(customer, value);
            }
        });
        return seen;
    }

    private static boolean isOf(String kind, Node node) {
        return node instanceof Identifier identifier && identifier.kind().equals(kind);
    }

    @Nullable
    String of(int customer) {
        return values.get(customer);
    }
}

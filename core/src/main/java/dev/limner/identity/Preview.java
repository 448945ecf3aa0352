package dev.limner.identity;

import dev.limner.identity.Customers.Identifier;
import dev.limner.identity.Customers.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a change of who is who would do, or did: which customers become one, and which fall apart.
///
/// @param before how many customers there are
/// @param after how many there would be
/// @param merges how many customers would be made of several
/// @param splits how many customers would become several
/// @param vanishing how many customers would be nobody
/// @param merged some of the merges; the parts are the customers of today
/// @param parted some of the splits; the parts are the customers to be
/// @param largest the customers to be with the most identifiers, each of one part
public record Preview(
        int before,
        int after,
        int merges,
        int splits,
        int vanishing,
        List<Group> merged,
        List<Group> parted,
        List<Group> largest) {
    private static final int EXAMPLES = 10;
    private static final int NAMED = 20;

    public Preview {
        merged = List.copyOf(merged);
        parted = List.copyOf(parted);
        largest = List.copyOf(largest);
    }

    /// A customer on one side of the change, and what it is on the other side.
    ///
    /// @param customer its number
    public record Group(int customer, List<Part> parts) {
        public Group {
            parts = List.copyOf(parts);
        }
    }

    /// A customer.
    ///
    /// @param identifiers some of them, in the order of first sight
    /// @param count how many there are
    public record Part(int customer, int count, List<Identifier> identifiers) {
        public Part {
            identifiers = List.copyOf(identifiers);
        }
    }

    /// Compares the customers of all nodes before and after; a node that was not there before was nobody's.
    public static Preview of(List<Node> nodes, int[] before, int[] after) {
        return compared(nodes, ofIdentifiers(nodes, before), ofIdentifiers(nodes, after));
    }

    /// Several identifiers that stand together are no customer of their own.
    private static int[] ofIdentifiers(List<Node> nodes, int[] roots) {
        int[] own = roots.clone();
        for (int node = 0; node < own.length; node++) {
            if (own[node] == node && !(nodes.get(node) instanceof Identifier)) {
                own[node] = Customers.NOBODY;
            }
        }
        return own;
    }

    private static Preview compared(List<Node> nodes, int[] before, int[] after) {
        Map<Integer, Map<Integer, List<Identifier>>> merged = groups(nodes, after, before);
        Map<Integer, Map<Integer, List<Identifier>>> parted = groups(nodes, before, after);
        int vanishing = (int) parted.values().stream()
                .filter(parts -> parts.keySet().equals(Set.of(Customers.NOBODY)))
                .count();
        return new Preview(
                count(before),
                count(after),
                several(merged).size(),
                several(parted).size(),
                vanishing,
                examples(several(merged)),
                examples(several(parted)),
                largest(nodes, after));
    }

    private static int count(int[] roots) {
        int count = 0;
        for (int node = 0; node < roots.length; node++) {
            count += roots[node] == node ? 1 : 0;
        }
        return count;
    }

    /// By customer on one side, and then on the other, the identifiers; only of those whose members changed.
    private static Map<Integer, Map<Integer, List<Identifier>>> groups(List<Node> nodes, int[] of, int[] by) {
        TreeSet<Integer> touched = new TreeSet<>();
        for (int node = 0; node < of.length; node++) {
            if (of[node] != by[node]) {
                touched.add(of[node]);
            }
        }
        Map<Integer, Map<Integer, List<Identifier>>> groups = new TreeMap<>();
        for (int node = 0; node < of.length; node++) {
            if (of[node] != Customers.NOBODY && touched.contains(of[node])) {
                List<Identifier> identifiers = groups.computeIfAbsent(of[node], _ -> new TreeMap<>())
                        .computeIfAbsent(by[node], _ -> new ArrayList<>());
                if (nodes.get(node) instanceof Identifier identifier) {
                    identifiers.add(identifier);
                }
            }
        }
        return groups;
    }

    private static List<Map.Entry<Integer, Map<Integer, List<Identifier>>>> several(
            Map<Integer, Map<Integer, List<Identifier>>> groups) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().keySet().stream()
                                .filter(customer -> customer != Customers.NOBODY)
                                .count()
                        > 1)
                .toList();
    }

    private static List<Group> examples(List<Map.Entry<Integer, Map<Integer, List<Identifier>>>> groups) {
        return groups.stream()
                .sorted(Comparator.comparingInt(group -> -group.getValue().size()))
                .limit(EXAMPLES)
                .map(group -> new Group(
                        group.getKey(),
                        group.getValue().entrySet().stream()
                                .filter(part -> part.getKey() != Customers.NOBODY)
                                .limit(NAMED)
                                .map(part -> part(part.getKey(), part.getValue()))
                                .toList()))
                .toList();
    }

    private static Part part(int customer, List<Identifier> identifiers) {
        return new Part(customer, identifiers.size(), identifiers.subList(0, Math.min(NAMED, identifiers.size())));
    }

    private static List<Group> largest(List<Node> nodes, int[] roots) {
        int[] sizes = new int[roots.length];
        for (int node = 0; node < roots.length; node++) {
            if (roots[node] != Customers.NOBODY && nodes.get(node) instanceof Identifier) {
                sizes[roots[node]]++;
            }
        }
        List<Integer> large = new ArrayList<>();
        for (int node = 0; node < sizes.length; node++) {
            if (sizes[node] > 1) {
                large.add(node);
            }
        }
        large.sort(Comparator.comparingInt(node -> -sizes[node]));
        List<Group> groups = new ArrayList<>();
        for (int customer : large.subList(0, Math.min(EXAMPLES, large.size()))) {
            List<Identifier> identifiers = new ArrayList<>();
            for (int node = 0; node < roots.length; node++) {
                if (roots[node] == customer && nodes.get(node) instanceof Identifier identifier) {
                    identifiers.add(identifier);
                }
            }
            groups.add(new Group(customer, List.of(part(customer, identifiers))));
        }
        return groups;
    }
}

package dev.limner.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Nodes and the customers that they belong to.
///
/// A node is an identifier, or several that stood on a row together; nodes are numbered 0, 1, 2, ... in the
/// order of
/// first sight, and no number is used again. A customer is a cluster of nodes and bears the smallest number of
/// them, which is always that of an identifier. One writer gives numbers; many may read.
public final class Customers {
    /// The customer of a node that identifies nobody.
    public static final int NOBODY = -1;

    /// Stands for the node of what is told of somebody who was erased, and must not come back.
    public static final int ERASED = -2;

    private final Map<String, Map<String, Integer>> numbersByKind = new LinkedHashMap<>();
    private final Map<List<Integer>, Integer> numbersTogether = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private int[] roots = new int[64];
    private Policy.Ready policy = new Policy.Ready(Policy.OPEN);
    /// Nodes below it are stored and stay.
    private int kept;
    private final BitSet erased = new BitSet();
    private @Nullable Forgotten forgotten;
    private long refused;
    /// The clusters of more than one identifier, by their customer; null until somebody asks.
    private @Nullable Map<Integer, List<Integer>> clusters;

    /// What an event is known by.
    public sealed interface Node {}

    /// A name for a customer within one kind, such as the number of a member card.
    public record Identifier(String kind, String value) implements Node {}

    /// Identifiers that stood on a row together, in the order that the source's mapping gives.
    public record Together(List<Integer> identifiers) implements Node {
        public Together {
            identifiers = List.copyOf(identifiers);
        }
    }

    /// The number of an identifier, a new one where it was never seen.
    public synchronized int number(String kind, String value) {
        Map<String, Integer> numbers = numbersByKind.computeIfAbsent(kind, _ -> new HashMap<>());
        Integer number = numbers.get(value);
        if (number == null) {
            Identifier identifier = new Identifier(kind, value);
            number = add(identifier, policy.isNobody(identifier) ? NOBODY : nodes.size());
            numbers.put(value, number);
        }
        return number;
    }

    /// The number of identifiers that stand together; that of the identifier where it is but one.
    public synchronized int together(List<Integer> identifiers) {
        List<Integer> distinct = identifiers.stream().distinct().toList();
        if (distinct.size() == 1) {
            return distinct.getFirst();
        }
        Integer number = numbersTogether.get(distinct);
        if (number == null) {
            Together node = new Together(distinct);
            Integer head = Resolution.head(node, nodes, policy);
            number = add(node, head == null ? NOBODY : roots[head]);
            numbersTogether.put(node.identifiers(), number);
        }
        return number;
    }

    /// The node of what identifiers that stand together tell, at an instant; [#ERASED] where the
    /// strongest of them, or all, belonged to somebody who was erased after it. Beside a stronger one
    /// they are left out.
    public synchronized int node(List<Identifier> about, long micros) {
        if (isErased(about, micros)) {
            return ERASED;
        }
        return together(about.stream()
                .filter(identifier -> !isForgotten(identifier, micros))
                .map(identifier -> number(identifier.kind(), identifier.value()))
                .toList());
    }

    /// Whether what identifiers that stand together tell is of somebody who was erased after it.
    public synchronized boolean isErased(List<Identifier> about, long micros) {
        @Nullable Identifier strongest = null;
        boolean any = false;
        for (Identifier identifier : about) {
            any |= isForgotten(identifier, micros);
            if (!policy.isNobody(identifier) && (strongest == null || policy.compare(identifier, strongest) < 0)) {
                strongest = identifier;
            }
        }
        refused += any ? 1 : 0;
        return any && (strongest == null || isForgotten(strongest, micros));
    }

    /// Whether any of these was ever forgotten.
    public synchronized boolean isForgotten(List<Identifier> about) {
        boolean any = about.stream().anyMatch(identifier -> isForgotten(identifier, Long.MIN_VALUE));
        refused += any ? 1 : 0;
        return any;
    }

    private boolean isForgotten(Identifier identifier, long micros) {
        Forgotten known = forgotten;
        Long until = known == null ? null : known.until(identifier);
        return until != null && micros <= until;
    }

    /// Lets identifiers that are forgotten be known by their hashes.
    public synchronized void forgetBy(Forgotten hashes) {
        forgotten = hashes;
    }

    /// Forgets the values of identifiers: their nodes are nobody's, and what was told of them until an
    /// instant does not come back.
    public synchronized void forget(Set<Integer> gone, long micros) {
        Forgotten known = Objects.requireNonNull(forgotten);
        for (int node : gone) {
            erased.set(node);
            roots[node] = NOBODY;
            Node without = without(gone, node);
            switch (nodes.get(node)) {
                case Identifier(String kind, String value) -> {
                    Identifier by = (Identifier) without;
                    Map<String, Integer> numbers = numbersByKind.computeIfAbsent(kind, _ -> new HashMap<>());
                    numbers.remove(value);
                    numbers.put(by.value(), node);
                    known.note(by, micros);
                }
                case Together(List<Integer> identifiers) -> numbersTogether.remove(identifiers);
            }
            nodes.set(node, without);
        }
        clusters = null;
    }

    /// What would stand in the place of the values of identifiers that are forgotten, by their nodes.
    public synchronized Map<Integer, String> replacements(Set<Integer> gone) {
        Map<Integer, String> replaced = new LinkedHashMap<>();
        for (int node : gone) {
            if (without(gone, node) instanceof Identifier identifier) {
                replaced.put(node, identifier.value());
            }
        }
        return replaced;
    }

    /// The first nodes as they would be if some were forgotten.
    public synchronized List<Node> nodesWithout(Set<Integer> gone, int size) {
        List<Node> without = new ArrayList<>(nodes.subList(0, size));
        gone.forEach(node -> without.set(node, without(gone, node)));
        return without;
    }

    /// What becomes of a node that is forgotten: an identifier loses its value, several that stood
    /// together those that belong to somebody else.
    private Node without(Collection<Integer> gone, int node) {
        return switch (nodes.get(node)) {
            case Identifier identifier ->
                Forgotten.is(identifier)
                        ? identifier
                        : new Identifier(
                                identifier.kind(),
                                Objects.requireNonNull(forgotten).replaced(identifier, node));
            case Together(List<Integer> identifiers) ->
                new Together(identifiers.stream().filter(gone::contains).toList());
        };
    }

    /// How often something named somebody who was erased, since the store was opened.
    public synchronized long refused() {
        return refused;
    }

    /// Whether a node belonged to somebody who was erased.
    public synchronized boolean isErased(int node) {
        return erased.get(node);
    }

    /// All such nodes.
    public synchronized BitSet erased() {
        return (BitSet) erased.clone();
    }

    private int add(Node node, int root) {
        int number = nodes.size();
        if (number == roots.length) {
            roots = Arrays.copyOf(roots, 2 * number);
        }
        nodes.add(node);
        roots[number] = root;
        clusters = null;
        return number;
    }

    /// The customer with that identifier, which may be written `kind:value`; null where there is none.
    public synchronized @Nullable Integer find(String value) {
        Integer node = node(value);
        return node == null || roots[node] == NOBODY ? null : roots[node];
    }

    /// The node of that identifier, which may be written `kind:value`; null where there is none.
    public synchronized @Nullable Integer node(String value) {
        int colon = value.indexOf(':');
        Integer named = colon < 0
                ? null
                : numbersByKind
                        .getOrDefault(value.substring(0, colon), Map.of())
                        .get(value.substring(colon + 1));
        if (named != null) {
            return named;
        }
        return numbersByKind.values().stream()
                .map(numbers -> numbers.get(value))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// The identifier that names a customer: the strongest, the first seen among equals.
    public synchronized Identifier identifier(int number) {
        return identifiers(number).getFirst();
    }

    /// What finds a customer again: its identifier's value, with the kind before it where another customer
    /// has the
    /// same value under another kind.
    public synchronized String name(int number) {
        Identifier identifier = identifier(number);
        Integer found = node(identifier.value());
        return found != null && roots[found] == roots[number]
                ? identifier.value()
                : identifier.kind() + ":" + identifier.value();
    }

    /// All identifiers of a customer, the strongest first.
    public synchronized List<Identifier> identifiers(int number) {
        return members(number).stream().map(this::first).sorted(policy::compare).toList();
    }

    /// The node of the identifier that names a customer.
    public synchronized int namedBy(int number) {
        List<Integer> members = members(number);
        int strongest = members.getFirst();
        for (int node : members) {
            if (policy.compare(first(node), first(strongest)) < 0) {
                strongest = node;
            }
        }
        return strongest;
    }

    /// The nodes of all identifiers of a customer, in the order of first sight.
    public synchronized List<Integer> members(int number) {
        int root = roots[number] == NOBODY ? number : roots[number];
        return List.copyOf(clusters().getOrDefault(root, List.of(root)));
    }

    private Identifier first(int node) {
        return switch (nodes.get(node)) {
            case Identifier identifier -> identifier;
            case Together(List<Integer> identifiers) -> first(identifiers.getFirst());
        };
    }

    private Map<Integer, List<Integer>> clusters() {
        Map<Integer, List<Integer>> known = clusters;
        if (known == null) {
            known = new HashMap<>();
            for (int node = 0; node < nodes.size(); node++) {
                int root = roots[node];
                if (root != node && root != NOBODY && nodes.get(node) instanceof Identifier) {
                    known.computeIfAbsent(root, first -> new ArrayList<>(List.of(first)))
                            .add(node);
                }
            }
            clusters = known;
        }
        return known;
    }

    /// The customer that a node belongs to, or [#NOBODY].
    public synchronized int customer(int node) {
        return roots[node];
    }

    /// A node.
    public synchronized Node at(int node) {
        return nodes.get(node);
    }

    /// Whether a node is of several identifiers.
    public synchronized boolean isTogether(int node) {
        return nodes.get(node) instanceof Together;
    }

    /// Below what number all nodes and customers lie.
    public synchronized int size() {
        return nodes.size();
    }

    /// How many identifiers there are.
    public synchronized int identifiers() {
        return nodes.size() - numbersTogether.size();
    }

    /// How many customers there are.
    public synchronized int count() {
        int count = 0;
        for (int node = 0; node < nodes.size(); node++) {
            count += roots[node] == node ? 1 : 0;
        }
        return count;
    }

    /// The numbers of all customers.
    public synchronized RoaringBitmap all() {
        RoaringBitmap all = new RoaringBitmap();
        for (int node = 0; node < nodes.size(); node++) {
            if (roots[node] == node) {
                all.add(node);
            }
        }
        return all;
    }

    /// The first nodes, to be reckoned with.
    public synchronized List<Node> nodes(int size) {
        return List.copyOf(nodes.subList(0, size));
    }

    /// The customers of the first nodes.
    public synchronized int[] roots(int size) {
        return Arrays.copyOf(roots, size);
    }

    /// Lets the first nodes belong to other customers, and later ones be taken by another policy.
    public synchronized void place(int[] customers, Policy by) {
        System.arraycopy(customers, 0, roots, 0, customers.length);
        policy = new Policy.Ready(by);
        clusters = null;
    }

    /// Below what number all nodes are stored.
    public synchronized int kept() {
        return kept;
    }

    /// Says that all nodes so far are stored.
    public synchronized void keep() {
        kept = nodes.size();
    }

    /// Forgets those numbered `size` and above that were not kept: the load that brought them was given up.
    public synchronized void truncate(int size) {
        while (nodes.size() > Math.max(size, kept)) {
            switch (nodes.removeLast()) {
                case Identifier(String kind, String value) ->
                    Objects.requireNonNull(numbersByKind.get(kind)).remove(value);
                case Together(List<Integer> identifiers) -> numbersTogether.remove(identifiers);
            }
        }
        clusters = null;
    }
}

package dev.limner.identity;

import dev.limner.identity.Customers.Identifier;
import dev.limner.identity.Customers.Node;
import dev.limner.identity.Customers.Together;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Who is who, as a function of what was seen together, the policy and what people decided.
///
/// Links are taken one after the other, strong kinds first, then by when they were known, then by value; so
/// neither
/// the order of loads nor the numbers of nodes play a part. Each is taken unless the policy or a decision
/// speaks
/// against it; what is likely comes after all evidence. An event of several identifiers goes with the
/// strongest of them. What is not connected does not depend on each other, so that after new evidence only
/// what it is connected with need be reckoned again.
public final class Resolution {
    private final List<Node> nodes;
    private final IntFunction<List<Sighting>> sightings;
    private final Policy.Ready policy;
    private final List<Decision> decisions;
    private final BitSet nobody = new BitSet();

    /// @param sightings by node
    /// @param decisions in force, the earliest first
    public Resolution(
            List<Node> nodes, IntFunction<List<Sighting>> sightings, Policy policy, List<Decision> decisions) {
        this.nodes = nodes;
        this.sightings = sightings;
        this.policy = new Policy.Ready(policy);
        this.decisions = List.copyOf(decisions);
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node) instanceof Identifier identifier && this.policy.isNobody(identifier)) {
                nobody.set(node);
            }
        }
    }

    /// The customers of all nodes by what was known at an instant.
    ///
    /// @param known in microseconds since 1970
    public int[] all(long known) {
        BitSet everything = new BitSet();
        everything.set(0, nodes.size());
        return reckon(new int[nodes.size()], everything, known);
    }

    /// The same where what is not connected with `touched` is as it was.
    ///
    /// @param before the customers of the first nodes; those after them are all touched
    /// @param also decisions that were in force before
    public int[] again(int[] before, Collection<Integer> touched, List<Decision> also, long known) {
        int[] parents = new int[nodes.size()];
        for (int node = 0; node < parents.length; node++) {
            parents[node] = node;
        }
        for (int node = 0; node < parents.length; node++) {
            if (nodes.get(node) instanceof Together together) {
                int head = Objects.requireNonNullElse(head(together, nodes, policy), node);
                unite(parents, node, head);
                together.identifiers().stream()
                        .filter(identifier -> !nobody.get(identifier))
                        .forEach(identifier -> unite(parents, head, identifier));
            }
        }
        for (List<Decision> some : List.of(decisions, also)) {
            for (Decision decision : some) {
                for (List<Integer> group : decision.connected()) {
                    group.forEach(identifier -> unite(parents, group.getFirst(), identifier));
                }
            }
        }
        BitSet connected = new BitSet();
        touched.forEach(node -> connected.set(find(parents, node)));
        for (int node = before.length; node < parents.length; node++) {
            connected.set(find(parents, node));
        }
        BitSet asked = new BitSet();
        for (int node = 0; node < parents.length; node++) {
            if (connected.get(find(parents, node))) {
                asked.set(node);
            }
        }
        int[] roots = new int[nodes.size()];
        System.arraycopy(before, 0, roots, 0, before.length);
        return reckon(roots, asked, known);
    }

    private static void unite(int[] parents, int a, int b) {
        parents[find(parents, b)] = find(parents, a);
    }

    private static int find(int[] parents, int node) {
        int at = node;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /// The strongest identifier of several, or null where all identify nobody.
    static @Nullable Integer head(Together together, List<Node> nodes, Policy.Ready policy) {
        @Nullable Integer head = null;
        for (int identifier : together.identifiers()) {
            Identifier candidate = identifier(nodes, identifier);
            if (!policy.isNobody(candidate)
                    && (head == null || policy.compare(candidate, identifier(nodes, head)) < 0)) {
                head = identifier;
            }
        }
        return head;
    }

    private static Identifier identifier(List<Node> nodes, int node) {
        return switch (nodes.get(node)) {
            case Identifier identifier -> identifier;
            case Together together -> throw new IllegalArgumentException(together + " is no identifier");
        };
    }

    private Identifier identifier(int node) {
        return identifier(nodes, node);
    }

    /// Two identifiers that were seen together: the weaker one goes to the stronger.
    private record Pair(int strong, int weak, long known) {}

    private int[] reckon(int[] roots, BitSet asked, long known) {
        Clusters clusters = new Clusters(nodes, policy);
        clusters.decide(decisions, asked, nobody);
        Map<Integer, Integer> heads = new HashMap<>();
        for (Pair pair : pairs(asked, known, heads)) {
            clusters.join(pair.strong(), pair.weak(), true);
        }
        clusters.presume(decisions, asked, nobody);
        for (int node = asked.nextSetBit(0); node >= 0; node = asked.nextSetBit(node + 1)) {
            switch (nodes.get(node)) {
                case Identifier _ -> roots[node] = nobody.get(node) ? Customers.NOBODY : clusters.smallest(node);
                case Together _ -> {
                    Integer head = heads.get(node);
                    roots[node] = head == null ? Customers.NOBODY : clusters.smallest(head);
                }
            }
        }
        return roots;
    }

    /// The links that the policy lets count, in the order in which they are taken.
    private List<Pair> pairs(BitSet asked, long known, Map<Integer, Integer> heads) {
        Map<List<Integer>, Long> earliest = new HashMap<>();
        for (int node = asked.nextSetBit(0); node >= 0; node = asked.nextSetBit(node + 1)) {
            if (nodes.get(node) instanceof Together together) {
                Integer head = head(together, nodes, policy);
                if (head != null) {
                    heads.put(node, head);
                    long since = since(node);
                    if (since < Long.MAX_VALUE && since <= known) {
                        together.identifiers().stream()
                                .filter(weak -> !weak.equals(head) && !nobody.get(weak))
                                .forEach(weak -> earliest.merge(List.of(head, weak), since, Math::min));
                    }
                }
            }
        }
        Map<Integer, List<Pair>> byWeak = new HashMap<>();
        earliest.forEach((pair, since) -> byWeak.computeIfAbsent(pair.getLast(), _ -> new ArrayList<>())
                .add(new Pair(pair.getFirst(), pair.getLast(), since)));
        List<Pair> pairs = new ArrayList<>();
        byWeak.forEach((weak, of) -> pairs.addAll(guarded(weak, of)));
        pairs.sort(order());
        return pairs;
    }

    /// When identifiers were first known to stand together, by a source that may link.
    private long since(int node) {
        return sightings.apply(node).stream()
                .filter(sighting -> policy.links(sighting.source()))
                .mapToLong(Sighting::known)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /// What the guard against shared identifiers leaves of the links to one.
    private List<Pair> guarded(int weak, List<Pair> pairs) {
        Policy.Kind kind = policy.kind(identifier(weak).kind());
        Policy.Shared shared = kind == null ? null : kind.shared();
        if (shared == null) {
            return pairs;
        }
        Map<String, Integer> strong = new HashMap<>();
        pairs.forEach(pair -> strong.merge(identifier(pair.strong()).kind(), 1, Integer::sum));
        if (Collections.max(strong.values()) <= shared.above()) {
            return pairs;
        }
        Comparator<Pair> byValue = Comparator.<Pair, Identifier>comparing(
                        pair -> identifier(pair.strong()), policy::compare)
                .thenComparing(pair -> identifier(pair.strong()).value());
        return switch (shared.then()) {
            case NONE -> List.of();
            case FIRST ->
                List.of(Collections.min(
                        pairs, Comparator.comparingLong(Pair::known).thenComparing(byValue)));
            case LATEST ->
                List.of(Collections.min(
                        pairs, Comparator.comparingLong(Pair::known).reversed().thenComparing(byValue)));
        };
    }

    private Comparator<Pair> order() {
        return Comparator.<Pair, Identifier>comparing(pair -> identifier(pair.strong()), policy::compare)
                .thenComparing(pair -> identifier(pair.weak()), policy::compare)
                .thenComparingLong(Pair::known)
                .thenComparing(pair -> identifier(pair.strong()).value())
                .thenComparing(pair -> identifier(pair.weak()).value());
    }
}

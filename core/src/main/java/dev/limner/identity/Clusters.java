package dev.limner.identity;

import dev.limner.identity.Customers.Identifier;
import dev.limner.identity.Customers.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Identifiers on their way to being customers: clusters that grow as long as nothing speaks against it.
final class Clusters {
    private final List<Node> nodes;
    private final Policy.Ready policy;
    private final Map<Integer, Cluster> clusters = new HashMap<>();

    Clusters(List<Node> nodes, Policy.Ready policy) {
        this.nodes = nodes;
        this.policy = policy;
    }

    /// Some identifiers that are one person so far.
    private static final class Cluster {
        private final List<Integer> members = new ArrayList<>();
        /// How many it has of each kind of which a person may not have any number.
        private final Map<String, Integer> limited = new HashMap<>();
        /// The decisions, by number, of whose groups it has members, and of which one.
        private final Map<Integer, Integer> groups = new HashMap<>();
        private int smallest;

        private Cluster(int identifier) {
            members.add(identifier);
            smallest = identifier;
        }

        private void absorb(Cluster other) {
            members.addAll(other.members);
            other.limited.forEach((kind, count) -> limited.merge(kind, count, Integer::sum));
            groups.putAll(other.groups);
            smallest = Math.min(smallest, other.smallest);
        }
    }

    /// Does what was decided on identifiers that are asked about and somebody's; `decisions` come with the
    /// earliest
    /// first, and the latest is heard first.
    void decide(List<Decision> decisions, BitSet asked, BitSet nobody) {
        for (int number = decisions.size() - 1; number >= 0; number--) {
            List<List<Integer>> groups = decisions.get(number).groups().stream()
                    .map(group -> group.stream()
                            .filter(identifier -> asked.get(identifier) && !nobody.get(identifier))
                            .toList())
                    .toList();
            switch (decisions.get(number)) {
                case Decision.Link _ -> groups.forEach(this::join);
                case Decision.Apart _ -> apart(number, groups, true);
                case Decision.Different _ -> apart(number, groups, false);
                case Decision.Likely _ -> {} // heard after the evidence
            }
        }
    }

    /// Joins what is likely, where nothing that is decided or limited speaks against it.
    void presume(List<Decision> decisions, BitSet asked, BitSet nobody) {
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Likely(List<List<Integer>> groups)) {
                for (List<Integer> group : groups) {
                    List<Integer> known = group.stream()
                            .filter(identifier -> asked.get(identifier) && !nobody.get(identifier))
                            .toList();
                    known.forEach(identifier -> join(known.getFirst(), identifier, true));
                }
            }
        }
    }

    private void join(List<Integer> identifiers) {
        identifiers.forEach(identifier -> join(identifiers.getFirst(), identifier, false));
    }

    private void apart(int number, List<List<Integer>> groups, boolean eachOne) {
        Set<Cluster> taken = new HashSet<>();
        for (List<Integer> group : groups) {
            Set<Cluster> own = new HashSet<>();
            group.forEach(identifier -> own.add(cluster(identifier)));
            if (own.stream().anyMatch(taken::contains)) {
                return; // joined again by a later decision
            }
            taken.addAll(own);
        }
        for (int place = 0; place < groups.size(); place++) {
            List<Integer> group = groups.get(place);
            for (int identifier : group) {
                cluster(identifier).groups.put(number, place);
            }
            if (eachOne) {
                join(group);
            }
        }
    }

    /// What speaks against making the clusters of two identifiers one.
    Obstacle between(int a, int b) {
        Cluster one = cluster(a);
        Cluster other = cluster(b);
        if (one == other) {
            return Obstacle.ONE_ALREADY;
        }
        return differ(one, other) ? Obstacle.APART : exceed(one, other) ? Obstacle.LIMIT : Obstacle.NONE;
    }

    /// Makes the clusters of two identifiers one, where no decision and, if asked, no limit speaks against it.
    void join(int a, int b, boolean withinLimits) {
        Cluster one = cluster(a);
        Cluster other = cluster(b);
        if (one == other || differ(one, other) || (withinLimits && exceed(one, other))) {
            return;
        }
        Cluster large = one.members.size() < other.members.size() ? other : one;
        Cluster small = large == one ? other : one;
        large.absorb(small);
        small.members.forEach(member -> clusters.put(member, large));
    }

    private static boolean differ(Cluster one, Cluster other) {
        return one.groups.entrySet().stream().anyMatch(group -> {
            Integer place = other.groups.get(group.getKey());
            return place != null && !place.equals(group.getValue());
        });
    }

    private boolean exceed(Cluster one, Cluster other) {
        return one.limited.entrySet().stream().anyMatch(of -> {
            int together = of.getValue() + other.limited.getOrDefault(of.getKey(), 0);
            return other.limited.containsKey(of.getKey()) && together > Objects.requireNonNull(most(of.getKey()));
        });
    }

    private @Nullable Integer most(String kind) {
        Policy.Kind known = policy.kind(kind);
        return known == null ? null : known.most();
    }

    /// The number of the customer that an identifier belongs to.
    int smallest(int identifier) {
        Cluster cluster = clusters.get(identifier);
        return cluster == null ? identifier : cluster.smallest;
    }

    private Cluster cluster(int identifier) {
        return clusters.computeIfAbsent(identifier, this::alone);
    }

    private Cluster alone(int identifier) {
        Cluster cluster = new Cluster(identifier);
        if (nodes.get(identifier) instanceof Identifier of && most(of.kind()) != null) {
            cluster.limited.put(of.kind(), 1);
        }
        return cluster;
    }
}

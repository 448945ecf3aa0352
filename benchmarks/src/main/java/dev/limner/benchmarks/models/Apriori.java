package dev.limner.benchmarks.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Agrawal and Srikant's Apriori (1994), level by level, with a bit set of its baskets for every item.
final class Apriori {
    private final Map<Integer, BitSet> holders = new TreeMap<>();
    private final int least;

    Apriori(List<Set<Integer>> baskets, double support) {
        least = (int) Math.ceil(support * baskets.size() - 1e-9);
        for (int basket = 0; basket < baskets.size(); basket++) {
            for (int item : baskets.get(basket)) {
                holders.computeIfAbsent(item, _ -> new BitSet()).set(basket);
            }
        }
        holders.values().removeIf(bits -> bits.cardinality() < least);
    }

    /// How many sets there are.
    int sets() {
        Map<List<Integer>, BitSet> level = new HashMap<>();
        holders.forEach((item, bits) -> level.put(List.of(item), bits));
        int sets = 0;
        Map<List<Integer>, BitSet> now = level;
        while (!now.isEmpty()) {
            sets += now.size();
            now = next(now);
        }
        return sets;
    }

    private Map<List<Integer>, BitSet> next(Map<List<Integer>, BitSet> level) {
        Map<List<Integer>, List<Integer>> ends = new HashMap<>();
        for (List<Integer> set : level.keySet()) {
            ends.computeIfAbsent(set.subList(0, set.size() - 1), _ -> new ArrayList<>())
                    .add(set.getLast());
        }
        Map<List<Integer>, BitSet> next = new HashMap<>();
        ends.forEach((head, tails) -> {
            Integer[] sorted = tails.stream().sorted().toArray(Integer[]::new);
            for (int i = 0; i < sorted.length; i++) {
                List<Integer> left = with(head, sorted[i]);
                for (int other : Arrays.asList(sorted).subList(i + 1, sorted.length)) {
                    BitSet bits =
                            (BitSet) level.getOrDefault(left, new BitSet()).clone();
                    bits.and(holders.getOrDefault(other, new BitSet()));
                    if (bits.cardinality() >= least) {
                        next.put(with(left, other), bits);
                    }
                }
            }
        });
        return next;
    }

    private static List<Integer> with(List<Integer> head, int tail) {
        List<Integer> set = new ArrayList<>(head);
        set.add(tail);
        return List.copyOf(set);
    }
}

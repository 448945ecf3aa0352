package dev.limner.models.pattern;

import dev.limner.models.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All sets of items that at least so many baskets hold: Eclat, Zaki, IEEE Transactions on Knowledge and Data
/// Engineering 12 (2000), with one bit a basket.
public final class FrequentItemsets {
    private final List<Itemset> itemsets;
    private final Map<List<Integer>, Integer> counts;
    private final int baskets;

    private FrequentItemsets(List<Itemset> itemsets, int baskets) {
        this.itemsets = List.copyOf(itemsets);
        this.baskets = baskets;
        counts = new HashMap<>();
        itemsets.forEach(itemset -> counts.put(itemset.items, itemset.count));
    }

    /// Items in ascending order and how many baskets hold them all.
    public record Itemset(List<Integer> items, int count) {
        public Itemset {
            items = List.copyOf(items);
        }
    }

    /// What to look for.
    ///
    /// @param support the least share of baskets, above 0 and up to 1
    /// @param longest the most items of a set
    public record Options(double support, int longest) {
        public Options {
            if (!(support > 0 && support <= 1) || longest < 1) {
                throw new IllegalArgumentException("support " + support + ", longest " + longest);
            }
        }

        /// Sets of any length in at least `support` of the baskets.
        public static Options defaults(double support) {
            return new Options(support, Integer.MAX_VALUE);
        }
    }

    /// The frequent sets of `baskets`, each a collection of items; repetitions in a basket count once.
    public static FrequentItemsets of(List<? extends Collection<Integer>> baskets, Options options, Progress progress) {
        // A share like 0.01 of 9,900 must not ask for the hundredth basket because of the last bit.
        int least = Math.max(1, (int) Math.ceil(options.support * baskets.size() * (1 - 1e-12)));
        int words = (baskets.size() + 63) / 64;
        Map<Integer, long[]> bits = new HashMap<>();
        for (int b = 0; b < baskets.size(); b++) {
            for (int item : baskets.get(b)) {
                bits.computeIfAbsent(item, _ -> new long[words])[b / 64] |= 1L << b;
            }
        }
        List<Member> singles = bits.entrySet().stream()
                .map(entry -> new Member(entry.getKey(), entry.getValue(), count(entry.getValue())))
                .filter(member -> member.count >= least)
                .sorted(Comparator.comparingInt(Member::count).thenComparingInt(Member::item))
                .toList();
        List<Itemset> found = new ArrayList<>();
        for (int i = 0; i < singles.size(); i++) {
            grow(List.of(), singles, i, least, options.longest, found);
            progress.report((i + 1.0) / singles.size());
        }
        found.sort(Comparator.comparingInt((Itemset set) -> set.items.size())
                .thenComparing(Comparator.comparingInt((Itemset set) -> -set.count))
                .thenComparing(set -> set.items.toString()));
        return new FrequentItemsets(found, baskets.size());
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Member(int item, long[] bits, int count) {}

    private static int count(long[] bits) {
        int count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /// Adds the set of `prefix` and member `at`, and all its extensions by members that stand after it.
    private static void grow(
            List<Integer> prefix, List<Member> members, int at, int least, int longest, List<Itemset> found) {
        Member member = members.get(at);
        List<Integer> items = new ArrayList<>(prefix);
        items.add(member.item);
        found.add(new Itemset(items.stream().sorted().toList(), member.count));
        if (items.size() == longest) {
            return;
        }
        List<Member> next = new ArrayList<>();
        long[] both = new long[member.bits.length];
        for (int other = at + 1; other < members.size(); other++) {
            long[] bits = members.get(other).bits;
            int count = 0;
            for (int w = 0; w < both.length; w++) {
                both[w] = member.bits[w] & bits[w];
                count += Long.bitCount(both[w]);
            }
            if (count >= least) {
                next.add(new Member(members.get(other).item, both.clone(), count));
            }
        }
        for (int i = 0; i < next.size(); i++) {
            grow(items, next, i, least, longest, found);
        }
    }

    /// The sets, shorter ones first, among these the more frequent first.
    public List<Itemset> itemsets() {
        return itemsets;
    }

    /// How many baskets hold all of `items` (ascending); 0 where they are not frequent.
    public int count(List<Integer> items) {
        return counts.getOrDefault(items, 0);
    }

    /// The number of all baskets.
    public int baskets() {
        return baskets;
    }
}

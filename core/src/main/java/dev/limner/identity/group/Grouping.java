package dev.limner.identity.group;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Customers with a value each, gathered by equal ones. Groups are numbered 0, 1, 2, ... in the order of their
/// smallest customer, so that the same values give the same groups in whatever order they came.
public final class Grouping {
    /// The group of a customer without a value.
    public static final int NONE = -1;

    private final @Nullable Integer most;
    private final int[] groupByCustomer;
    private final List<List<String>> values;
    /// Where the members of a group begin; those of the next begin where they end.
    private final int[] starts;
    private final int[] members;

    private Grouping(@Nullable Integer most, int[] groupByCustomer, List<List<String>> values) {
        this.most = most;
        this.groupByCustomer = groupByCustomer;
        this.values = List.copyOf(values);
        starts = new int[values.size() + 1];
        for (int group : groupByCustomer) {
            if (group != NONE) {
                starts[group + 1]++;
            }
        }
        for (int group = 0; group < values.size(); group++) {
            starts[group + 1] += starts[group];
        }
        members = new int[starts[values.size()]];
        int[] next = starts.clone();
        for (int customer = 0; customer < groupByCustomer.length; customer++) {
            int group = groupByCustomer[customer];
            if (group != NONE) {
                members[next[group]++] = customer;
            }
        }
    }

    /// A customer and its values, in the order of the definition; null or blank where it has none.
    public record Valued(int customer, List<@Nullable String> values) {
        /// What is compared; null where a value is missing.
        @Nullable
        List<String> folded() {
            List<String> folded = new ArrayList<>(values.size());
            for (String value : values) {
                String plain = value == null ? "" : fold(value);
                if (plain.isEmpty()) {
                    return null;
                }
                folded.add(plain);
            }
            return folded;
        }
    }

    /// A value without blanks around it, without the difference of capitals, and of full width and half.
    static String fold(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /// Gathers customers; each comes once.
    ///
    /// @param most above how many customers a group is none; null for any number
    public static Grouping of(List<Valued> all, @Nullable Integer most) {
        List<Valued> sorted =
                all.stream().sorted(Comparator.comparingInt(Valued::customer)).toList();
        int[] groups = new int[sorted.isEmpty() ? 0 : sorted.getLast().customer() + 1];
        Arrays.fill(groups, NONE);
        Map<List<String>, Integer> numbers = new HashMap<>();
        List<List<String>> values = new ArrayList<>();
        for (Valued one : sorted) {
            List<String> folded = one.folded();
            if (folded != null) {
                int group = numbers.computeIfAbsent(folded, _ -> values.size());
                if (group == values.size()) {
                    values.add(one.values().stream()
                            .map(value -> value == null ? "" : value.strip())
                            .toList());
                }
                groups[one.customer()] = group;
            }
        }
        return new Grouping(most, groups, values);
    }

    /// How many groups there are, those of a single customer and those that are too large among them.
    public int count() {
        return values.size();
    }

    /// How many customers have a value.
    public int customers() {
        return members.length;
    }

    /// The group of a customer, or [#NONE].
    public int group(int customer) {
        return customer < groupByCustomer.length ? groupByCustomer[customer] : NONE;
    }

    /// How many customers a group has.
    public int size(int group) {
        return starts[group + 1] - starts[group];
    }

    /// Whether a group has so many customers that it says nothing of them, such as all behind one shared mailbox.
    public boolean isTooLarge(int group) {
        return most != null && size(group) > most;
    }

    /// The customers of a group, in their order.
    public int[] members(int group) {
        return Arrays.copyOfRange(members, starts[group], starts[group + 1]);
    }

    /// What they have in common, as the first of them writes it.
    public List<String> values(int group) {
        return values.get(group);
    }

    /// The groups of more than one customer, or those that are too large, the largest first.
    public List<Integer> largest(boolean tooLarge, int limit) {
        List<Integer> groups = new ArrayList<>();
        for (int group = 0; group < count(); group++) {
            if (isTooLarge(group) == tooLarge && size(group) > 1) {
                groups.add(group);
            }
        }
        groups.sort(Comparator.comparingInt((Integer group) -> -size(group)).thenComparing(group -> group));
        return groups.stream().limit(limit).toList();
    }

    /// How many groups have 1, 2, 3, and 4 or more customers; those that are too large are no groups.
    public List<Integer> sizes() {
        int[] sizes = new int[4];
        for (int group = 0; group < count(); group++) {
            if (!isTooLarge(group)) {
                sizes[Math.min(size(group), 4) - 1]++;
            }
        }
        return Arrays.stream(sizes).boxed().toList();
    }

    /// How many groups are too large.
    public int tooLarge() {
        return count() - sizes().stream().mapToInt(Integer::intValue).sum();
    }
}

package dev.limner.identity.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.identity.group.Grouping.Valued;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Companies and households of random customers, against the plainest way of gathering them.
class GroupingTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /// Few values, so that many are equal; written in several ways, or missing.
    private static List<@Nullable String> values(Random random) {
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String plain = "ab"
                    .substring(random.nextInt(2))
                    .concat(random.nextInt(3) == 0 ? "路１号" : " road " + random.nextInt(3));
            values.add(
                    switch (random.nextInt(8)) {
                        case 0 -> null;
                        case 1 -> "　 ";
                        case 2 -> plain.toUpperCase(Locale.ROOT);
                        case 3 -> " " + plain + "　";
                        case 4 -> plain.replace('a', 'ａ').replace('1', '１');
                        default -> plain;
                    });
        }
        return values;
    }

    private static List<Valued> customers(Random random) {
        List<Valued> customers = new ArrayList<>();
        int number = random.nextInt(3);
        for (int i = 0; i < random.nextInt(60); i++) {
            customers.add(new Valued(number, values(random)));
            number += 1 + random.nextInt(4);
        }
        return customers;
    }

    private static boolean isEqual(Valued one, Valued other) {
        for (int i = 0; i < one.values().size(); i++) {
            String left = plain(one.values().get(i));
            if (left.isEmpty() || !left.equals(plain(other.values().get(i)))) {
                return false;
            }
        }
        return true;
    }

    /// Letter by letter, as the random values need it.
    private static String plain(@Nullable String value) {
        return value == null
                ? ""
                : value.replace('　', ' ')
                        .replace('ａ', 'a')
                        .replace('１', '1')
                        .toLowerCase(Locale.ROOT)
                        .strip();
    }

    private static Set<Set<Integer>> naive(List<Valued> customers) {
        Set<Set<Integer>> groups = new HashSet<>();
        for (Valued one : customers) {
            Set<Integer> group = new HashSet<>();
            customers.stream().filter(other -> isEqual(one, other)).forEach(other -> group.add(other.customer()));
            groups.add(group);
        }
        groups.remove(Set.<Integer>of());
        return groups;
    }

    private static Set<Set<Integer>> groups(Grouping grouping) {
        Set<Set<Integer>> groups = new HashSet<>();
        for (int group = 0; group < grouping.count(); group++) {
            groups.add(
                    new HashSet<>(Arrays.stream(grouping.members(group)).boxed().toList()));
        }
        return groups;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void groupsAreThoseOfEqualValuesAndPartitionAllThatHaveOne(int seed) {
        List<Valued> customers = customers(new Random(seed));
        Grouping grouping = Grouping.of(customers, null);
        assertThat(groups(grouping)).isEqualTo(naive(customers)).hasSize(grouping.count());
        int members = 0;
        int last = -1;
        for (int group = 0; group < grouping.count(); group++) {
            int[] some = grouping.members(group);
            assertThat(some).isSorted().hasSize(grouping.size(group));
            assertThat(some[0]).as("dense, by the smallest customer").isGreaterThan(last);
            last = some[0];
            members += some.length;
            for (int customer : some) {
                assertThat(grouping.group(customer)).isEqualTo(group);
            }
        }
        assertThat(members).isEqualTo(grouping.customers()).isEqualTo((int) customers.stream()
                .filter(one ->
                        one.values().stream().noneMatch(value -> plain(value).isEmpty()))
                .count());
        assertThat(grouping.group(1_000_000)).isEqualTo(Grouping.NONE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderInWhichCustomersComeDoesNotMatter(int seed) {
        Random random = new Random(seed);
        List<Valued> customers = customers(random);
        List<Valued> shuffled = new ArrayList<>(customers);
        Collections.shuffle(shuffled, random);
        Grouping one = Grouping.of(customers, 2);
        Grouping other = Grouping.of(shuffled, 2);
        assertThat(other.count()).isEqualTo(one.count());
        for (int group = 0; group < one.count(); group++) {
            assertThat(other.members(group)).isEqualTo(one.members(group));
            assertThat(other.values(group)).isEqualTo(one.values(group));
        }
        assertThat(other.largest(true, 9)).isEqualTo(one.largest(true, 9));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void groupsAboveTheGuardAreNoneAndAreTold(int seed) {
        List<Valued> customers = customers(new Random(seed));
        Grouping grouping = Grouping.of(customers, 3);
        Set<Set<Integer>> naive = naive(customers);
        assertThat(grouping.sizes()).containsExactly(sized(naive, 1), sized(naive, 2), sized(naive, 3), 0);
        assertThat(grouping.tooLarge()).isEqualTo((int)
                naive.stream().filter(group -> group.size() > 3).count());
        assertThat(grouping.largest(true, Integer.MAX_VALUE))
                .hasSize(grouping.tooLarge())
                .allMatch(grouping::isTooLarge)
                .isSortedAccordingTo((a, b) -> grouping.size(b) - grouping.size(a));
        assertThat(grouping.largest(false, Integer.MAX_VALUE))
                .hasSize(sized(naive, 2) + sized(naive, 3))
                .noneMatch(grouping::isTooLarge);
    }

    private static int sized(Set<Set<Integer>> groups, int size) {
        return (int) groups.stream().filter(group -> group.size() == size).count();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mergingTwoCustomersMergesWhatTheyBelongTo(int seed) {
        Random random = new Random(seed);
        List<Valued> customers = customers(random);
        if (customers.size() < 2) {
            return;
        }
        Valued kept = customers.getFirst();
        Valued gone = customers.get(1 + random.nextInt(customers.size() - 1));
        List<Valued> merged = new ArrayList<>(customers);
        merged.remove(gone);
        merged.set(0, new Valued(kept.customer(), gone.values()));
        Set<Set<Integer>> expected = new HashSet<>();
        for (Set<Integer> group : naive(customers)) {
            Set<Integer> left = new HashSet<>(group);
            left.remove(kept.customer());
            if (left.remove(gone.customer())) {
                left.add(kept.customer());
            }
            expected.add(left);
        }
        expected.remove(Set.<Integer>of());
        assertThat(groups(Grouping.of(merged, null))).isEqualTo(expected);
    }

    @Test
    void valuesAreFoldedAndShownAsTheFirstWritesThem() {
        Grouping grouping = Grouping.of(
                List.of(
                        new Valued(7, List.of("ｅｘａｍｐｌｅ LTD.")),
                        new Valued(3, List.of(" Example Ltd. ")),
                        new Valued(9, List.of("Straße 1")),
                        new Valued(11, List.of("STRASSE 1"))),
                null);
        assertThat(groups(grouping)).containsExactlyInAnyOrder(Set.of(3, 7), Set.of(9, 11));
        assertThat(grouping.values(0)).containsExactly("Example Ltd.");
        assertThat(Grouping.of(List.of(), 12).count()).isZero();
    }
}

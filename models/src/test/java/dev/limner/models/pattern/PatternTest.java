package dev.limner.models.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Progress;
import dev.limner.models.pattern.AssociationRules.Rule;
import dev.limner.models.pattern.FrequentItemsets.Itemset;
import dev.limner.models.pattern.SequentialPatterns.Pattern;
import dev.limner.models.pattern.SequentialRules.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PatternTest {
    private static List<Set<Integer>> baskets(int count, Random random) {
        List<Set<Integer>> baskets = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            Set<Integer> basket = new TreeSet<>();
            for (int item = 0; item < 7; item++) {
                if (random.nextInt(3) == 0) {
                    basket.add(item);
                }
            }
            baskets.add(basket);
        }
        return baskets;
    }

    @Test
    void itemsetsAreThoseThatCountingEverySetFinds() {
        List<Set<Integer>> baskets = baskets(150, new Random(1));
        Map<List<Integer>, Integer> expected = new HashMap<>();
        for (int set = 1; set < 128; set++) {
            List<Integer> items = new ArrayList<>();
            for (int item = 0; item < 7; item++) {
                if ((set >> item & 1) == 1) {
                    items.add(item);
                }
            }
            int count = (int)
                    baskets.stream().filter(basket -> basket.containsAll(items)).count();
            if (count >= 15) {
                expected.put(items, count);
            }
        }
        FrequentItemsets found = FrequentItemsets.of(baskets, FrequentItemsets.Options.defaults(0.1), Progress.SILENT);
        assertThat(found.itemsets()).hasSize(expected.size());
        for (Itemset set : found.itemsets()) {
            assertThat(expected).containsEntry(set.items(), set.count());
        }
        assertThat(FrequentItemsets.of(baskets, new FrequentItemsets.Options(0.1, 1), Progress.SILENT)
                        .itemsets())
                .hasSize(7);
    }

    @Test
    void rulesCountAsTheirDefinitionsSay() {
        // Of ten baskets 0 is in five, 1 in four, both in four.
        List<List<Integer>> baskets = new ArrayList<>();
        for (int b = 0; b < 10; b++) {
            baskets.add(b < 4 ? List.of(0, 1) : b == 4 ? List.of(0) : List.of(2));
        }
        List<Rule> rules = AssociationRules.of(
                FrequentItemsets.of(baskets, FrequentItemsets.Options.defaults(0.2), Progress.SILENT), 0.8);
        assertThat(rules).hasSize(2);
        Rule rule = rules.stream()
                .filter(each -> each.antecedent().equals(List.of(0)))
                .findFirst()
                .orElseThrow();
        assertThat(rule.confidence()).isEqualTo(0.8);
        assertThat(rule.lift()).isCloseTo(2, within(1e-12));
        assertThat(rule.leverage()).isCloseTo(0.2, within(1e-12));
        assertThat(rule.conviction()).isCloseTo(3, within(1e-12));
        // Fisher: C(5,4) C(5,0) / C(10,4) = 5 / 210; both rules have it, so the correction leaves it.
        assertThat(rule.p()).isCloseTo(5 / 210.0, within(1e-12));
        assertThat(rule.adjustedP()).isCloseTo(5 / 210.0, within(1e-12));
        assertThat(rules.stream()
                        .filter(each -> !each.equals(rule))
                        .findFirst()
                        .orElseThrow()
                        .conviction())
                .isInfinite();
    }

    @Test
    void chanceAloneSeldomPassesTheCorrection() {
        int sure = 0;
        for (int seed = 0; seed < 40; seed++) {
            FrequentItemsets sets = FrequentItemsets.of(
                    baskets(300, new Random(seed)), new FrequentItemsets.Options(0.02, 2), Progress.SILENT);
            sure += AssociationRules.of(sets, 0).stream().anyMatch(rule -> rule.adjustedP() < 0.05) ? 1 : 0;
        }
        assertThat(sure).isLessThan(6);
    }

    @Test
    void patternsAreThoseThatCountingFinds() {
        Random random = new Random(2);
        List<List<Integer>> sequences = new ArrayList<>();
        for (int s = 0; s < 60; s++) {
            List<Integer> sequence = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                sequence.add(random.nextInt(4));
            }
            sequences.add(sequence);
        }
        List<Pattern> found = SequentialPatterns.of(sequences, new SequentialPatterns.Options(10, 3), Progress.SILENT);
        Set<List<Integer>> expected = new HashSet<>();
        for (int code = 0; code < 64 + 16 + 4; code++) {
            int size = code < 4 ? 1 : code < 20 ? 2 : 3;
            int rest = code < 4 ? code : code < 20 ? code - 4 : code - 20;
            List<Integer> pattern = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                pattern.add(rest % 4);
                rest /= 4;
            }
            if (sequences.stream().filter(sequence -> holds(sequence, pattern)).count() >= 10) {
                expected.add(pattern);
            }
        }
        assertThat(found).extracting(Pattern::items).containsExactlyInAnyOrderElementsOf(expected);
        for (Pattern pattern : found) {
            assertThat(sequences.stream().filter(sequence -> holds(sequence, pattern.items())))
                    .hasSize(pattern.count());
        }
    }

    private static boolean holds(List<Integer> sequence, List<Integer> pattern) {
        int at = 0;
        for (int item : sequence) {
            at += at < pattern.size() && pattern.get(at) == item ? 1 : 0;
        }
        return at == pattern.size();
    }

    @Test
    void sequentialRulesCountCustomersAndDelays() {
        List<List<Event>> histories = List.of(
                List.of(new Event(0, 1), new Event(3, 2), new Event(4, 2)),
                List.of(new Event(0, 1), new Event(5, 2)),
                List.of(new Event(0, 1), new Event(50, 2)),
                List.of(new Event(0, 2), new Event(1, 1)),
                List.of(new Event(0, 3)));
        List<SequentialRules.Rule> rules = SequentialRules.of(histories, 10, 1, Progress.SILENT);
        assertThat(rules.getFirst()).isEqualTo(new SequentialRules.Rule(1, 2, 4, 2, 0.5, 0.5 / 0.8, 4));
        // The others: 2 then 1, and 2 taken again.
        assertThat(rules).hasSize(3);
        assertThatThrownBy(() -> SequentialRules.of(histories, 0, 1, Progress.SILENT))
                .hasMessageContaining("window 0.0");
    }
}

package dev.limner.benchmarks.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.models.Progress;
import dev.limner.models.pattern.FrequentItemsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What is measured beside each other gives the same answer.
class ContestTest {
    private static String answer(Map<String, Callable<String>> sides, String side) throws Exception {
        return sides.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(side))
                .findFirst()
                .orElseThrow()
                .getValue()
                .call();
    }

    @Test
    void sidesAgree() throws Exception {
        for (Contest contest : List.of(new DbscanContest(), new EaseContest())) {
            Map<String, Callable<String>> sides = contest.sides(400);
            String own = answer(sides, "Limner");
            for (Callable<String> side : sides.values()) {
                assertThat(side.call()).as(contest.name()).isEqualTo(own);
            }
        }
        Map<String, Callable<String>> lifetime = new LifetimeContest().sides(400);
        assertThat(answer(lifetime, "Hipparchus")).isEqualTo(answer(lifetime, "Limner, BG"));
    }

    @Test
    void ourMeansLieNoFartherThanTheirs() throws Exception {
        Map<String, Callable<String>> sides = new KMeansContest().sides(400);
        // Theirs may stay in a poor optimum.
        assertThat(inertia(answer(sides, "Limner"))).isLessThanOrEqualTo(inertia(answer(sides, "Hipparchus")));
    }

    private static double inertia(String answer) {
        return Double.parseDouble(answer.replaceAll("[^0-9]", ""));
    }

    @Test
    void aprioriCountsAsManySets() {
        Random random = new Random(1);
        List<Set<Integer>> baskets = new ArrayList<>();
        for (int basket = 0; basket < 300; basket++) {
            Set<Integer> items = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                items.add((int) (20 * random.nextDouble() * random.nextDouble()));
            }
            baskets.add(items);
        }
        int sets = FrequentItemsets.of(baskets, FrequentItemsets.Options.defaults(0.05), Progress.SILENT)
                .itemsets()
                .size();
        assertThat(new Apriori(baskets, 0.05).sets()).isEqualTo(sets).isGreaterThan(50);
    }
}

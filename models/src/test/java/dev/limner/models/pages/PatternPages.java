package dev.limner.models.pages;

import dev.limner.models.Progress;
import dev.limner.models.pattern.AssociationRules;
import dev.limner.models.pattern.FrequentItemsets;
import dev.limner.models.pattern.SequentialPatterns;
import dev.limner.models.pattern.SequentialRules;
import java.util.Comparator;
import java.util.List;

final class PatternPages {
    private PatternPages() {}

    static void frequentItemsets(Page page) {
        Sets.Baskets groceries = Sets.groceries();
        FrequentItemsets sets =
                FrequentItemsets.of(groceries.baskets(), FrequentItemsets.Options.defaults(0.001), Progress.SILENT);
        page.say("%d sets in %d baskets", sets.itemsets().size(), sets.baskets());
        sets.itemsets().stream()
                .filter(set -> set.items().size() == 3)
                .sorted(Comparator.comparingInt(set -> -set.count()))
                .limit(3)
                .forEach(set -> page.say("%d: %s", set.count(), groceries.named(set.items())));
    }

    static void associationRules(Page page) {
        Sets.Baskets groceries = Sets.groceries();
        FrequentItemsets sets =
                FrequentItemsets.of(groceries.baskets(), FrequentItemsets.Options.defaults(0.005), Progress.SILENT);
        List<AssociationRules.Rule> rules = AssociationRules.of(sets, 0.3);
        page.say("%d rules", rules.size());
        rules.stream()
                .sorted(Comparator.comparingDouble(rule -> -rule.lift()))
                .limit(3)
                .forEach(rule -> page.say(
                        "%s -> %s: confidence %.2f, lift %.2f, p %.0e",
                        groceries.named(rule.antecedent()),
                        groceries.named(rule.consequent()),
                        rule.confidence(),
                        rule.lift(),
                        rule.adjustedP()));
    }

    static void sequentialPatterns(Page page) {
        Sets.Purchases purchases = Sets.purchases();
        List<List<Integer>> orders = purchases.histories().stream()
                .map(history -> history.stream()
                        .map(SequentialRules.Event::item)
                        .distinct()
                        .toList())
                .toList();
        SequentialPatterns.of(orders, new SequentialPatterns.Options(170, 2), Progress.SILENT).stream()
                .filter(pattern -> pattern.items().size() == 2)
                .sorted(Comparator.comparingInt(pattern -> -pattern.count()))
                .limit(3)
                .forEach(pattern -> page.say(
                        "%d customers: %s, then %s",
                        pattern.count(),
                        purchases.names().get(pattern.items().get(0)),
                        purchases.names().get(pattern.items().get(1))));
    }

    static void sequentialRules(Page page) {
        Sets.Purchases purchases = Sets.purchases();
        SequentialRules.of(purchases.histories(), 90, 60, Progress.SILENT).stream()
                .filter(rule -> rule.first() != rule.then())
                .sorted(Comparator.comparingDouble(rule -> -rule.lift()))
                .limit(3)
                .forEach(rule -> page.say(
                        "%s -> %s: %d of %d within 90 days, lift %.1f, half within %.0f days",
                        purchases.names().get(rule.first()),
                        purchases.names().get(rule.then()),
                        rule.followed(),
                        rule.customers(),
                        rule.lift(),
                        rule.medianDelay()));
    }
}

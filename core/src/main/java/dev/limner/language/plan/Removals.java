package dev.limner.language.plan;

import dev.limner.event.Property;
import dev.limner.event.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The search for a smallest set of events without which an answer flips.
///
/// The answer is the same in any part of the history that has the cited events. So a set that flips it has one
/// of them; and taken away the one, one of those that are cited then; and so on. The search follows these
/// choices in the order of size, which exhausts all that can matter. Where that takes more evaluations than the
/// budget allows, single events are taken away in several orders until the answer flips, and put back as far as
/// it stays flipped.
final class Removals {
    /// How many evaluations the exhausting search may take.
    static final int BUDGET = 20_000;

    /// How many the guided one may take, for each order.
    private static final int GUIDED = 5_000;

    private final Question question;
    private final List<Property> measured;
    private final int budget;
    private final boolean answer;
    private int evaluations;

    /// @param measured properties whose greatest and least values are good to take away first
    Removals(Question question, List<Property> measured, int budget) {
        this.question = question;
        this.measured = List.copyOf(measured);
        this.budget = budget;
        this.answer = question.holdsWithout(new BitSet());
    }

    Removal find() {
        List<BitSet> level = List.of(new BitSet());
        Set<BitSet> seen = new HashSet<>();
        while (!level.isEmpty()) {
            List<BitSet> next = new ArrayList<>();
            for (BitSet removed : level) {
                for (int event : question.citedWithout(removed)) {
                    BitSet more = (BitSet) removed.clone();
                    more.set(event);
                    if (!seen.add(more)) {
                        continue;
                    }
                    if (evaluations++ >= budget) {
                        return guided();
                    }
                    if (flips(more)) {
                        return new Removal.Flips(more.stream().boxed().toList(), true);
                    }
                    next.add(more);
                }
            }
            level = next;
        }
        return new Removal.None(true);
    }

    private boolean flips(BitSet removed) {
        return question.holdsWithout(removed) != answer;
    }

    // ---- The guided search

    private Removal guided() {
        BitSet best = null;
        for (Comparator<Integer> order : orders()) {
            BitSet found = path(order);
            if (found != null) {
                BitSet kept = irreducible(found, order);
                if (best == null || kept.cardinality() < best.cardinality()) {
                    best = kept;
                }
            }
        }
        return best == null
                ? new Removal.None(false)
                : new Removal.Flips(best.stream().boxed().toList(), false);
    }

    /// Which event to take away first: the oldest, the latest, that with the greatest or least value.
    private List<Comparator<Integer>> orders() {
        List<Comparator<Integer>> orders = new ArrayList<>();
        orders.add(Comparator.naturalOrder());
        orders.add(Comparator.reverseOrder());
        for (Property property : measured) {
            Comparator<Integer> least = Comparator.comparingDouble(event -> value(property, event));
            orders.add(least.reversed());
            orders.add(least);
        }
        return orders;
    }

    private double value(Property property, int event) {
        if (!question.history().has(property, event)) {
            return 0;
        }
        return property.type() == ValueType.NUMBER
                ? question.history().number(property, event)
                : question.history().value(property, event);
    }

    private @Nullable BitSet path(Comparator<Integer> order) {
        BitSet removed = new BitSet();
        for (int step = 0; step < GUIDED; step++) {
            Integer first = null;
            for (int event : question.citedWithout(removed)) {
                first = first == null || order.compare(event, first) < 0 ? Integer.valueOf(event) : first;
            }
            if (first == null) {
                return null;
            }
            removed.set(first);
            if (flips(removed)) {
                return removed;
            }
        }
        return null;
    }

    /// Puts back what can be put back, those taken last first, until none can.
    private BitSet irreducible(BitSet flipping, Comparator<Integer> order) {
        BitSet removed = (BitSet) flipping.clone();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Integer event :
                    removed.stream().boxed().sorted(order.reversed()).toList()) {
                removed.clear(event);
                if (flips(removed)) {
                    changed = true;
                } else {
                    removed.set(event);
                }
            }
        }
        return removed;
    }
}

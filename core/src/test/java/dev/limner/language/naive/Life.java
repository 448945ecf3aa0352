package dev.limner.language.naive;

import java.time.Instant;
import java.util.List;

/// Everything that happened to one customer, in any order.
public record Life(List<Fact> facts) {
    public Life {
        facts = List.copyOf(facts);
    }

    /// What counts as of an instant, in order.
    ///
    /// @param latest an instant that was asked before this one was reached; nothing later than it counts
    List<Fact> asOf(Instant t, Instant latest, dev.limner.engine.Scope.Mode mode) {
        Instant end = t.isBefore(latest) ? t : latest;
        return facts.stream()
                .filter(fact -> !fact.at().isAfter(end))
                .filter(fact -> switch (mode) {
                    case AS_KNOWN -> !fact.known().isAfter(end);
                    case AS_CORRECTED -> true;
                })
                .sorted(Fact.ORDER)
                .toList();
    }
}

package dev.limner.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Identifiers and the dense numbers behind them: 0, 1, 2, ... in the order of first sight, never reused.
///
/// One writer gives numbers; many may read.
public final class Customers {
    private final Map<String, Map<String, Integer>> numbersByKind = new LinkedHashMap<>();
    private final List<Identifier> identifiers = new ArrayList<>();

    /// A name for a customer within one kind, such as the number of a member card.
    public record Identifier(String kind, String value) {}

    /// The number of an identifier, a new one where it was never seen.
    public synchronized int number(String kind, String value) {
        Map<String, Integer> numbers = numbersByKind.computeIfAbsent(kind, _ -> new HashMap<>());
        Integer number = numbers.get(value);
        if (number == null) {
            number = identifiers.size();
            numbers.put(value, number);
            identifiers.add(new Identifier(kind, value));
        }
        return number;
    }

    /// The number of the customer with that identifier under any kind, or null.
    public synchronized @Nullable Integer find(String value) {
        return numbersByKind.values().stream()
                .map(numbers -> numbers.get(value))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// The first identifier of a customer.
    public synchronized Identifier identifier(int number) {
        return identifiers.get(number);
    }

    /// How many customers there are.
    public synchronized int size() {
        return identifiers.size();
    }

    /// Forgets those numbered `size` and above: the load that brought them was given up.
    public synchronized void truncate(int size) {
        while (identifiers.size() > size) {
            Identifier last = identifiers.removeLast();
            Objects.requireNonNull(numbersByKind.get(last.kind())).remove(last.value());
        }
    }
}

package dev.limner.language.naive;

import dev.limner.language.Expr;
import java.util.HashMap;
import java.util.Map;

/// Keeps conditions of every kind from holding nearly always or nearly never.
final class Balance {
    private final Map<String, Integer> leaning = new HashMap<>();

    /// Whether another condition that holds, or does not, is welcome.
    boolean takes(Expr condition, boolean holds) {
        int now = leaning.getOrDefault(Coverage.kind(condition), 0);
        boolean welcome = holds ? now <= 2 : now >= -2;
        if (welcome) {
            leaning.put(Coverage.kind(condition), now + (holds ? 1 : -1));
        }
        return welcome;
    }
}

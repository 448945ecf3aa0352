package dev.limner.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The known names that a mistyped one may have meant.
public final class Nearest {
    private Nearest() {}

    /// The nearest of `known` to `name` as a list of one, or empty where nothing is near:
    /// at most a third of the letters may differ (Levenshtein's distance).
    public static List<String> to(String name, Collection<String> known) {
        int most = Math.max(1, name.length() / 3);
        return known.stream()
                .filter(other -> distance(name, other) <= most)
                .min(Comparator.comparingInt((String other) -> distance(name, other))
                        .thenComparing(other -> other))
                .stream()
                .toList();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}

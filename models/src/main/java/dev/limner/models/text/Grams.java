package dev.limner.models.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The runs of characters that texts are told by, numbered.
///
/// @param numbers by run its number, from 0 on
/// @param longest the most characters of a run
record Grams(Map<String, Integer> numbers, int longest) {
    /// The runs of up to `longest` characters that stand in at least `leastTexts` of `texts`.
    static Grams of(List<String> texts, int longest, int leastTexts) {
        Map<String, Integer> counts = new HashMap<>();
        for (String text : texts) {
            runs(text, longest).forEach(run -> counts.merge(run, 1, Integer::sum));
        }
        Map<String, Integer> numbers = new HashMap<>();
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= leastTexts)
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(run -> numbers.put(run, numbers.size()));
        return new Grams(numbers, longest);
    }

    private static Set<String> runs(String text, int longest) {
        int[] points = text.toLowerCase(Locale.ROOT).codePoints().toArray();
        Set<String> runs = new HashSet<>();
        for (int at = 0; at < points.length; at++) {
            for (int size = 1; size <= longest && at + size <= points.length; size++) {
                runs.add(new String(points, at, size));
            }
        }
        return runs;
    }

    /// The numbers of the known runs of `text`, each once, in ascending order.
    int[] columns(String text) {
        return runs(text, longest).stream()
                .mapToInt(run -> numbers.getOrDefault(run, -1))
                .filter(column -> column >= 0)
                .sorted()
                .toArray();
    }

    int[][] columns(List<String> texts) {
        return texts.stream().map(this::columns).toArray(int[][]::new);
    }

    int size() {
        return numbers.size();
    }
}

package dev.limner.predict;

import dev.limner.problem.Words;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Names by what stands out: of groups by their middles, of directions by what grows along them.
final class Naming {
    private static final int MOST = 2;

    private Naming() {}

    /// The two features that stand out most, as words for high or low.
    ///
    /// @param heights by feature how high it stands; 0 is the middle
    /// @param least below this a feature does not stand out
    static Words of(List<String> features, double[] heights, double least) {
        Integer[] order = IntStream.range(0, heights.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(feature -> -Math.abs(heights[feature])));
        List<Words> names = Arrays.stream(order)
                .filter(feature -> Math.abs(heights[feature]) >= least)
                .limit(MOST)
                .map(feature -> Refusal.WORDS.say(features.get(feature) + (heights[feature] > 0 ? "_high" : "_low")))
                .toList();
        if (names.isEmpty()) {
            return capital(Refusal.WORDS.say("middling"));
        }
        return capital(new Words(
                names.stream().map(Words::en).collect(Collectors.joining(", ")),
                names.stream().map(Words::zh).collect(Collectors.joining("、"))));
    }

    private static Words capital(Words words) {
        return new Words(
                words.en().substring(0, 1).toUpperCase(Locale.ROOT) + words.en().substring(1), words.zh());
    }
}

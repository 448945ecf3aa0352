package dev.limner.models.linkage;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The words of texts, for counting those that two have in common.
final class Words {
    private final int[][] words;

    /// The words of each of `texts`: between blanks, and every two neighbouring Chinese characters.
    Words(String[] texts) {
        words = new int[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            words[i] = Arrays.stream(texts[i].split(" ", -1))
                    .flatMapToInt(Words::pieces)
                    .sorted()
                    .toArray();
        }
    }

    private static IntStream pieces(String word) {
        return Forms.isChinese(word) && word.length() > 2
                ? IntStream.range(0, word.length() - 1)
                        .map(i -> word.substring(i, i + 2).hashCode())
                : IntStream.of(word.hashCode());
    }

    /// The share of the words that text `left` and text `right` have in common: Dice's coefficient.
    double common(int left, int right) {
        int[] a = words[left];
        int[] b = words[right];
        int common = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                common++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return 2.0 * common / (a.length + b.length);
    }
}

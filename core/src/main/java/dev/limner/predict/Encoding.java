package dev.limner.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How rows of features become rows of numbers: a text becomes its place among the texts that were frequent
/// in training, from 1; any other text is 0, a missing one NaN. Fitted on training rows only.
///
/// @param texts by column the frequent texts, the most frequent first; null for a column of numbers
record Encoding(List<@Nullable List<String>> texts) implements Serializable {
    private static final int MOST_TEXTS = 30;
    private static final int LEAST_ROWS = 20;

    Encoding {
        texts = java.util.Collections.unmodifiableList(new ArrayList<>(texts));
    }

    /// That of the rows of training.
    ///
    /// @param isText by column whether it holds texts
    static Encoding fit(FeatureTable table, int[] rows, boolean[] isText) {
        List<@Nullable List<String>> texts = new ArrayList<>();
        for (int column = 0; column < isText.length; column++) {
            texts.add(isText[column] ? frequent(table, rows, column) : null);
        }
        return new Encoding(texts);
    }

    private static List<String> frequent(FeatureTable table, int[] rows, int column) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row : rows) {
            String text = table.text(column, row);
            if (text != null) {
                counts.merge(text, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .filter(each -> each.getValue() >= LEAST_ROWS)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TEXTS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The columns that hold places of texts.
    List<Integer> categories() {
        List<Integer> categories = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i) != null) {
                categories.add(i);
            }
        }
        return categories;
    }

    double[] row(FeatureTable table, int row) {
        double[] numbers = new double[texts.size()];
        for (int column = 0; column < numbers.length; column++) {
            List<String> known = texts.get(column);
            numbers[column] = known == null ? table.number(column, row) : place(known, table.text(column, row));
        }
        return numbers;
    }

    double[] row(double[] numbers, @Nullable String[] of) {
        double[] row = numbers.clone();
        for (int column = 0; column < row.length; column++) {
            List<String> known = texts.get(column);
            if (known != null) {
                row[column] = place(known, of[column]);
            }
        }
        return row;
    }

    private static double place(List<String> known, @Nullable String text) {
        return text == null ? Double.NaN : known.indexOf(text) + 1;
    }
}

package dev.limner.models.linkage;

import java.util.List;

/// An address on one line: equal, close (the same numbers, and like words), the same numbers with other
/// words, the same street with other numbers, different. Words are compared as those of [TextComparison].
public record AddressComparison(String name, String column) implements Comparison {
    private static final double LIKE_WORDS = 0.5;
    private static final double LIKE_LETTERS = 0.88;

    /// An address in the column of that name.
    public static AddressComparison of(String column) {
        return new AddressComparison(column, column);
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public boolean rarityTells() {
        return true;
    }

    @Override
    public List<String> levels() {
        return List.of("different", "street", "number", "close", "equal");
    }

    @Override
    public Judge over(Records records) {
        int[] codes = records.codes(records.column(column));
        String[] texts = records.values(records.column(column));
        int[] numbers = new int[texts.length];
        String[] streets = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            numbers[i] = texts[i].replaceAll("\\D+", " ").strip().hashCode();
            streets[i] = texts[i].replaceAll("\\d+", " ").strip().replaceAll(" +", " ");
        }
        Words words = new Words(streets);
        return (left, right) -> {
            int a = codes[left];
            int b = codes[right];
            if (a < 0 || b < 0) {
                return MISSING;
            }
            if (a == b) {
                return 4;
            }
            boolean sameStreet =
                    words.common(a, b) >= LIKE_WORDS || JaroWinkler.similarity(streets[a], streets[b]) >= LIKE_LETTERS;
            boolean sameNumbers = numbers[a] == numbers[b] && numbers[a] != 0;
            return sameStreet ? (sameNumbers ? 3 : 1) : sameNumbers ? 2 : 0;
        };
    }
}

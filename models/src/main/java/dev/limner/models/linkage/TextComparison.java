package dev.limner.models.linkage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A short free text, such as a street, a place or a company: equal, exchanged with another field, close
/// (Jaro-Winkler at least 0.92, or the same words in another order), alike (0.85, or half of the words),
/// different.
///
/// @param other the column of the field with which it may be exchanged
/// @param tells whether it tells of an exchange; of two comparisons only one does, the other is silent
/// @param shared whether a household shares it
public record TextComparison(
        String name, String column, @Nullable String other, boolean tells, boolean shared) implements Comparison {
    private static final double ALIKE = 0.85;
    private static final double CLOSE = 0.92;

    /// A text that stays in its field.
    public static TextComparison of(String column, boolean shared) {
        return new TextComparison(column, column, null, true, shared);
    }

    @Override
    public boolean rarityTells() {
        return true;
    }

    @Override
    public List<String> levels() {
        return List.of("different", "alike", "close", "swapped", "equal");
    }

    @Override
    public Judge over(Records records) {
        int[] codes = records.codes(records.column(column));
        String[] texts = records.values(records.column(column));
        Words words = new Words(texts);
        Swap swap = other == null ? null : new Swap(records, records.column(column), records.column(other));
        return (left, right) -> {
            if (codes[left] == codes[right] && codes[left] >= 0) {
                return 4;
            }
            if (swap != null && swap.between(left, right)) {
                return tells ? 3 : MISSING;
            }
            if (codes[left] < 0 || codes[right] < 0) {
                return MISSING;
            }
            double common = words.common(codes[left], codes[right]);
            double likeness = JaroWinkler.similarity(texts[codes[left]], texts[codes[right]]);
            return common == 1 || likeness >= CLOSE ? 2 : common >= 0.5 || likeness >= ALIKE ? 1 : 0;
        };
    }
}

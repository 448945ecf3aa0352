package dev.limner.models.linkage;

import java.util.List;

/// A number or code, such as a phone, a postcode, the number of a house or of a document: equal; one
/// character off or two neighbours exchanged; the same end, where the end tells (a phone without its
/// country); the same beginning, where that tells (a postcode's area); different.
///
/// @param head how many first characters name an area; 0 for none
/// @param tail how many last characters name it all; 0 for none
/// @param shared whether a household shares it
public record CodeComparison(String name, String column, int head, int tail, boolean shared) implements Comparison {
    /// A phone number: its last eight digits tell.
    public static CodeComparison phone(String column) {
        return new CodeComparison(column, column, 0, 8, true);
    }

    /// A postcode: its first two characters name an area.
    public static CodeComparison postcode(String column) {
        return new CodeComparison(column, column, 2, 0, true);
    }

    /// A number that counts as a whole.
    public static CodeComparison number(String column, boolean shared) {
        return new CodeComparison(column, column, 0, 0, shared);
    }

    @Override
    public boolean rarityTells() {
        return false;
    }

    @Override
    public List<String> levels() {
        return List.of("different", "area", "digit", "end", "equal");
    }

    @Override
    public Judge over(Records records) {
        int[] codes = records.codes(records.column(column));
        String[] texts = records.values(records.column(column));
        return (left, right) -> {
            int a = codes[left];
            int b = codes[right];
            if (a < 0 || b < 0) {
                return MISSING;
            }
            if (a == b) {
                return 4;
            }
            String one = texts[a];
            String two = texts[b];
            if (tail > 0
                    && one.length() >= tail
                    && one.regionMatches(Math.max(0, one.length() - tail), two, two.length() - tail, tail)) {
                return 3;
            }
            if (Edits.atMostOne(one, two)) {
                return 2;
            }
            return head > 0 && one.regionMatches(0, two, 0, head) ? 1 : 0;
        };
    }
}

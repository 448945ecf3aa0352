package dev.limner.models.linkage;

import java.util.List;

/// A birth date, written as eight digits YYYYMMDD: equal; one digit off or two neighbours exchanged; day and month
/// exchanged; the same day in a year at most ten off; two of year, month and day; different. Of dates written
/// otherwise only equality is told.
public record BirthDateComparison(String name, String column) implements Comparison {
    private static final int NEAR_YEARS = 10;

    /// A birth date in the column of that name.
    public static BirthDateComparison of(String column) {
        return new BirthDateComparison(column, column);
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public boolean rarityTells() {
        return false;
    }

    @Override
    public List<String> levels() {
        return List.of("different", "part", "year", "swapped", "digit", "equal");
    }

    @Override
    public Judge over(Records records) {
        int[] codes = records.codes(records.column(column));
        String[] texts = records.values(records.column(column));
        int[] dates = new int[texts.length];
        for (int i = 0; i < texts.length; i++) {
            dates[i] = texts[i].matches("[0-9]{8}") ? Integer.parseInt(texts[i]) : -1;
        }
        return (left, right) -> {
            int a = codes[left];
            int b = codes[right];
            if (a < 0 || b < 0) {
                return MISSING;
            }
            if (a == b) {
                return 5;
            }
            return dates[a] < 0 || dates[b] < 0 ? 0 : level(dates[a], dates[b], texts[a], texts[b]);
        };
    }

    private static int level(int a, int b, String left, String right) {
        boolean year = a / 10_000 == b / 10_000;
        boolean month = a / 100 % 100 == b / 100 % 100;
        boolean day = a % 100 == b % 100;
        if (year && a / 100 % 100 == b % 100 && b / 100 % 100 == a % 100) {
            return 3;
        }
        if (Edits.atMostOne(left, right)) {
            return 4;
        }
        if (month && day && Math.abs(a / 10_000 - b / 10_000) <= NEAR_YEARS) {
            return 2;
        }
        return (year ? 1 : 0) + (month ? 1 : 0) + (day ? 1 : 0) >= 2 ? 1 : 0;
    }
}

package dev.limner.models.linkage;

import java.util.List;

/// A birth date, written as eight digits YYYYMMDD: equal; one digit off or two neighbours exchanged; day and
/// month exchanged; the same day in a year at most ten off; two of year, month and day; different. Of dates
/// written otherwise only whether they are equal or one character off.
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
            boolean whole = dates[a] >= 0 && dates[b] >= 0;
            if (whole && isSwapped(dates[a], dates[b])) {
                return 3;
            }
            return Edits.atMostOne(texts[a], texts[b]) ? 4 : whole ? parts(dates[a], dates[b]) : 0;
        };
    }

    private static boolean isSwapped(int a, int b) {
        return a / 10_000 == b / 10_000 && a / 100 % 100 == b % 100 && b / 100 % 100 == a % 100;
    }

    private static int parts(int a, int b) {
        boolean year = a / 10_000 == b / 10_000;
        boolean month = a / 100 % 100 == b / 100 % 100;
        boolean day = a % 100 == b % 100;
        if (month && day && Math.abs(a / 10_000 - b / 10_000) <= NEAR_YEARS) {
            return 2;
        }
        return (year ? 1 : 0) + (month ? 1 : 0) + (day ? 1 : 0) >= 2 ? 1 : 0;
    }
}

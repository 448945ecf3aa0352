package dev.limner.predict;

import dev.limner.language.Expr;
import dev.limner.language.Printer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// A column of numbers that a tree asks about, and how the language writes what it asks.
sealed interface Column {
    /// The column of the table that it comes from.
    int place();

    /// The feature as an expression.
    String text();

    /// The number of a row; NaN where it is missing.
    double number(FeatureTable table, int row);

    /// A limit as it may be written, which lies from `low` up to but not at `high`, as short as it can be.
    double limit(double low, double high);

    /// That the number lies above `above` and at most at `upTo`, which may be infinite, as conditions.
    ///
    /// @param missing whether it also holds where the number is missing
    List<String> written(double above, double upTo, boolean missing);

    /// A number, an amount, or days.
    ///
    /// @param days whether it is a duration, which is held in days
    record Amount(int place, String text, boolean days) implements Column {
        private static final int FEWEST_DECIMALS = -6;
        private static final int MOST_DECIMALS = 6;

        @Override
        public double number(FeatureTable table, int row) {
            return table.number(place, row);
        }

        @Override
        public double limit(double low, double high) {
            BigDecimal middle = BigDecimal.valueOf(low + (high - low) / 2);
            for (int decimals = FEWEST_DECIMALS; decimals < (days ? 0 : MOST_DECIMALS); decimals++) {
                for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.FLOOR)) {
                    double limit = middle.setScale(decimals, mode).doubleValue();
                    if (limit >= low && limit < high) {
                        return limit;
                    }
                }
            }
            return middle.setScale(days ? 0 : MOST_DECIMALS, RoundingMode.HALF_EVEN)
                    .doubleValue();
        }

        @Override
        public List<String> written(double above, double upTo, boolean missing) {
            List<String> all = new ArrayList<>();
            if (!Double.isInfinite(above)) {
                all.add(missing ? "not " + text + " <= " + plain(above) : text + " > " + plain(above));
            }
            if (!Double.isInfinite(upTo)) {
                all.add(missing ? "not " + text + " > " + plain(upTo) : text + " <= " + plain(upTo));
            }
            return all;
        }

        private String plain(double limit) {
            String number = BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
            return days ? number + (limit == 1 ? " day" : " days") : number;
        }
    }

    /// Whether something holds.
    record Fact(int place, String text) implements Column {
        @Override
        public double number(FeatureTable table, int row) {
            return table.number(place, row) > 0 ? 1 : 0;
        }

        @Override
        public double limit(double low, double high) {
            return low;
        }

        @Override
        public List<String> written(double above, double upTo, boolean missing) {
            return List.of(above >= 0 ? text : "not " + text);
        }
    }

    /// Whether a text is that value.
    record Choice(int place, String text, String value) implements Column {
        @Override
        public double number(FeatureTable table, int row) {
            return value.equals(table.text(place, row)) ? 1 : 0;
        }

        @Override
        public double limit(double low, double high) {
            return low;
        }

        @Override
        public List<String> written(double above, double upTo, boolean missing) {
            String is = text + " = " + Printer.print(new Expr.Text(value));
            return List.of(above >= 0 ? is : "not " + is);
        }
    }
}

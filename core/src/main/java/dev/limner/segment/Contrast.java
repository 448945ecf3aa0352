package dev.limner.segment;

import dev.limner.portrait.Column;
import dev.limner.portrait.People;
import dev.limner.portrait.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/// What sets a segment apart from everybody else, tag by tag, the greatest effect first.
///
/// Numbers are compared by Hedges' g, the difference of means over the pooled standard deviation with its
/// correction for
/// small samples, with the interval of Hedges and Olkin (*Statistical Methods for Meta-Analysis*, 1985);
/// values of choices
/// by Cohen's h, the difference of their shares on the arcsine scale (*Statistical Power Analysis*, 1988).
/// Both intervals
/// are of 95 %.
public record Contrast(List<Row> rows) {
    /// Below so many with the tag on either side nothing is said.
    private static final int FEWEST = 5;

    private static final double Z_95 = 1.959963984540054;

    public Contrast {
        rows = List.copyOf(rows);
    }

    /// One tag, or one value of a choice.
    ///
    /// @param value the id of the value; null for numbers
    /// @param inside the mean in the segment, or the share of the value; `outside` among everybody else
    /// @param effect above 0 where the segment has more; `low` to `high` its interval
    public record Row(
            Tag tag, @Nullable String value, double inside, double outside, double effect, double low, double high) {}

    private static final class Sums {
        private long count;
        private double mean;
        private double squares;
        private final long[] values;

        Sums(int choices) {
            values = new long[choices];
        }

        /// Welford's running mean and sum of squared deviations.
        void add(double value) {
            count++;
            double delta = value - mean;
            mean += delta / count;
            squares += delta * (value - mean);
        }
    }

    /// The contrast of `members` with the rest of `people`.
    public static Contrast of(People people, RoaringBitmap members) {
        List<Row> rows = new ArrayList<>();
        for (Column column : people.columns()) {
            switch (column.tag().type()) {
                case NUMBER, MONEY, INTEGER, DAYS -> numbers(people, members, column, rows);
                case CHOICE -> choices(people, members, column, rows);
                case TEXT, DATE, INSTANT -> {}
            }
        }
        rows.sort(Comparator.comparingDouble((Row row) -> -Math.abs(row.effect())));
        return new Contrast(rows);
    }

    private static void numbers(People people, RoaringBitmap members, Column column, List<Row> rows) {
        Sums inside = new Sums(0);
        Sums outside = new Sums(0);
        people.customers().forEach((IntConsumer) customer -> {
            double value = column.number(customer);
            if (!Double.isNaN(value)) {
                (members.contains(customer) ? inside : outside).add(value);
            }
        });
        if (inside.count < FEWEST || outside.count < FEWEST) {
            return;
        }
        double freedom = inside.count + outside.count - 2.0;
        double deviation = Math.sqrt((inside.squares + outside.squares) / freedom);
        if (deviation > 0) {
            double correction = 1 - 3 / (4 * freedom - 1);
            double g = correction * (inside.mean - outside.mean) / deviation;
            double all = (double) inside.count + outside.count;
            double error = Math.sqrt(all / ((double) inside.count * outside.count) + g * g / (2 * all));
            rows.add(row(column.tag(), null, inside.mean, outside.mean, g, error));
        }
    }

    private static void choices(People people, RoaringBitmap members, Column column, List<Row> rows) {
        int choices = column.tag().values().size();
        Sums inside = new Sums(choices);
        Sums outside = new Sums(choices);
        people.customers().forEach((IntConsumer) customer -> {
            if (column.has(customer)) {
                Sums side = members.contains(customer) ? inside : outside;
                side.count++;
                side.values[(int) column.value(customer)]++;
            }
        });
        if (inside.count < FEWEST || outside.count < FEWEST) {
            return;
        }
        double error = Math.sqrt(1.0 / inside.count + 1.0 / outside.count);
        for (int i = 0; i < choices; i++) {
            double in = (double) inside.values[i] / inside.count;
            double out = (double) outside.values[i] / outside.count;
            if (in > 0 || out > 0) {
                double h = 2 * Math.asin(Math.sqrt(in)) - 2 * Math.asin(Math.sqrt(out));
                rows.add(row(column.tag(), column.tag().values().get(i).id(), in, out, h, error));
            }
        }
    }

    private static Row row(
            Tag tag, @Nullable String value, double inside, double outside, double effect, double error) {
        return new Row(tag, value, inside, outside, effect, effect - Z_95 * error, effect + Z_95 * error);
    }
}

package dev.limner.segment;

import dev.limner.models.statistics.Moments;
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
/// Numbers are compared by the difference of their means, values of choices by that of their shares: see
/// [Effect]. Dates and texts are left out. A tag that the segment's own rule names stands at the top for that.
public record Contrast(List<Row> rows) {
    /// Below so many with the tag on either side nothing is said.
    private static final int FEWEST = 5;

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

        Moments moments() {
            return new Moments(count, mean, squares);
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
        Effect effect = Effect.ofMeans(inside.moments(), outside.moments());
        if (!Double.isNaN(effect.size())) {
            rows.add(row(column.tag(), null, inside.mean, outside.mean, effect));
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
        for (int i = 0; i < choices; i++) {
            double in = (double) inside.values[i] / inside.count;
            double out = (double) outside.values[i] / outside.count;
            if (in > 0 || out > 0) {
                Effect effect = Effect.ofShares(in, inside.count, out, outside.count);
                rows.add(row(column.tag(), column.tag().values().get(i).id(), in, out, effect));
            }
        }
    }

    private static Row row(Tag tag, @Nullable String value, double inside, double outside, Effect effect) {
        return new Row(tag, value, inside, outside, effect.size(), effect.low(), effect.high());
    }
}

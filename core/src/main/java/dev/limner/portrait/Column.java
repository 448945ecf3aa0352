package dev.limner.portrait;

import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One tag's values by customer number, as [Tag.Type] says, [History#MISSING] where a customer has none.
public final class Column {
    private final Tag tag;
    private final long[] values;
    private final List<String> texts;
    private double @Nullable [] sorted;

    /// @param values by customer number; taken over, not copied
    /// @param texts what the values of a text tag stand for
    Column(Tag tag, long[] values, List<String> texts) {
        this.tag = tag;
        this.values = values;
        this.texts = List.copyOf(texts);
    }

    public Tag tag() {
        return tag;
    }

    /// The value, or [History#MISSING].
    public long value(int customer) {
        return customer < values.length ? values[customer] : History.MISSING;
    }

    public boolean has(int customer) {
        return value(customer) != History.MISSING;
    }

    /// Whether there is a value above zero.
    public boolean positive(int customer) {
        long value = value(customer);
        return value != History.MISSING && number(value) > 0;
    }

    /// The value on its own scale, money in whole units; NaN where missing. Texts have none.
    public double number(int customer) {
        long value = value(customer);
        return value == History.MISSING ? Double.NaN : number(value);
    }

    /// The value as the interface writes it: a decimal, the id of a choice, a text, an ISO date; null where
    /// missing.
    public @Nullable String text(int customer) {
        return textOf(value(customer));
    }

    /// What a value of this column stands for, as [#text] says.
    public @Nullable String textOf(long value) {
        if (value == History.MISSING) {
            return null;
        }
        return switch (tag.type()) {
            case NUMBER -> plain(Double.longBitsToDouble(value));
            case MONEY -> Money.text(value);
            case INTEGER, DAYS -> Long.toString(value);
            case TEXT -> texts.get((int) value);
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case INSTANT -> LocalClock.instant(value).toString();
            case CHOICE -> tag.values().get((int) value).id();
        };
    }

    /// How the value lies among all who have one: the share of them with a lower value, and half of those
    /// with the
    /// same; 0 to 1, NaN where missing or where the tag is no quantity.
    public double percentile(int customer) {
        double number = number(customer);
        if (Double.isNaN(number) || tag.type() == Tag.Type.TEXT || tag.type() == Tag.Type.CHOICE) {
            return Double.NaN;
        }
        double[] all = sorted();
        return (first(all, number) + first(all, Math.nextUp(number))) / (2.0 * all.length);
    }

    /// How many customers have a value.
    public int coverage() {
        return (int)
                Arrays.stream(values).filter(value -> value != History.MISSING).count();
    }

    long[] values() {
        return values;
    }

    List<String> texts() {
        return texts;
    }

    private double number(long value) {
        return switch (tag.type()) {
            case NUMBER -> Double.longBitsToDouble(value);
            case MONEY -> value / 1e4;
            case INTEGER, TEXT, DATE, INSTANT, DAYS, CHOICE -> value;
        };
    }

    /// Sorted once; two threads may both do it and find the same.
    private double[] sorted() {
        double[] found = sorted;
        if (found == null) {
            found = Arrays.stream(values)
                    .filter(value -> value != History.MISSING)
                    .mapToDouble(this::number)
                    .sorted()
                    .toArray();
            sorted = found;
        }
        return found;
    }

    /// The first place in `ascending` with at least `number`.
    private static int first(double[] ascending, double number) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static String plain(double number) {
        BigDecimal rounded =
                BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }
}

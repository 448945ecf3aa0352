package dev.limner.language.plan;

import dev.limner.language.Type;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Values of the language as plain numbers for models.
public final class Measure {
    private static final double MICROS_A_DAY = 86_400e6;

    private Measure() {}

    /// The number of a value: durations in days, instants in days since 1970, all else as [Plan.Value] says;
    /// NaN where missing.
    public static double of(Type type, @Nullable BigDecimal value) {
        if (value == null) {
            return Double.NaN;
        }
        return switch (type) {
            case DURATION, INSTANT -> value.doubleValue() / MICROS_A_DAY;
            case BOOLEAN, NUMBER, MONEY, DAYS, TEXT, DATE, LENGTH, PLACE, LIST, WEEKDAY, UNKNOWN -> value.doubleValue();
        };
    }
}

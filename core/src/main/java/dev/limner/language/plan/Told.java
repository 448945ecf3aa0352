package dev.limner.language.plan;

import dev.limner.history.LocalClock;
import dev.limner.language.Type;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A value with its type, for pages to format.
///
/// @param value plain decimals of numbers, amounts and days, `true` or `false`, the text, the list as
/// [dev.limner.event.Lists] writes it, ISO 8601 of instants (in UTC), dates and durations, metres of a
/// length, 1
/// (Monday) to 7 of a weekday; null where missing
public record Told(Type type, @Nullable String value) implements Serializable {
    static Told of(boolean answer) {
        return new Told(Type.BOOLEAN, Boolean.toString(answer));
    }

    /// A quantity in the units of its type.
    static Told of(Type type, @Nullable BigDecimal number) {
        if (number == null) {
            return new Told(type, null);
        }
        String text = switch (type) {
            case BOOLEAN -> Boolean.toString(number.signum() != 0);
            case INSTANT -> LocalClock.instant(number.longValue()).toString();
            case DATE -> LocalDate.ofEpochDay(number.longValue()).toString();
            case DURATION -> duration(number).toString();
            case NUMBER, MONEY, DAYS, LENGTH, WEEKDAY, TEXT, LIST, PLACE, UNKNOWN -> plain(number);
        };
        return new Told(type, text);
    }

    private static Duration duration(BigDecimal micros) {
        BigDecimal[] seconds = micros.divideAndRemainder(BigDecimal.valueOf(LocalClock.MICROS_PER_SECOND));
        return Duration.ofSeconds(
                seconds[0].longValue(), seconds[1].movePointRight(3).longValue());
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    boolean isYes() {
        return "true".equals(value);
    }

    /// The number of a number, amount or difference of days; null where missing.
    @Nullable
    BigDecimal number() {
        return value == null ? null : new BigDecimal(value);
    }
}

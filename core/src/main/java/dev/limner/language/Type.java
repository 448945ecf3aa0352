package dev.limner.language;

import dev.limner.event.ValueType;
import java.util.Locale;

/// What kind of value an expression has.
public enum Type {
    /// Yes or no; every condition.
    BOOLEAN,
    NUMBER,
    /// An amount in the workspace's currency.
    MONEY,
    /// A difference of local dates; compared with a duration, a day counts 24 hours.
    DAYS,
    TEXT,
    INSTANT,
    /// A local date.
    DATE,
    DURATION,
    LENGTH,
    PLACE,
    /// A list of texts.
    LIST,
    WEEKDAY,
    /// Of what could not be read or found; every mistake is told once.
    UNKNOWN;

    /// The type of a property's values.
    public static Type of(ValueType type) {
        return switch (type) {
            case TEXT -> TEXT;
            case NUMBER, INTEGER -> NUMBER;
            case MONEY -> MONEY;
            case BOOLEAN -> BOOLEAN;
            case INSTANT -> INSTANT;
            case DATE -> DATE;
            case LIST -> LIST;
        };
    }

    /// As problems name it.
    String term() {
        return "@" + name().toLowerCase(Locale.ROOT);
    }

    boolean isNumeric() {
        return this == NUMBER || this == MONEY || this == DAYS;
    }

    /// Whether values of the two can be compared.
    boolean comparesWith(Type other) {
        return switch (this) {
            case NUMBER, MONEY -> other.isNumeric();
            case DAYS -> other.isNumeric() || other == DURATION;
            case DURATION -> other == DURATION || other == DAYS;
            case INSTANT, DATE -> other == INSTANT || other == DATE;
            case BOOLEAN, TEXT, LENGTH, WEEKDAY -> other == this;
            case PLACE, LIST, UNKNOWN -> false;
        };
    }

    /// Whether one can be greater than another.
    boolean hasOrder() {
        return switch (this) {
            case NUMBER, MONEY, DAYS, DURATION, INSTANT, DATE, TEXT, LENGTH -> true;
            case BOOLEAN, PLACE, LIST, WEEKDAY, UNKNOWN -> false;
        };
    }
}

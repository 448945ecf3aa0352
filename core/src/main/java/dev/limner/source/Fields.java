package dev.limner.source;

import dev.limner.event.Lists;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads fields as typed values, each a `long` as [ValueType] says, or a text as it is stored.
final class Fields {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Money is kept in ten-thousandths.
    static final int MONEY_SCALE = 4;

    /// More digits before or after the point than any honest field has; `1e999999999` would fill the memory.
    private static final int MOST_DIGITS = 400;

    private Fields() {}

    static long read(ValueType type, String field, String column) throws BadValue {
        if (field.isEmpty()) {
            return History.MISSING;
        }
        try {
            return switch (type) {
                case INTEGER -> number(field, column).longValueExact();
                case MONEY -> money(number(field, column));
                case NUMBER -> bits(number(field, column).doubleValue());
                case BOOLEAN -> truth(field, column);
                case DATE -> LocalDate.parse(field).toEpochDay();
                case INSTANT -> LocalClock.micros(OffsetDateTime.parse(field).toInstant());
                case TEXT, LIST -> throw new AssertionError("text is no long");
            };
        } catch (NumberFormatException | ArithmeticException | DateTimeParseException e) {
            throw new BadValue(column);
        }
    }

    /// A field as the text that is stored of a text or a list; null where it gives nothing.
    static @Nullable String text(ValueType type, String field, String column) throws BadValue {
        if (type != ValueType.LIST) {
            return field.isEmpty() ? null : field;
        }
        List<String> list = list(field.strip(), column);
        return list.isEmpty() ? null : Lists.encode(list);
    }

    /// The texts of a JSON array, or those between `|` and `;`, without blanks around them and without
    /// empty ones.
    private static List<String> list(String field, String column) throws BadValue {
        Stream<String> texts = field.startsWith("[") && field.endsWith("]")
                ? array(field, column).stream()
                : Arrays.stream(field.split("[|;]", -1));
        return texts.map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    private static List<String> array(String field, String column) throws BadValue {
        List<String> texts = new ArrayList<>();
        try {
            for (JsonNode element : JSON.readTree(field)) {
                if (element.isContainer()) {
                    throw new BadValue(column);
                }
                texts.add(element.isNull() ? "" : element.asString());
            }
        } catch (JacksonException _) {
            throw new BadValue(column);
        }
        return texts;
    }

    static BigDecimal number(String field, String column) throws BadValue {
        try {
            BigDecimal number = new BigDecimal(field);
            if (Math.abs((long) number.scale()) > MOST_DIGITS) {
                throw new BadValue(column);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new BadValue(column);
        }
    }

    /// An exact amount as ten-thousandths, half-even where it has more decimals.
    ///
    /// @throws ArithmeticException where it does not fit DECIMAL(18,4)
    static long money(BigDecimal amount) {
        BigDecimal scaled = amount.setScale(MONEY_SCALE, RoundingMode.HALF_EVEN);
        if (scaled.precision() > 18) {
            throw new ArithmeticException("too large");
        }
        return scaled.unscaledValue().longValueExact();
    }

    private static long bits(double number) {
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("not finite");
        }
        return Double.doubleToLongBits(number + 0.0);
    }

    private static long truth(String field, String column) throws BadValue {
        return switch (field) {
            case "1", "true", "TRUE", "yes", "Yes", "Y", "是" -> 1;
            case "0", "false", "FALSE", "no", "No", "N", "否" -> 0;
            default -> throw new BadValue(column);
        };
    }
}

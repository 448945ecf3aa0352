package dev.limner.language.naive;

import dev.limner.language.Expr.Operator;
import dev.limner.language.Expr.Sign;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How single values are compared and reckoned with.
final class Values {
    static final MathContext DECIMAL = MathContext.DECIMAL128;

    private Values() {}

    /// Below 0, 0 or above 0; null where one is missing.
    static @Nullable Integer compare(@Nullable Object left, @Nullable Object right, ZoneId zone) {
        if (left == null || right == null) {
            return null;
        }
        return switch (left) {
            case BigDecimal a when right instanceof BigDecimal b -> a.compareTo(b);
            // days since: 24 hours a day
            case BigDecimal a
            when right instanceof Elapsed b -> Elapsed.ofDays(a).micros().compareTo(b.micros());
            case Elapsed a
            when right instanceof BigDecimal b ->
                a.micros().compareTo(Elapsed.ofDays(b).micros());
            case Elapsed a when right instanceof Elapsed b -> a.micros().compareTo(b.micros());
            case Metres a when right instanceof Metres b -> a.amount().compareTo(b.amount());
            case String a when right instanceof String b -> codePoints(a, b);
            case Boolean a when right instanceof Boolean b -> a.compareTo(b);
            case DayOfWeek a when right instanceof DayOfWeek b -> a.compareTo(b);
            case LocalDate a when right instanceof LocalDate b -> a.compareTo(b);
            case Instant a when right instanceof Instant b -> a.compareTo(b);
            case Instant a
            when right instanceof LocalDate b -> a.atZone(zone).toLocalDate().compareTo(b);
            case LocalDate a
            when right instanceof Instant b -> a.compareTo(b.atZone(zone).toLocalDate());
            default -> throw new IllegalArgumentException("cannot compare " + left + " with " + right);
        };
    }

    private static int codePoints(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    static boolean holds(@Nullable Object left, Operator operator, @Nullable Object right, ZoneId zone) {
        Integer sign = compare(left, right, zone);
        return sign != null
                && switch (operator) {
                    case EQUAL -> sign == 0;
                    case NOT_EQUAL -> sign != 0;
                    case LESS -> sign < 0;
                    case AT_MOST -> sign <= 0;
                    case GREATER -> sign > 0;
                    case AT_LEAST -> sign >= 0;
                };
    }

    static @Nullable Object reckon(@Nullable Object left, Sign sign, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        return switch (left) {
            case BigDecimal a when right instanceof BigDecimal b -> reckon(a, sign, b);
            case Elapsed a
            when right instanceof Elapsed b && sign == Sign.DIVIDED_BY -> reckon(a.micros(), sign, b.micros());
            case Elapsed a
            when right instanceof Elapsed b && sign != Sign.TIMES -> elapsed(a.micros(), sign, b.micros());
            case Elapsed a when right instanceof BigDecimal b && scales(sign) -> elapsed(a.micros(), sign, b);
            case BigDecimal a when right instanceof Elapsed b && sign == Sign.TIMES -> elapsed(a, sign, b.micros());
            // days since: 24 hours a day
            case Elapsed a when right instanceof BigDecimal b -> reckon(a, sign, Elapsed.ofDays(b));
            case BigDecimal a when right instanceof Elapsed -> reckon(Elapsed.ofDays(a), sign, right);
            case Instant a when right instanceof Instant b && sign == Sign.MINUS -> Elapsed.between(b, a);
            case Instant a
            when right instanceof Elapsed b && sign == Sign.PLUS ->
                a.plus(b.micros().longValueExact(), ChronoUnit.MICROS);
            case Instant a
            when right instanceof Elapsed b && sign == Sign.MINUS ->
                a.minus(b.micros().longValueExact(), ChronoUnit.MICROS);
            case LocalDate a
            when right instanceof LocalDate b && sign == Sign.MINUS ->
                BigDecimal.valueOf(ChronoUnit.DAYS.between(b, a));
            default -> throw new IllegalArgumentException("cannot reckon " + left + " " + sign + " " + right);
        };
    }

    private static boolean scales(Sign sign) {
        return sign == Sign.TIMES || sign == Sign.DIVIDED_BY;
    }

    private static @Nullable Elapsed elapsed(BigDecimal left, Sign sign, BigDecimal right) {
        BigDecimal micros = reckon(left, sign, right);
        return micros == null ? null : new Elapsed(micros);
    }

    private static @Nullable BigDecimal reckon(BigDecimal left, Sign sign, BigDecimal right) {
        return switch (sign) {
            case PLUS -> left.add(right, DECIMAL);
            case MINUS -> left.subtract(right, DECIMAL);
            case TIMES -> left.multiply(right, DECIMAL);
            case DIVIDED_BY -> right.signum() == 0 ? null : left.divide(right, DECIMAL);
        };
    }

    static @Nullable Object negative(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number.negate();
            case Elapsed elapsed -> new Elapsed(elapsed.micros().negate());
            case Metres metres -> new Metres(metres.amount().negate());
            default -> throw new IllegalArgumentException("no negative of " + value);
        };
    }

    /// `%` any text, `_` one character, whatever the case.
    static boolean like(String text, String pattern) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints().forEach(c -> {
            switch (c) {
                case '%' -> regex.append(".*");
                case '_' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
        return Pattern.compile(regex.toString(), flags).matcher(text).matches();
    }
}

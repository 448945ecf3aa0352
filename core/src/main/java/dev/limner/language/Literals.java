package dev.limner.language;

import dev.limner.language.Expr.LengthUnit;
import dev.limner.language.Expr.Unit;
import dev.limner.language.Token.Kind;
import dev.limner.problem.UserProblem.Code;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads numbers, dates, times and units.
final class Literals {
    static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("second", Unit.SECOND),
            Map.entry("seconds", Unit.SECOND),
            Map.entry("minute", Unit.MINUTE),
            Map.entry("minutes", Unit.MINUTE),
            Map.entry("hour", Unit.HOUR),
            Map.entry("hours", Unit.HOUR),
            Map.entry("day", Unit.DAY),
            Map.entry("days", Unit.DAY),
            Map.entry("week", Unit.WEEK),
            Map.entry("weeks", Unit.WEEK),
            Map.entry("month", Unit.MONTH),
            Map.entry("months", Unit.MONTH),
            Map.entry("quarter", Unit.QUARTER),
            Map.entry("quarters", Unit.QUARTER),
            Map.entry("year", Unit.YEAR),
            Map.entry("years", Unit.YEAR));
    private static final Map<String, LengthUnit> LENGTHS = Map.of("m", LengthUnit.M, "km", LengthUnit.KM);
    /// More of a unit than this is no window that anybody means, and stays far from overflow.
    private static final long MOST = 1_000_000_000L;
    /// So many digits are enough for any number, and keep arithmetic quick.
    private static final int MOST_DIGITS = 30;

    private final Cursor cursor;

    Literals(Cursor cursor) {
        this.cursor = cursor;
    }

    /// A number, a duration or a length, by the word after it.
    Expr number() {
        int first = cursor.position();
        Token number = cursor.next();
        Token word = cursor.peek();
        if (word.kind() == Kind.WORD) {
            LengthUnit length = LENGTHS.get(word.text().toLowerCase(Locale.ROOT));
            if (length != null) {
                cursor.next();
                return cursor.mark(first, new Expr.Length(decimal(number), length));
            }
            if (unitOf(word) != null) {
                Unit unit = unit();
                return cursor.mark(first, new Expr.Span(count(number), unit));
            }
        }
        return cursor.mark(first, new Expr.Decimal(decimal(number)));
    }

    Expr.Span span() {
        int first = cursor.position();
        long count = count();
        return cursor.mark(first, new Expr.Span(count, unit()));
    }

    /// How many of a unit: a whole number from 1.
    long count() {
        return count(cursor.expect(Kind.NUMBER, Code.EXPECTED_NUMBER));
    }

    private long count(Token number) {
        try {
            long count = Long.parseLong(number.text());
            if (count >= 1 && count <= MOST) {
                return count;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        cursor.mistakes.add(Code.BAD_COUNT, number.span(), number.text());
        return 1;
    }

    int whole(Token number) {
        return (int) count(number);
    }

    /// A unit of time.
    Unit unit() {
        Unit unit = unitOf(cursor.peek());
        if (unit == null) {
            Token number = cursor.peek(-1);
            cursor.mistakes.add(Code.UNIT_NEEDED, cursor.peek().span(), number.text(), number.text() + " days");
            throw new Cursor.Stop();
        }
        cursor.next();
        return unit;
    }

    static @Nullable Unit unitOf(Token token) {
        return token.kind() == Kind.WORD ? UNITS.get(token.text().toLowerCase(Locale.ROOT)) : null;
    }

    BigDecimal signed() {
        boolean negative = cursor.accept("-");
        BigDecimal value = decimal(cursor.expect(Kind.NUMBER, Code.EXPECTED_NUMBER));
        return negative ? value.negate() : value;
    }

    private BigDecimal decimal(Token number) {
        if (number.text().length() > MOST_DIGITS) {
            cursor.mistakes.add(Code.BAD_NUMBER, number.span(), number.text(), Integer.toString(MOST_DIGITS));
            return BigDecimal.ONE;
        }
        return new BigDecimal(number.text());
    }

    LocalDate date() {
        Token token = cursor.expect(Kind.DATE, Code.EXPECTED_DATE);
        try {
            return LocalDate.parse(padded(token.text()));
        } catch (DateTimeException e) {
            cursor.mistakes.add(Code.BAD_DATE, token.span(), token.text());
            return LocalDate.EPOCH;
        }
    }

    Expr.Timestamp timestamp() {
        Token token = cursor.next();
        String[] halves = token.text().split("T", 2);
        String text = padded(halves[0]) + "T" + (halves[1].indexOf(':') == 1 ? "0" : "") + halves[1];
        try {
            if (text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T')) {
                OffsetDateTime time = OffsetDateTime.parse(text);
                return new Expr.Timestamp(time.toLocalDateTime(), time.getOffset());
            }
            return new Expr.Timestamp(LocalDateTime.parse(text), null);
        } catch (DateTimeException e) {
            cursor.mistakes.add(Code.BAD_DATE, token.span(), token.text());
            return new Expr.Timestamp(LocalDate.EPOCH.atStartOfDay(), ZoneOffset.UTC);
        }
    }

    /// 2026-1-5 is written as it should be.
    private static String padded(String date) {
        String[] parts = date.split("-", 3);
        return parts[0] + "-" + "0".repeat(2 - parts[1].length()) + parts[1] + "-" + "0".repeat(2 - parts[2].length())
                + parts[2];
    }
}

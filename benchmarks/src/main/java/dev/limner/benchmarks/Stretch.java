package dev.limner.benchmarks;

import dev.limner.history.LocalClock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// A window of time as the language writes it and as SQL does.
///
/// @param low where it begins, in UTC; null for the beginning of time
/// @param sql the condition on `at`, without the instant asked for; empty for none
record Stretch(String text, @Nullable LocalDateTime low, String sql) {
    static final ZonedDateTime AS_OF = LocalDate.of(2024, 12, 20).atTime(12, 0).atZone(ZoneId.of("Asia/Shanghai"));
    static final Stretch ALWAYS = new Stretch("", null, "");

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    static long asOfMicros() {
        return LocalClock.micros(AS_OF.toInstant());
    }

    /// A literal of the instant asked for.
    static String asOf() {
        return literal(utc(AS_OF));
    }

    static String literal(LocalDateTime utc) {
        return "TIMESTAMP '" + FORMAT.format(utc) + "'";
    }

    static Stretch days(int days) {
        LocalDateTime low = utc(AS_OF).minusDays(days);
        return new Stretch(" in last " + days + " days", low, after(low));
    }

    static Stretch months(int months) {
        LocalDateTime low = utc(AS_OF.minusMonths(months));
        return new Stretch(" in last " + months + (months == 1 ? " month" : " months"), low, after(low));
    }

    static Stretch thisMonth() {
        LocalDateTime low = start(AS_OF.toLocalDate().withDayOfMonth(1));
        return new Stretch(" in this month", low, from(low));
    }

    static Stretch previousMonth() {
        LocalDate first = AS_OF.toLocalDate().withDayOfMonth(1);
        LocalDateTime low = start(first.minusMonths(1));
        return new Stretch(" in previous month", low, from(low) + before(start(first)));
    }

    static Stretch thisYear() {
        LocalDateTime low = start(AS_OF.toLocalDate().withDayOfYear(1));
        return new Stretch(" in this year", low, from(low));
    }

    static Stretch since(LocalDate first) {
        LocalDateTime low = start(first);
        return new Stretch(" since " + first, low, from(low));
    }

    private static LocalDateTime start(LocalDate date) {
        return utc(date.atStartOfDay(AS_OF.getZone()));
    }

    private static LocalDateTime utc(ZonedDateTime time) {
        return time.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    private static String after(LocalDateTime low) {
        return " AND \"at\" > " + literal(low);
    }

    private static String from(LocalDateTime low) {
        return " AND \"at\" >= " + literal(low);
    }

    private static String before(LocalDateTime high) {
        return " AND \"at\" < " + literal(high);
    }
}

package dev.limner.language.naive;

import dev.limner.language.Expr.Point;
import dev.limner.language.Expr.Unit;
import dev.limner.language.Expr.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/// What instants a window holds. Time goes in whole microseconds.
final class Windows {
    static final Duration MICRO = Duration.ofNanos(1000);

    private Windows() {}

    /// Instants from `from`, itself included, to before `before`; null for no end on that side.
    record Range(@Nullable Instant from, @Nullable Instant before) {
        boolean contains(Instant instant) {
            return (from == null || !instant.isBefore(from)) && (before == null || instant.isBefore(before));
        }
    }

    static Range range(@Nullable Window window, Instant t, ZoneId zone) {
        return switch (window) {
            case null -> new Range(null, t.plus(MICRO));
            case Window.Last(var count, var unit) ->
                new Range(ago(count, unit, t, zone).plus(MICRO), t.plus(MICRO));
            case Window.Calendar(var previous, var unit) -> {
                LocalDate first = firstDay(unit, t.atZone(zone).toLocalDate());
                Instant start = begin(first, zone);
                yield previous
                        ? new Range(begin(firstDay(unit, first.minusDays(1)), zone), start)
                        : new Range(start, t.plus(MICRO));
            }
            case Window.Between(var from, var to) -> new Range(begin(from, t, zone), end(to, t, zone));
            case Window.Before(var end) -> new Range(null, begin(end, t, zone));
            case Window.From(var start) -> new Range(begin(start, t, zone), t.plus(MICRO));
        };
    }

    /// The first instant of a point in time.
    static Instant begin(Point point, Instant t, ZoneId zone) {
        return switch (point) {
            case Point.Day(var date) -> begin(date, zone);
            case Point.At(var time, var offset) -> instant(time, offset, zone);
            case Point.Ago(var count, var unit) -> ago(count, unit, t, zone);
        };
    }

    private static Instant end(Point point, Instant t, ZoneId zone) {
        return switch (point) {
            case Point.Day(var date) -> begin(date.plusDays(1), zone);
            case Point.At _, Point.Ago _ -> begin(point, t, zone).plus(MICRO);
        };
    }

    static Instant begin(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }

    /// A time as written; local ones that a clock change skips move forward by the gap, repeated ones are the
    /// earlier.
    static Instant instant(LocalDateTime time, @Nullable ZoneOffset offset, ZoneId zone) {
        return offset == null ? time.atZone(zone).toInstant() : time.toInstant(offset);
    }

    private static LocalDate firstDay(Unit unit, LocalDate day) {
        return switch (unit) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
            case SECOND, MINUTE, HOUR -> throw new IllegalArgumentException(unit + " is no period of the calendar");
        };
    }

    /// The bound of `in last N units`, which is itself outside.
    static Instant ago(long count, Unit unit, Instant t, ZoneId zone) {
        return switch (unit) {
            case SECOND, MINUTE, HOUR, DAY, WEEK -> t.minus(Elapsed.fixed(unit).multipliedBy(count));
            case MONTH -> monthsAgo(count, t, zone);
            case QUARTER -> monthsAgo(3 * count, t, zone);
            case YEAR -> monthsAgo(12 * count, t, zone);
        };
    }

    /// The same local time some months earlier. It never moves backwards: where a clock change repeats local
    /// times, the latest that there was counts.
    private static Instant monthsAgo(long months, Instant t, ZoneId zone) {
        LocalDateTime latest = t.atZone(zone).toLocalDateTime();
        ZoneOffsetTransition change = zone.getRules().previousTransition(t.plus(MICRO));
        while (change != null && change.getInstant().isAfter(t.minus(Duration.ofDays(7)))) {
            LocalDateTime before = change.getDateTimeBefore().minus(MICRO);
            latest = before.isAfter(latest) ? before : latest;
            change = zone.getRules().previousTransition(change.getInstant());
        }
        YearMonth month = YearMonth.from(latest).minusMonths(months);
        return strict(
                month.isValidDay(latest.getDayOfMonth())
                        ? month.atDay(latest.getDayOfMonth()).atTime(latest.toLocalTime())
                        : month.plusMonths(1).atDay(1).atTime(LocalTime.MIDNIGHT),
                zone);
    }

    /// A skipped local time is the instant of the change, a repeated one the earlier.
    private static Instant strict(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).toInstant();
    }
}

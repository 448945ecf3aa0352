package dev.limner.language.plan;

import static dev.limner.history.LocalClock.micros;

import dev.limner.history.LocalClock;
import dev.limner.language.Expr.Unit;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// Calendar arithmetic over instants in microseconds, in one zone.
final class Calendars {
    /// Before anything that happened; far enough from the end of numbers to reckon with.
    static final long LONG_AGO = Long.MIN_VALUE / 4;

    private static final long LONGEST = Long.MAX_VALUE / 4;
    private static final long MOST_MONTHS = 12 * 10_000;

    private Calendars() {}

    /// The fixed length of a unit in microseconds; 0 of months, quarters and years, which have none.
    static long fixed(Unit unit) {
        return switch (unit) {
            case SECOND -> LocalClock.MICROS_PER_SECOND;
            case MINUTE -> 60 * LocalClock.MICROS_PER_SECOND;
            case HOUR -> LocalClock.MICROS_PER_HOUR;
            case DAY -> LocalClock.MICROS_PER_DAY;
            case WEEK -> 7 * LocalClock.MICROS_PER_DAY;
            case MONTH, QUARTER, YEAR -> 0;
        };
    }

    /// How many months a unit has; 0 of shorter ones.
    static int months(Unit unit) {
        return switch (unit) {
            case SECOND, MINUTE, HOUR, DAY, WEEK -> 0;
            case MONTH -> 1;
            case QUARTER -> 3;
            case YEAR -> 12;
        };
    }

    /// The instant so many units before `t`: exactly, or by the calendar as the language settles it.
    static long earlier(ZoneId zone, long t, long count, Unit unit) {
        long fixed = fixed(unit);
        if (fixed > 0) {
            return count > LONGEST / fixed ? LONG_AGO : t - count * fixed;
        }
        long months = count * months(unit);
        return months > MOST_MONTHS ? LONG_AGO : monthsEarlier(zone, t, (int) months);
    }

    /// The first instant so many units before which is `at` or later; where the clock is changed about
    /// then it may be another one.
    static long later(ZoneId zone, long at, long count, Unit unit) {
        long fixed = fixed(unit);
        if (fixed > 0) {
            return count > LONGEST / fixed ? Long.MIN_VALUE : at + count * fixed;
        }
        long months = count * months(unit);
        if (months > MOST_MONTHS || Math.abs(at) > LONGEST) {
            return Long.MIN_VALUE;
        }
        LocalDateTime local = LocalClock.instant(at).atZone(zone).toLocalDateTime();
        return at(zone.getRules(), zone, plusMonths(local, months));
    }

    /// The same local time so many months earlier; where that day does not exist, 00:00 on the 1st of the
    /// following month.
    /// While local time repeats itself, at the end of summer time, the bound waits.
    static long monthsEarlier(ZoneId zone, long t, int months) {
        ZoneRules rules = zone.getRules();
        LocalDateTime local = LocalClock.instant(t).atZone(zone).toLocalDateTime();
        ZoneOffsetTransition turn = rules.previousTransition(LocalClock.instant(t + 1));
        if (turn != null && turn.isOverlap() && local.isBefore(turn.getDateTimeBefore())) {
            local = turn.getDateTimeBefore().minus(1, ChronoUnit.MICROS);
        }
        return at(rules, zone, plusMonths(local, -months));
    }

    private static LocalDateTime plusMonths(LocalDateTime local, long months) {
        YearMonth month = YearMonth.from(local).plusMonths(months);
        return month.isValidDay(local.getDayOfMonth())
                ? month.atDay(local.getDayOfMonth()).atTime(local.toLocalTime())
                : month.plusMonths(1).atDay(1).atStartOfDay();
    }

    /// A local time as an instant: the earlier one of two; where the clock skips it, the instant of the skip.
    private static long at(ZoneRules rules, ZoneId zone, LocalDateTime local) {
        ZoneOffsetTransition turn = rules.getTransition(local);
        return turn != null && turn.isGap()
                ? micros(turn.getInstant())
                : micros(local.atZone(zone).toInstant());
    }

    /// An instant written with a local time, which may be one that the clock skips or repeats.
    static long at(ZoneId zone, LocalDateTime local) {
        return at(zone.getRules(), zone, local);
    }

    /// The first instant of a local date.
    static long start(ZoneId zone, LocalDate date) {
        return micros(date.atStartOfDay(zone).toInstant());
    }

    /// The first day of the period that a day lies in.
    static LocalDate first(LocalDate date, Unit unit) {
        return switch (unit) {
            case DAY, HOUR, MINUTE, SECOND -> date;
            case WEEK -> date.minusDays(date.getDayOfWeek().getValue() - 1L);
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER -> date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    /// The first day of the period `count` after that which begins with `first`.
    static LocalDate plus(LocalDate first, Unit unit, int count) {
        return switch (unit) {
            case DAY, HOUR, MINUTE, SECOND -> first.plusDays(count);
            case WEEK -> first.plusWeeks(count);
            case MONTH -> first.plusMonths(count);
            case QUARTER -> first.plusMonths(3L * count);
            case YEAR -> first.plusYears(count);
        };
    }

    static LocalDate date(LocalClock clock, long t) {
        return LocalDate.ofEpochDay(clock.day(t));
    }

    /// The next local midnight after `t`.
    static long nextMidnight(LocalClock clock, long t) {
        return start(clock.zone(), date(clock, t).plusDays(1));
    }

    /// The next instant after `t` at which another local hour begins: the beginning of the next hour, or a
    /// change of
    /// offset before it.
    static long nextHour(LocalClock clock, long t) {
        ZoneId zone = clock.zone();
        LocalDateTime local = LocalClock.instant(t).atZone(zone).toLocalDateTime();
        long next = t
                + ChronoUnit.MICROS.between(
                        local, local.truncatedTo(ChronoUnit.HOURS).plusHours(1));
        ZoneOffsetTransition turn = zone.getRules().nextTransition(LocalClock.instant(t));
        return turn == null ? next : Math.min(next, micros(turn.getInstant()));
    }
}

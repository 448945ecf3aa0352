package dev.limner.language.plan;

import dev.limner.history.LocalClock;
import dev.limner.language.Expr.Point;
import dev.limner.language.Expr.Unit;
import dev.limner.language.Expr.Window;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A window over the time of events, asked as of an instant: both ends included, in microseconds.
///
/// Both ends never move backwards as the instant advances.
///
/// @param slot where frames keep its ends
/// @param customerZone whether it is one of the customer's zone
record Bounds(int slot, Window window, boolean customerZone) implements Serializable {
    /// Later than any window that is asked about.
    private static final long HORIZON_DAYS = 40;

    private static final long LONGEST = 10_000 * 366 * LocalClock.MICROS_PER_DAY;

    long low(long t, LocalClock clock) {
        ZoneId zone = clock.zone();
        return switch (window) {
            case Window.Last(var count, var unit) -> Calendars.earlier(zone, t, count, unit) + 1;
            case Window.Calendar(var previous, var unit) -> {
                LocalDate first = Calendars.first(Calendars.date(clock, t), unit);
                yield Calendars.start(zone, previous ? Calendars.plus(first, unit, -1) : first);
            }
            case Window.Between(var from, var _) -> first(from, t, zone);
            case Window.Before _ -> Long.MIN_VALUE;
            case Window.From(var start) -> first(start, t, zone);
        };
    }

    long high(long t, LocalClock clock) {
        ZoneId zone = clock.zone();
        return switch (window) {
            case Window.Last _, Window.From _ -> t;
            case Window.Calendar(var previous, var unit) ->
                previous ? Calendars.start(zone, Calendars.first(Calendars.date(clock, t), unit)) - 1 : t;
            case Window.Between(var _, var to) -> last(to, t, zone);
            case Window.Before(var end) -> first(end, t, zone) - 1;
        };
    }

    /// The first instant of a point.
    static long first(Point point, long t, ZoneId zone) {
        return switch (point) {
            case Point.Day(var date) -> Calendars.start(zone, date);
            case Point.At(var time, var offset) -> at(time, offset, zone);
            case Point.Ago(var count, var unit) -> Calendars.earlier(zone, t, count, unit);
        };
    }

    /// The last instant of a point: a date is a whole day.
    private static long last(Point point, long t, ZoneId zone) {
        return switch (point) {
            case Point.Day(var date) -> Calendars.start(zone, date.plusDays(1)) - 1;
            case Point.At _, Point.Ago _ -> first(point, t, zone);
        };
    }

    static long at(LocalDateTime time, @Nullable ZoneOffset offset, ZoneId zone) {
        return offset == null ? Calendars.at(zone, time) : LocalClock.micros(time.toInstant(offset));
    }

    /// The next instant after `t` at which one of the events in the window leaves it or another one enters it.
    ///
    /// @param first when the earliest event in the window happened; [Long#MAX_VALUE] for none
    /// @param next when the earliest event after the window happened; likewise
    long until(long t, LocalClock clock, long first, long next) {
        long leaves = first == Long.MAX_VALUE ? first : leaves(t, clock, first);
        long enters = next == Long.MAX_VALUE ? next : enters(t, clock, next);
        return Math.min(leaves, enters);
    }

    private long leaves(long t, LocalClock clock, long at) {
        return switch (window) {
            case Window.Last(var count, var unit)
            when Calendars.fixed(unit) > 0 ->
                count > Long.MAX_VALUE / 4 / Calendars.fixed(unit)
                        ? Long.MAX_VALUE
                        : at + count * Calendars.fixed(unit);
            case Window.Last _, Window.Calendar _, Window.Between _, Window.From _ -> search(t, clock, at, true);
            case Window.Before _ -> Long.MAX_VALUE;
        };
    }

    private long enters(long t, LocalClock clock, long at) {
        return switch (window) {
            case Window.Last _, Window.From _ -> at;
            case Window.Calendar(var previous, var _) -> previous ? search(t, clock, at, false) : at;
            case Window.Between _, Window.Before _ -> search(t, clock, at, false);
        };
    }

    /// The first instant after `t` at which the low end has passed `at` (or the high end has reached it):
    /// mostly where the calendar says so at once, else searched for.
    private long search(long t, LocalClock clock, long at, boolean low) {
        long guess = guess(clock, at, low);
        if (guess > t && passed(guess, clock, at, low) && !passed(guess - 1, clock, at, low)) {
            return guess;
        }
        long reach = Math.addExact(reach(), Math.max(0, at - t));
        long right = t + reach;
        if (!passed(right, clock, at, low)) {
            return Long.MAX_VALUE;
        }
        long left = t;
        while (right - left > 1) {
            long middle = left + (right - left) / 2;
            if (passed(middle, clock, at, low)) {
                right = middle;
            } else {
                left = middle;
            }
        }
        return right;
    }

    /// Where it is by the calendar, unless the clock is changed about then; [Long#MIN_VALUE] where the
    /// end stands still.
    private long guess(LocalClock clock, long at, boolean low) {
        return switch (window) {
            case Window.Last(var count, var unit) -> Calendars.later(clock.zone(), at, count, unit);
            case Window.Calendar(var previous, var unit) ->
                Calendars.start(
                        clock.zone(),
                        Calendars.plus(
                                Calendars.first(Calendars.date(clock, at), unit), unit, previous && low ? 2 : 1));
            case Window.Between(var from, var to) -> low ? guess(clock, at + 1, from) : guess(clock, at, to);
            case Window.Before(var end) -> guess(clock, at + 1, end);
            case Window.From(var start) -> guess(clock, at + 1, start);
        };
    }

    private static long guess(LocalClock clock, long at, Point point) {
        return point instanceof Point.Ago(var count, var unit)
                ? Calendars.later(clock.zone(), at, count, unit)
                : Long.MIN_VALUE;
    }

    private boolean passed(long t, LocalClock clock, long at, boolean low) {
        return low ? low(t, clock) > at : high(t, clock) >= at;
    }

    /// After so long a time no event that is in the window now is still in it.
    private long reach() {
        return switch (window) {
            case Window.Last(var count, var unit) -> days(count, unit);
            case Window.Calendar(var _, var unit) -> days(2, unit);
            case Window.Between(var from, var to) -> Math.max(reach(from), reach(to));
            case Window.Before(var end) -> reach(end);
            case Window.From(var start) -> reach(start);
        };
    }

    private static long reach(Point point) {
        return point instanceof Point.Ago(var count, var unit) ? days(count, unit) : days(1, Unit.DAY);
    }

    private static long days(long count, Unit unit) {
        long months = Calendars.months(unit);
        long one = months > 0 ? months * 31 * LocalClock.MICROS_PER_DAY : Calendars.fixed(unit);
        return (count > LONGEST / one ? LONGEST : count * one) + HORIZON_DAYS * LocalClock.MICROS_PER_DAY;
    }
}

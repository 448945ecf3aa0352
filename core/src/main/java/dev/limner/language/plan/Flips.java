package dev.limner.language.plan;

import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Expr.Operator;
import dev.limner.language.plan.Occurrences.Plain;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/// When a comparison with a literal flips by time alone, told from what will leave a window and in which order: so
/// that nobody is asked anew each time that something leaves without turning the answer.
final class Flips {
    /// So many steps ahead a trend or a ratio is followed.
    private static final int MOST_STEPS = 64;
    /// Of so many values at the most is told which are left.
    private static final int MOST_VALUES = 32;

    private Flips() {}

    /// The first instant at which the answer can be another one; [Long#MIN_VALUE] where it is not told here.
    static long until(Frame frame, Quantity left, Operator operator, Quantity right) {
        if (!(right instanceof Measures.Fixed fixed)) {
            return Long.MIN_VALUE;
        }
        long literal = fixed.raw();
        int scale = fixed.scale();
        return switch (left) {
            case Folds.Count(Plain of) when scale == 0 -> count(frame, of, operator, literal);
            case Folds.SumOf sum
            when sum.form() == Quantity.Form.WHOLE && scale == sum.scale() -> sum(frame, sum, operator, literal);
            case Folds.ExtremeOf extreme
            when extreme.form() == Quantity.Form.WHOLE && scale == extreme.scale() ->
                extreme(frame, extreme, operator, literal);
            case Folds.DistinctOf distinct when scale == 0 -> distinct(frame, distinct, operator, literal);
            case Measures.DaysSince days when scale == 0 -> days(frame, days, operator, literal);
            case TrendOf trend when trend.isWhole() && trend.isKnown() -> trend(frame, trend, operator, fixed);
            case Quantity _ -> Long.MIN_VALUE;
        };
    }

    private static long count(Frame frame, Plain of, Operator operator, long literal) {
        int count = Occurrences.count(of.range(frame));
        boolean now = Conditions.fits(operator, Long.compare(count, literal));
        for (int left = 1; left <= count; left++) {
            if (Conditions.fits(operator, Long.compare(count - left, literal)) != now) {
                return turn(frame, of, left);
            }
        }
        return of.enters(frame);
    }

    /// When so many have left the window, or before that another one comes in; none left: for the latter alone.
    private static long turn(Frame frame, Plain of, int left) {
        long enters = of.enters(frame);
        return left == 0 ? enters : Math.min(enters, of.leaves(frame, left - 1));
    }

    private static long sum(Frame frame, Folds.SumOf of, Operator operator, long literal) {
        History history = frame.history();
        long sum = of.raw(frame);
        if (Math.abs(sum) > Long.MAX_VALUE / 4) {
            return Long.MIN_VALUE;
        }
        boolean now = Conditions.fits(operator, Long.compare(sum, literal));
        long range = of.of().range(frame);
        int[] list = of.of().list(frame);
        for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
            long value = history.value(of.property(), list[i]);
            sum -= value == History.MISSING ? 0 : value;
            if (Conditions.fits(operator, Long.compare(sum, literal)) != now) {
                return turn(frame, of.of(), i + 1 - Occurrences.from(range));
            }
            if (Math.abs(sum) > Long.MAX_VALUE / 4) {
                return Long.MIN_VALUE;
            }
        }
        return of.of().enters(frame);
    }

    /// Looks from the end at what each event and those after it give, once all before have left.
    private static long extreme(Frame frame, Folds.ExtremeOf of, Operator operator, long literal) {
        History history = frame.history();
        long range = of.of().range(frame);
        int[] list = of.of().list(frame);
        int from = Occurrences.from(range);
        int to = Occurrences.to(range);
        boolean now = fits(of.raw(frame), operator, literal);
        int turn = now ? to : from;
        long extreme = History.MISSING;
        for (int i = to - 1; i > from; i--) {
            long value = history.value(of.property(), list[i]);
            if (value != History.MISSING && (extreme == History.MISSING || (value > extreme) == of.greatest())) {
                extreme = value;
            }
            if (fits(extreme, operator, literal) != now) {
                turn = i;
            }
        }
        return turn(frame, of.of(), turn - from);
    }

    private static boolean fits(long value, Operator operator, long literal) {
        return value != History.MISSING && Conditions.fits(operator, Long.compare(value, literal));
    }

    /// A value is gone with the last of its events: looks from the end at how many values are left.
    private static long distinct(Frame frame, Folds.DistinctOf of, Operator operator, long literal) {
        History history = frame.history();
        long range = of.of().range(frame);
        int[] list = of.of().list(frame);
        int from = Occurrences.from(range);
        int to = Occurrences.to(range);
        boolean now = Conditions.fits(operator, Long.compare(of.raw(frame), literal));
        long[] seen = new long[Math.min(to - from, MOST_VALUES)];
        int count = 0;
        int turn = from;
        for (int i = to; i > from; i--) {
            long value = i == to ? History.MISSING : history.value(of.property(), list[i]);
            if (value != History.MISSING && !contains(seen, count, value)) {
                if (count == seen.length) {
                    return Long.MIN_VALUE;
                }
                seen[count++] = value;
            }
            if (Conditions.fits(operator, Long.compare(count, literal)) != now) {
                turn = i;
            }
        }
        return turn(frame, of.of(), turn - from);
    }

    private static boolean contains(long[] values, int count, long value) {
        for (int i = 0; i < count; i++) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }

    /// Follows what leaves the two windows of a ratio; [Long#MIN_VALUE] where they cannot be followed.
    static long ratio(Frame frame, Ratio ratio) {
        Ebb over = Ebb.of(frame, ratio.over());
        Ebb under = over == null ? null : Ebb.of(frame, ratio.under());
        if (over == null || under == null || !ratio.isExact(over.value(), under.value())) {
            return Long.MIN_VALUE;
        }
        boolean now = ratio.holds(over.value(), under.value());
        long enters = Math.min(over.enters(), under.enters());
        for (int step = 0; step < MOST_STEPS; step++) {
            long overs = over.next();
            long unders = under.next();
            long t = Math.min(overs, unders);
            if (t >= enters) {
                return enters;
            }
            if (overs == t) {
                over.leave();
            }
            if (unders == t) {
                under.leave();
            }
            boolean isMore = over.next() == t || under.next() == t;
            if (!ratio.isExact(over.value(), under.value())
                    || (!isMore && ratio.holds(over.value(), under.value()) != now)
                    || step == MOST_STEPS - 1) {
                return t;
            }
        }
        return enters;
    }

    /// Days pass one at each local midnight: the answer turns where they reach the literal, or leave it behind.
    private static long days(Frame frame, Measures.DaysSince of, Operator operator, long literal) {
        long days = of.raw(frame);
        long until = of.of().until(frame);
        if (days == History.MISSING || days > literal) {
            return until;
        }
        LocalClock clock = frame.clock(of.customerZone());
        boolean now = Conditions.fits(operator, Long.compare(days, literal));
        long next = literal - days + (Conditions.fits(operator, 0) == now ? 1 : 0);
        if (next > literal - days && Conditions.fits(operator, 1) == now) {
            return until; // nor does it turn later
        }
        if (next > 10_000 * 366L) {
            return until;
        }
        ZoneId zone = clock.zone();
        ZoneOffsetTransition turn = zone.getRules().nextTransition(LocalClock.instant(frame.t()));
        long turns = turn == null ? Long.MAX_VALUE : LocalClock.micros(turn.getInstant());
        long reached = Calendars.start(zone, LocalDate.ofEpochDay(clock.day(frame.t()) + next));
        return Math.min(until, Math.min(turns, reached));
    }

    /// A trend changes each time that an event passes from one window into the one before.
    private static long trend(Frame frame, TrendOf of, Operator operator, Measures.Fixed literal) {
        TrendCourse course = of.course(frame);
        int compared = course == null ? TrendOf.UNTOLD : of.compared(course.weight(), literal);
        if (course == null || compared == TrendOf.UNTOLD) {
            return of.until(frame);
        }
        boolean now = Conditions.fits(operator, compared);
        long t = course.next();
        for (int step = 1; step < MOST_STEPS && t != Long.MAX_VALUE; step++) {
            course.pass(t);
            compared = of.compared(course.weight(), literal);
            if (compared == TrendOf.UNTOLD || Conditions.fits(operator, compared) != now) {
                return t;
            }
            t = course.next();
        }
        return t;
    }
}

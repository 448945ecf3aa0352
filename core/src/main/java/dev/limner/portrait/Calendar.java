package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.history.History;
import java.time.LocalDate;
import java.util.Arrays;

/// Formulas about local dates: which, how many, how far apart.
///
/// @param events what is dated
/// @param what the question
record Calendar(Selection events, Question what) implements HistoryFormula {
    enum Question {
        /// The first date.
        FIRST,
        /// The last date.
        LAST,
        /// How many days lie between the last date and the moment's.
        DAYS_SINCE,
        /// How many dates.
        DAYS,
        /// How many calendar months.
        MONTHS,
        /// The median number of days between neighbouring dates; missing below two dates.
        MEDIAN_GAP,
        /// The days between the last date and the one before it; missing below two dates.
        LAST_GAP
    }

    @Override
    public Tag.Type type() {
        return switch (what) {
            case FIRST, LAST -> Tag.Type.DATE;
            case DAYS, MONTHS -> Tag.Type.INTEGER;
            case DAYS_SINCE, LAST_GAP -> Tag.Type.DAYS;
            case MEDIAN_GAP -> Tag.Type.NUMBER;
        };
    }

    @Override
    public Needs needs() {
        return events.needs();
    }

    @Override
    public long value(History history, Moment moment) {
        return switch (what) {
            case FIRST -> day(history, moment, events.next(history, moment, -1));
            case LAST -> day(history, moment, events.last(history, moment));
            case DAYS_SINCE -> {
                long last = day(history, moment, events.last(history, moment));
                yield last == History.MISSING ? last : moment.day() - last;
            }
            case DAYS -> events.days(history, moment).length;
            case MONTHS -> months(events.days(history, moment));
            case MEDIAN_GAP -> {
                int[] days = events.days(history, moment);
                yield days.length < 2 ? History.MISSING : Double.doubleToRawLongBits(medianGap(days, days.length));
            }
            case LAST_GAP -> {
                int[] days = events.days(history, moment);
                int n = days.length;
                yield n < 2 ? History.MISSING : days[n - 1] - days[n - 2];
            }
        };
    }

    private static long day(History history, Moment moment, int event) {
        return event < 0 ? History.MISSING : moment.clock().day(history.at(event));
    }

    @Override
    public long changesAt(History history, Moment moment) {
        long leaves = events.changesAt(history, moment, 1);
        return what == Question.DAYS_SINCE ? Math.min(leaves, HistoryFormula.super.changesAt(history, moment)) : leaves;
    }

    @Override
    public int[] counted(History history, Moment moment) {
        int[] all = events.all(history, moment);
        return switch (what) {
            case FIRST -> Arrays.copyOf(all, Math.min(1, all.length));
            case LAST, DAYS_SINCE -> Events.last(all);
            case DAYS, MONTHS, MEDIAN_GAP, LAST_GAP -> all;
        };
    }

    /// The median of the gaps between the first `n` of `days` (at least two).
    static double medianGap(int[] days, int n) {
        int[] gaps = new int[n - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = days[i + 1] - days[i];
        }
        Arrays.sort(gaps);
        int middle = gaps.length / 2;
        return gaps.length % 2 == 1 ? gaps[middle] : (gaps[middle - 1] + gaps[middle]) / 2.0;
    }

    private static int months(int[] days) {
        int count = 0;
        int last = Integer.MIN_VALUE;
        for (int day : days) {
            LocalDate date = LocalDate.ofEpochDay(day);
            int month = date.getYear() * 12 + date.getMonthValue();
            count += month == last ? 0 : 1;
            last = month;
        }
        return count;
    }
}

package dev.limner.benchmarks;

import java.time.LocalDate;
import java.util.random.RandomGenerator;

/// How a shop's lines spread over two years of days and over the hours of a day: a wave over the year with
/// a peak
/// before
/// its end, busier weekends, growth from year to year, two peaks a day.
final class Season {
    static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
    static final LocalDate END = LocalDate.of(2025, 1, 1);
    private static final int[] HOURS = {
        2, 1, 1, 1, 1, 2, 4, 8, 14, 22, 30, 32, 34, 30, 26, 24, 24, 26, 30, 38, 46, 44, 28, 10
    };

    private final int[] hours;
    private final double[] upTo;

    Season() {
        int days = (int) (END.toEpochDay() - FIRST.toEpochDay());
        upTo = new double[days + 1];
        for (int day = 0; day < days; day++) {
            upTo[day + 1] = upTo[day] + weight(FIRST.plusDays(day));
        }
        int total = 0;
        for (int weight : HOURS) {
            total += weight;
        }
        hours = new int[total];
        int place = 0;
        for (int hour = 0; hour < HOURS.length; hour++) {
            for (int i = 0; i < HOURS[hour]; i++) {
                hours[place++] = hour;
            }
        }
    }

    int days() {
        return upTo.length - 1;
    }

    /// How many of so many lines fall on a day; over all days they add up.
    int lines(int day, long all) {
        double total = upTo[upTo.length - 1];
        return (int) (Math.round(upTo[day + 1] / total * all) - Math.round(upTo[day] / total * all));
    }

    /// A second of a day.
    int second(RandomGenerator random) {
        return hours[random.nextInt(hours.length)] * 3600 + random.nextInt(3600);
    }

    private static double weight(LocalDate date) {
        double year = 1 + 0.25 * Math.sin(2 * Math.PI * (date.getDayOfYear() - 110) / 365.0);
        double peak = date.getMonthValue() == 11 ? 1.6 : 1;
        double week = date.getDayOfWeek().getValue() >= 6 ? 1.3 : 1;
        return year * peak * week * (date.getYear() == FIRST.getYear() ? 1 : 1.2);
    }
}

package dev.limner.examples;

import java.time.LocalDate;

/// One day of the simulation.
///
/// @param number counted from 0
/// @param factor how busy it is
record Day(int number, LocalDate date, double factor) {
    static final int SECONDS = 86_400;

    static Day of(LocalDate firstDay, int number) {
        LocalDate date = firstDay.plusDays(number);
        return new Day(number, date, Festivals.factor(date));
    }

    /// The second at which the day begins, as if the shop's zone were UTC.
    long start() {
        return date.toEpochDay() * SECONDS;
    }

    /// Whether it is one of the great days of sales.
    boolean isFestive() {
        return factor >= 3;
    }
}

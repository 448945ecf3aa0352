package dev.limner.examples;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.Map;

/// Holidays and shopping festivals in China, and how busy a day is for them.
///
/// The public holidays are those of the General Office of the State Council's yearly notices for 2024, 2025
/// and 2026; other years know the festivals of fixed dates alone.
final class Festivals {
    private static final Map<LocalDate, String> PUBLIC = new HashMap<>();
    private static final Map<MonthDay, String> FIXED = Map.of(
            MonthDay.of(1, 1), "new_year",
            MonthDay.of(2, 14), "valentines_day",
            MonthDay.of(3, 8), "womens_day",
            MonthDay.of(6, 1), "childrens_day",
            MonthDay.of(6, 18), "618",
            MonthDay.of(11, 11), "singles_day",
            MonthDay.of(12, 12), "double_12",
            MonthDay.of(12, 25), "christmas");
    private static final Map<LocalDate, String> QIXI = Map.of(
            LocalDate.of(2024, 8, 10), "qixi", LocalDate.of(2025, 8, 29), "qixi", LocalDate.of(2026, 8, 19), "qixi");

    static {
        days("new_year", "2024-01-01", 1, "2025-01-01", 1, "2026-01-01", 3);
        days("spring_festival", "2024-02-10", 8, "2025-01-28", 8, "2026-02-15", 9);
        days("qingming", "2024-04-04", 3, "2025-04-04", 3, "2026-04-04", 3);
        days("labour_day", "2024-05-01", 5, "2025-05-01", 5, "2026-05-01", 5);
        days("dragon_boat", "2024-06-08", 3, "2025-05-31", 3, "2026-06-19", 3);
        days("mid_autumn", "2024-09-15", 3, "2026-09-25", 3);
        days("national_day", "2024-10-01", 7, "2025-10-01", 8, "2026-10-01", 7);
    }

    private Festivals() {}

    private static void days(String name, Object... firstsAndLengths) {
        for (int i = 0; i < firstsAndLengths.length; i += 2) {
            LocalDate first = LocalDate.parse((String) firstsAndLengths[i]);
            for (int day = 0; day < (Integer) firstsAndLengths[i + 1]; day++) {
                PUBLIC.put(first.plusDays(day), name);
            }
        }
    }

    /// The name of the day's holiday or festival; empty on a day like any other.
    static String name(LocalDate date) {
        String name = PUBLIC.get(date);
        if (name == null) {
            name = QIXI.get(date);
        }
        return name != null ? name : FIXED.getOrDefault(MonthDay.from(date), "");
    }

    /// How busy the day is; an ordinary weekday in spring is 1.
    static double factor(LocalDate date) {
        double week = switch (date.getDayOfWeek()) {
            case SATURDAY -> 1.35;
            case SUNDAY -> 1.3;
            case FRIDAY -> 1.1;
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY -> 1;
        };
        double year = 1 + 0.12 * StrictMath.sin(2 * StrictMath.PI * (date.getDayOfYear() - 200) / 365.0);
        return week * year * festive(date);
    }

    private static double festive(LocalDate date) {
        int day = date.getDayOfYear();
        if (between(day, date, 11, 1, 10)) {
            return 1.5;
        }
        return switch (name(date)) {
            case "singles_day" -> 5;
            case "618" -> 3.6;
            case "double_12" -> 1.9;
            case "national_day", "labour_day" -> 1.3;
            case "spring_festival" -> 0.55;
            case "" -> 1;
            default -> 1.2;
        };
    }

    private static boolean between(int day, LocalDate date, int month, int from, int to) {
        return day >= LocalDate.of(date.getYear(), month, from).getDayOfYear()
                && day <= LocalDate.of(date.getYear(), month, to).getDayOfYear();
    }

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}

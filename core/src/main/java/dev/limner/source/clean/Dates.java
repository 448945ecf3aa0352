package dev.limner.source.clean;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates in the stated forms, tried in the order stated; the first that fits a day of the calendar counts.
record Dates(List<DateForm> forms, @Nullable Integer twoDigitFrom) implements Cleaner {
    private static final String TIME = "(?:[T ]+\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})" + TIME);
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})" + TIME);
    private static final Pattern DAY_NAME =
            Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?[ -]+([A-Za-z]{3,9})\\.?,?[ -]+(\\d{4}|\\d{2})");
    private static final Pattern NAME_DAY =
            Pattern.compile("([A-Za-z]{3,9})\\.? +(\\d{1,2})(?:st|nd|rd|th)?,? +(\\d{4})");
    private static final Pattern CHINESE = Pattern.compile("(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]?");
    private static final Pattern SERIAL = Pattern.compile("\\d{1,7}(?:\\.\\d+)?");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    /// The serial of the day that Excel has and the calendar has not.
    private static final int NO_SUCH_DAY = 60;

    private static final LocalDate EXCEL = LocalDate.of(1899, 12, 30);
    private static final LocalDate EXCEL_1904 = LocalDate.of(1904, 1, 1);

    @Override
    public @Nullable String cleaned(String text) {
        String plain = HalfWidth.of(text).strip();
        for (DateForm form : forms) {
            try {
                LocalDate date = read(form, plain);
                if (date != null) {
                    return date.toString();
                }
            } catch (DateTimeException _) {
                // no day of the calendar in this form; another may fit
            }
        }
        return null;
    }

    private @Nullable LocalDate read(DateForm form, String text) {
        return switch (form) {
            case ISO -> parts(YEAR_FIRST, text, 1, 3, 4);
            case COMPACT -> parts(COMPACT, text, 1, 2, 3);
            case DAY_MONTH_YEAR -> parts(YEAR_LAST, text, 4, 3, 1);
            case MONTH_DAY_YEAR -> parts(YEAR_LAST, text, 4, 1, 3);
            case MONTH_NAME -> named(text);
            case CHINESE -> parts(CHINESE, ChineseNumerals.toDigits(text).replace(" ", ""), 1, 2, 3);
            case EXCEL_SERIAL -> serial(text, false);
            case EXCEL_SERIAL_1904 -> serial(text, true);
        };
    }

    private @Nullable LocalDate parts(Pattern pattern, String text, int year, int month, int day) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? date(matcher.group(year), number(matcher.group(month)), matcher.group(day)) : null;
    }

    private @Nullable LocalDate named(String text) {
        Matcher first = DAY_NAME.matcher(text);
        if (first.matches()) {
            return date(first.group(3), month(first.group(2)), first.group(1));
        }
        Matcher second = NAME_DAY.matcher(text);
        return second.matches() ? date(second.group(3), month(second.group(1)), second.group(2)) : null;
    }

    private @Nullable LocalDate date(String year, int month, String day) {
        int full = number(year);
        if (year.length() == 2) {
            if (twoDigitFrom == null) {
                return null;
            }
            full = twoDigitFrom + Math.floorMod(full - twoDigitFrom, 100);
        }
        return LocalDate.of(full, month, number(day));
    }

    private static @Nullable LocalDate serial(String text, boolean from1904) {
        if (!SERIAL.matcher(text).matches()) {
            return null;
        }
        int days = new BigDecimal(text).setScale(0, RoundingMode.DOWN).intValueExact();
        if (from1904) {
            return bounded(EXCEL_1904.plusDays(days));
        }
        if (days == 0 || days == NO_SUCH_DAY) {
            return null;
        }
        return bounded(EXCEL.plusDays(days < NO_SUCH_DAY ? days + 1 : days));
    }

    private static @Nullable LocalDate bounded(LocalDate date) {
        return date.getYear() > 9999 ? null : date;
    }

    /// From 1, by its whole name or the beginning of it; 0 where there is none, which is no month of any date.
    private static int month(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).equals(small)
                    || MONTHS.get(i).substring(0, 3).equals(small)
                    || (i == 8 && small.equals("sept"))) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}

package dev.limner.source;

import dev.limner.history.LocalClock;
import dev.limner.problem.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells from a sample of a column whether it is a time, and how it is written.
final class TimeForms {
    /// From the most telling to the least; where two fit alike, the first is taken.
    private static final List<String> PATTERNS = List.of(
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ssXXX",
            "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
            "yyyy-MM-dd'T'HH:mm:ss.SSS",
            "yyyy-MM-dd HH:mm:ss.SSS",
            "yyyy-MM-dd HH:mm:ss.SSSSSS",
            "yyyy-MM-dd HH:mm:ssxxx",
            "yyyy-MM-dd HH:mm:ss.SSSSSSxxx",
            "yyyy-MM-dd HH:mm:ssx",
            "yyyy-MM-dd HH:mm",
            "yyyy-M-d H:mm",
            "yyyy/MM/dd HH:mm:ss",
            "yyyy/M/d H:mm:ss",
            "yyyy/M/d H:mm",
            "M/d/yyyy H:mm:ss",
            "d/M/yyyy H:mm:ss",
            "M/d/yyyy H:mm",
            "d/M/yyyy H:mm",
            "d.M.yyyy H:mm:ss",
            "d.M.yyyy H:mm",
            "yyyy年M月d日 H:mm",
            "yyyyMMddHHmmss",
            "yyyy-MM-dd",
            "yyyy-M-d",
            "yyyy/M/d",
            "yyyy.M.d",
            "yyyy年M月d日",
            "M/d/yyyy",
            "d/M/yyyy",
            "d.M.yyyy",
            "yyyyMMdd");

    private static final double NEARLY_ALL = 0.98;
    private static final int MOST_PATTERNS = 3;
    private static final LocalDate EARLIEST = LocalDate.of(1980, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2060, 1, 1);

    private TimeForms() {}

    /// How a column's times are written.
    ///
    /// @param hasHours whether a time of day is told
    /// @param hasOffset whether each tells its offset from UTC
    record Form(
            List<String> patterns,
            Mapping.@Nullable Unit unit,
            boolean hasHours,
            boolean hasOffset,
            Confidence confidence,
            Words reason) {}

    /// The form in which nearly all of the values are times; null where there is none.
    static @Nullable Form of(List<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        Form counted = counted(values);
        return counted == null ? written(values) : counted;
    }

    private static @Nullable Form written(List<String> values) {
        List<String> taken = new ArrayList<>();
        List<String> left = values;
        while (taken.size() < MOST_PATTERNS && left.size() > (1 - NEARLY_ALL) * values.size()) {
            String best = null;
            List<String> bestLeft = left;
            for (String pattern : PATTERNS) {
                List<String> rest =
                        left.stream().filter(value -> !fits(pattern, value)).toList();
                if (rest.size() < bestLeft.size()) {
                    best = pattern;
                    bestLeft = rest;
                }
            }
            if (best == null) {
                return null;
            }
            taken.add(best);
            left = bestLeft;
        }
        if (left.size() > (1 - NEARLY_ALL) * values.size()) {
            return null;
        }
        String first = taken.getFirst();
        String other = first.startsWith("M/d/") ? first.replace("M/d/", "d/M/") : null;
        boolean isAmbiguous = other != null && values.stream().allMatch(value -> fits(other, value));
        return new Form(
                List.copyOf(taken),
                null,
                first.contains("H"),
                taken.stream().allMatch(pattern -> pattern.contains("X") || pattern.contains("x")),
                isAmbiguous ? Confidence.GUESS : left.isEmpty() ? Confidence.SURE : Confidence.LIKELY,
                isAmbiguous
                        ? new Words(
                                "no day is above 12, so that days and months cannot be told apart",
                                "没有大于 12 的数字，无法区分日与月")
                        : new Words(
                                "%d of %d values are written so".formatted(values.size() - left.size(), values.size()),
                                "%2$d 个值中有 %1$d 个符合".formatted(values.size() - left.size(), values.size())));
    }

    private static @Nullable Form counted(List<String> values) {
        for (Mapping.Unit unit : List.of(Mapping.Unit.SECONDS, Mapping.Unit.MILLIS)) {
            int scale = unit == Mapping.Unit.SECONDS ? 1 : 1000;
            long fitting =
                    values.stream().filter(value -> isEpoch(value, scale)).count();
            if (fitting >= NEARLY_ALL * values.size()) {
                return new Form(
                        List.of(),
                        unit,
                        true,
                        true,
                        Confidence.LIKELY,
                        new Words(
                                "%d of %d numbers are instants between 1980 and 2060".formatted(fitting, values.size()),
                                "%2$d 个数字中有 %1$d 个落在 1980 至 2060 年之间".formatted(fitting, values.size())));
            }
        }
        return null;
    }

    private static boolean isEpoch(String value, int scale) {
        if (!value.matches("\\d{9,13}(\\.\\d+)?")) {
            return false;
        }
        long second = new BigDecimal(value).longValue() / scale;
        return second >= EARLIEST.atStartOfDay().toEpochSecond(ZoneOffset.UTC)
                && second < LATEST.atStartOfDay().toEpochSecond(ZoneOffset.UTC)
                && value.length() >= (scale == 1 ? 9 : 12);
    }

    private static boolean fits(String pattern, String value) {
        try {
            long micros = new LocalTimes(List.of(pattern), ZoneOffset.UTC).micros(value, "");
            int year = LocalClock.instant(micros).atOffset(ZoneOffset.UTC).getYear();
            return year >= 1900 && year <= 2100;
        } catch (BadValue _) {
            return false;
        }
    }
}

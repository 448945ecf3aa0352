package dev.limner.source;

import dev.limner.history.LocalClock;
import dev.limner.source.Mapping.Time;
import dev.limner.source.Mapping.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// When what a row tells of happened, with columns resolved to places; in microseconds since 1970.
sealed interface RowTime {
    long micros(List<String> fields) throws BadValue;

    /// A local time written in one or several columns, which are joined by a blank.
    record Written(List<Integer> columns, String name, LocalTimes times) implements RowTime {
        @Override
        public long micros(List<String> fields) throws BadValue {
            String text = columns.size() == 1
                    ? fields.get(columns.getFirst())
                    : columns.stream().map(fields::get).collect(Collectors.joining(" "));
            return times.micros(text, name);
        }
    }

    /// A number of days or weeks since a local date: midnights of the calendar, plus what is left of a day.
    record Days(int column, String name, int length, LocalDate from, ZoneId zone) implements RowTime {
        @Override
        public long micros(List<String> fields) throws BadValue {
            BigDecimal days = Fields.number(fields.get(column), name).multiply(BigDecimal.valueOf(length));
            BigDecimal whole = days.setScale(0, RoundingMode.FLOOR);
            if (whole.abs().compareTo(BigDecimal.valueOf(FARTHEST_DAYS)) > 0) {
                throw new BadValue(name);
            }
            long rest = days.subtract(whole)
                    .multiply(BigDecimal.valueOf(LocalClock.MICROS_PER_DAY))
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValue();
            return LocalClock.micros(from.plusDays(whole.longValue())
                    .atStartOfDay()
                    .plusNanos(rest * 1000)
                    .atZone(zone)
                    .toInstant());
        }
    }

    /// A number of exact units since an instant.
    record Elapsed(int column, String name, BigDecimal unitMicros, long from) implements RowTime {
        @Override
        public long micros(List<String> fields) throws BadValue {
            BigDecimal micros =
                    Fields.number(fields.get(column), name).multiply(unitMicros).setScale(0, RoundingMode.HALF_EVEN);
            if (micros.abs().compareTo(FARTHEST_MICROS) > 0) {
                throw new BadValue(name);
            }
            return from + micros.longValueExact();
        }
    }

    /// The same instant for every row.
    record Always(long at) implements RowTime {
        @Override
        public long micros(List<String> fields) {
            return at;
        }
    }

    /// Eight thousand years: what lies farther off is no time of an event.
    int FARTHEST_DAYS = 8000 * 365;

    BigDecimal FARTHEST_MICROS =
            BigDecimal.valueOf(FARTHEST_DAYS).multiply(BigDecimal.valueOf(LocalClock.MICROS_PER_DAY));

    /// The time of the mapping; `place` resolves a column's name.
    static RowTime of(Time time, ZoneId zone, ToIntFunction<String> place) {
        if (time.constant() != null) {
            return new Always(start(time.constant(), zone));
        }
        List<String> names = Objects.requireNonNull(time.column());
        List<Integer> columns = names.stream().map(place::applyAsInt).toList();
        if (time.pattern() != null) {
            return new Written(columns, String.join(" ", names), new LocalTimes(time.pattern(), zone));
        }
        return counted(columns.getFirst(), names.getFirst(), Objects.requireNonNull(time.unit()), time.from(), zone);
    }

    private static RowTime counted(int column, String name, Unit unit, @Nullable String from, ZoneId zone) {
        return switch (unit) {
            case DAYS, WEEKS ->
                new Days(
                        column,
                        name,
                        unit == Unit.WEEKS ? 7 : 1,
                        from == null ? LocalDate.EPOCH : LocalDate.parse(from),
                        zone);
            case HOURS -> elapsed(column, name, LocalClock.MICROS_PER_HOUR, from, zone);
            case MINUTES -> elapsed(column, name, LocalClock.MICROS_PER_HOUR / 60, from, zone);
            case SECONDS -> elapsed(column, name, LocalClock.MICROS_PER_SECOND, from, zone);
            case MILLIS -> elapsed(column, name, 1000, from, zone);
            case MICROS -> elapsed(column, name, 1, from, zone);
        };
    }

    private static Elapsed elapsed(int column, String name, long micros, @Nullable String from, ZoneId zone) {
        return new Elapsed(column, name, BigDecimal.valueOf(micros), from == null ? 0 : start(from, zone));
    }

    /// The beginning of a local date, or an instant.
    private static long start(String text, ZoneId zone) {
        return LocalClock.micros(
                text.length() > "2011-12-10".length()
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDate.parse(text).atStartOfDay(zone).toInstant());
    }
}

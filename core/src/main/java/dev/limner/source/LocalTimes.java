package dev.limner.source;

import dev.limner.history.LocalClock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Local times of one pattern and zone as microseconds since 1970. A pattern without a time means midnight.
///
/// There is no 30 February and no 24:00: what the calendar does not have is a bad value, not a neighbour.
/// A local time that a change of the clock skips moves forward by the gap; one that it repeats is the earlier.
final class LocalTimes {
    private final DateTimeFormatter format;
    private final ZoneId zone;
    private @Nullable String last;
    private long lastMicros;

    LocalTimes(String pattern, ZoneId zone) {
        this.format = new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
        this.zone = zone;
    }

    /// The instant; neighbouring rows often bear the same time, so the last one is remembered.
    long micros(String text, String column) throws BadValue {
        if (!text.equals(last)) {
            try {
                TemporalAccessor parsed = format.parseBest(text, LocalDateTime::from, LocalDate::from);
                LocalDateTime local = parsed instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(parsed);
                lastMicros = LocalClock.micros(local.atZone(zone).toInstant());
                last = text;
            } catch (DateTimeParseException e) {
                throw new BadValue(column);
            }
        }
        return lastMicros;
    }
}

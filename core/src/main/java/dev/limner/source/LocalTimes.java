package dev.limner.source;

import dev.limner.history.LocalClock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/// Local times of one pattern and zone as microseconds since 1970. A pattern without a time means midnight.
///
/// A local time that a change of the clock skips moves forward by the gap; one that it repeats is the earlier.
final class LocalTimes {
    private final DateTimeFormatter format;
    private final ZoneId zone;
    private String last = "";
    private long lastMicros;

    LocalTimes(String pattern, ZoneId zone) {
        this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
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

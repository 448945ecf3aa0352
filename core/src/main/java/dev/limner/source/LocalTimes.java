package dev.limner.source;

import dev.limner.history.LocalClock;
import java.text.ParsePosition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Local times of one zone, written after one of some patterns, as microseconds since 1970.
///
/// A pattern without a time of day means midnight; one with an offset from UTC goes by that. The first
/// pattern that fits a text counts. There is no 30 February and no 24:00: what the calendar does not have
/// is a bad value, not a neighbour. A local time that a change of the clock skips moves forward by the gap;
/// one that it repeats is the earlier.
final class LocalTimes {
    private final List<DateTimeFormatter> formats;
    private final ZoneId zone;
    private @Nullable String last;
    private long lastMicros;

    LocalTimes(List<String> patterns, ZoneId zone) {
        this.formats = patterns.stream().map(LocalTimes::format).toList();
        this.zone = zone;
    }

    private static DateTimeFormatter format(String pattern) {
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /// The instant; neighbouring rows often bear the same time, so the last one is remembered.
    long micros(String text, String column) throws BadValue {
        if (!text.equals(last)) {
            Instant instant = null;
            for (int i = 0; instant == null && i < formats.size(); i++) {
                instant = instant(formats.get(i), text);
            }
            if (instant == null) {
                throw new BadValue(column);
            }
            lastMicros = LocalClock.micros(instant);
            last = text;
        }
        return lastMicros;
    }

    /// The instant; null where the text is not written so.
    private @Nullable Instant instant(DateTimeFormatter format, String text) {
        ParsePosition position = new ParsePosition(0);
        // most texts fit at once; one that does not is no reason to make an exception for every row
        if (format.parseUnresolved(text, position) == null || position.getIndex() != text.length()) {
            return null;
        }
        try {
            return switch (format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
                case OffsetDateTime exact -> exact.toInstant();
                case LocalDateTime local -> local.atZone(zone).toInstant();
                case TemporalAccessor day ->
                    LocalDate.from(day).atStartOfDay(zone).toInstant();
            };
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}

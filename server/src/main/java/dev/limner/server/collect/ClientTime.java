package dev.limner.server.collect;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a client's clock says, and by how much it is wrong.
///
/// The client notes when it sends. By how much that differs from the arrival, its clock is wrong, if by more than
/// [#TOLERANCE]: less is the way through the net, and events that a server sends are left as it said.
///
/// @param received when the delivery arrived
/// @param wrong what to add to the client's times
record ClientTime(Instant received, Duration wrong) {
    /// What passes for the way through the net.
    static final Duration TOLERANCE = Duration.ofSeconds(5);
    /// How far in the future an event may lie and be taken as of its arrival.
    private static final Duration FUTURE = Duration.ofDays(1);

    private static final long LEAST_MILLIS = 100_000_000_000L;
    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .toFormatter();
    private static final Pattern OFFSET = Pattern.compile("(?:GMT|UTC)?([+-]\\d{2}):?(\\d{2})");

    /// When something happened.
    ///
    /// @param assumed whether the client did not say, so that the arrival was taken
    record When(Instant at, boolean assumed) {}

    /// @param sentAt by the client's clock; null where it does not say
    static ClientTime of(Instant received, @Nullable Instant sentAt) {
        Duration wrong = sentAt == null ? Duration.ZERO : Duration.between(sentAt, received);
        return new ClientTime(received, wrong.abs().compareTo(TOLERANCE) <= 0 ? Duration.ZERO : wrong);
    }

    /// When an event with that time happened; never later than it arrived.
    When when(@Nullable Instant said) throws Fault {
        if (said == null) {
            return new When(received, true);
        }
        Instant at = said.plus(wrong);
        if (at.isAfter(received.plus(FUTURE))) {
            throw new Fault("future_time", said.toString());
        }
        if (at.isBefore(Instant.EPOCH)) {
            throw new Fault("ancient_time", said.toString());
        }
        return new When((at.isAfter(received) ? received : at).truncatedTo(ChronoUnit.MICROS), false);
    }

    /// The time of that name: ISO 8601, or seconds or milliseconds since 1970; null where it is absent.
    ///
    /// @param zone of texts that name none
    static @Nullable Instant said(JsonNode event, String name, @Nullable ZoneId zone) throws Fault {
        JsonNode value = event.path(name);
        if (value.isNumber()) {
            return number(value, name);
        }
        String text = Tree.text(value);
        if (text == null) {
            return null;
        }
        try {
            TemporalAccessor parsed = TEXT.parse(text);
            LocalDate date = LocalDate.from(parsed);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneId own = parsed.query(TemporalQueries.offset());
            ZoneId where = own != null ? own : zone == null ? ZoneOffset.UTC : zone;
            return bounded(
                    date.atTime(time == null ? LocalTime.MIDNIGHT : time)
                            .atZone(where)
                            .toInstant(),
                    name,
                    text);
        } catch (DateTimeException e) {
            throw new Fault("bad_time", name + " " + text);
        }
    }

    private static Instant number(JsonNode value, String name) throws Fault {
        double number = value.doubleValue();
        double millis = Math.abs(number) >= LEAST_MILLIS ? number : number * 1000;
        if (!(Math.abs(millis) < 1e15)) {
            throw new Fault("bad_time", name);
        }
        return bounded(Instant.ofEpochMilli(Math.round(millis)), name, value.toString());
    }

    private static Instant bounded(Instant instant, String name, String text) throws Fault {
        if (Math.abs((double) instant.getEpochSecond()) > 1e12) {
            throw new Fault("bad_time", name + " " + text);
        }
        return instant;
    }

    /// The time of that name, without complaint where it is none: for what only corrects.
    static @Nullable Instant hinted(JsonNode event, String name) {
        try {
            return said(event, name, null);
        } catch (Fault e) {
            return null;
        }
    }

    /// A zone as clients name it: `Asia/Shanghai`, `+08:00`, `GMT+0800`; null where it is none.
    static @Nullable String zone(@Nullable String name) {
        if (name == null) {
            return null;
        }
        Matcher offset = OFFSET.matcher(name);
        try {
            return offset.matches()
                    ? ZoneId.of(offset.group(1) + ":" + offset.group(2)).getId()
                    : ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// The zone of an offset as JavaScript gives it: minutes that UTC is ahead, so -480 in China.
    static @Nullable String zoneOfMinutesWest(JsonNode minutes) {
        if (!minutes.isIntegralNumber() || !minutes.canConvertToInt() || Math.abs(minutes.intValue()) > 18 * 60) {
            return null;
        }
        return ZoneOffset.ofTotalSeconds(-60 * minutes.intValue()).getId();
    }

    static @Nullable ZoneId zoneId(@Nullable String zone) {
        return zone == null ? null : ZoneId.of(zone);
    }
}

package dev.limner.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long something is kept, in whole hours or in days of 24 hours: `24 hours`, `90 days`.
///
/// What is kept for days leaves at the beginning of the local day in which it would grow too old, what is
/// kept for hours at the beginning of the hour: a little early, never late.
public record Keep(int count, boolean inDays) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})\\s*(hours?|days?)");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Keep parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || Integer.parseInt(form.group(1)) == 0) {
            throw UserProblem.of(Code.BAD_KEEP, text);
        }
        return new Keep(Integer.parseInt(form.group(1)), form.group(2).startsWith("day"));
    }

    @JsonValue
    public String text() {
        return count + (inDays ? " day" : " hour") + (count == 1 ? "" : "s");
    }

    /// Its length.
    public Duration duration() {
        return inDays ? Duration.ofDays(count) : Duration.ofHours(count);
    }

    /// What happened before this instant is too old now, or will be before the day (the hour) is over.
    public Instant cutoff(Instant now, ZoneId zone) {
        Instant end = inDays
                ? now.atZone(zone)
                        .toLocalDate()
                        .plusDays(1)
                        .atTime(LocalTime.MIN)
                        .atZone(zone)
                        .toInstant()
                : now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        return end.minus(duration());
    }
}

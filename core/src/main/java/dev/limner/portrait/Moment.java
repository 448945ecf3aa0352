package dev.limner.portrait;

import dev.limner.engine.Scope;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// The instant a portrait speaks of, with the local date that its "days since" count from.
///
/// @param micros the last microsecond whose events count
/// @param day the local date, as days since 1970-01-01
public record Moment(long micros, int day, LocalClock clock) implements Serializable {
    /// The instant itself: events at it count.
    public static Moment at(Instant instant, LocalClock clock) {
        long micros = LocalClock.micros(instant);
        return new Moment(micros, clock.day(micros), clock);
    }

    /// The beginning of a local date: everything before it counts and nothing of the date itself,
    /// which is nevertheless the date that days are counted from.
    public static Moment before(LocalDate date, LocalClock clock) {
        long start = LocalClock.micros(date.atStartOfDay(clock.zone()).toInstant());
        return new Moment(start - 1, (int) date.toEpochDay(), clock);
    }

    /// The instant that conditions are asked as of, in microseconds: the last that counts, or the beginning
    /// of the
    /// local
    /// date that days are counted from, just before anything happens on it.
    public long asked() {
        return clock.day(micros) == day ? micros : micros + 1;
    }

    /// The last instant whose events count.
    public Instant instant() {
        return LocalClock.instant(micros);
    }

    public LocalDate date() {
        return LocalDate.ofEpochDay(day);
    }

    /// Everybody, with everything known today of the time up to this moment.
    public Scope scope() {
        return Scope.asOf(instant());
    }

    /// The moment so many local days earlier, at the same local time.
    public Moment daysEarlier(int days) {
        long earlier = LocalClock.micros(
                instant().atZone(clock.zone()).minus(days, ChronoUnit.DAYS).toInstant());
        return new Moment(earlier, day - days, clock);
    }

    /// How many events of `history` had happened.
    public int events(History history) {
        int size = history.size();
        while (size > 0 && history.at(size - 1) > micros) {
            size--;
        }
        return size;
    }
}

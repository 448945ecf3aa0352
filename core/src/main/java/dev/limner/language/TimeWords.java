package dev.limner.language;

import dev.limner.language.Expr.Point;
import dev.limner.language.Expr.Unit;
import dev.limner.language.Expr.Window;
import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Windows, points in time and durations as parts of sentences.
record TimeWords(Phrases phrases) {

    /// Where it stands within an English sentence there is a blank before; nothing where there is no window.
    Words window(@Nullable Window window) {
        return switch (window) {
            case null -> phrases.say("nothing");
            case Window.Last(var count, var unit) when count == 1 -> phrases.say("window_last_one_" + lower(unit));
            case Window.Last(var count, var unit) -> phrases.say("window_last", span(count, unit));
            case Window.Calendar(var previous, var unit) ->
                phrases.say((previous ? "window_previous_" : "window_this_") + lower(unit));
            case Window.Between(var from, var to) -> phrases.say("window_between", point(from), point(to));
            case Window.Before(Point.Ago(var count, var unit)) -> phrases.say("window_before_ago", span(count, unit));
            case Window.Before(var end) -> phrases.say("window_before", point(end));
            case Window.From(var start) -> phrases.say("window_since", point(start));
        };
    }

    Words point(Point point) {
        return switch (point) {
            case Point.Day(var date) -> phrases.say("date", date);
            case Point.At(var time, var offset) -> time(time, offset);
            case Point.Ago(var count, var unit) -> phrases.say("ago", span(count, unit));
        };
    }

    /// `on 1 January 2026`
    Words at(Point point) {
        return switch (point) {
            case Point.Day _ -> phrases.say("at_day", point(point));
            case Point.At _ -> phrases.say("at_time", point(point));
            case Point.Ago _ -> point(point);
        };
    }

    Words time(LocalDateTime time, @Nullable ZoneOffset offset) {
        Words date = phrases.say("date", time.toLocalDate());
        String clock = time.toLocalTime().toString();
        return offset == null
                ? phrases.say("time", date, clock)
                : phrases.say("time_offset", date, clock, offset.getTotalSeconds() == 0 ? "" : offset.toString());
    }

    Words span(long count, Unit unit) {
        return phrases.say("span_" + lower(unit), count);
    }

    /// The unit alone: `week`
    Words unit(Unit unit) {
        return phrases.say("unit_" + lower(unit));
    }

    private static String lower(Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }
}

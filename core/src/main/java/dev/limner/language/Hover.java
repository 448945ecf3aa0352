package dev.limner.language;

import dev.limner.language.Expr.Aggregate;
import dev.limner.language.Expr.EventSet;
import dev.limner.language.Expr.Window;
import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Explains single nodes: one sentence on what a node is, another on its window where it has one.
final class Hover {
    private Hover() {}

    static Words of(Expr node, Glossary glossary) {
        return switch (node) {
            case Expr.Decimal _ -> say("number");
            case Expr.Text _ -> say("text");
            case Expr.Bool _ -> say("truth");
            case Expr.Date _ -> say("date");
            case Expr.Timestamp(var _, var offset) -> say(offset == null ? "time" : "time_offset");
            case Expr.Span _ -> say("span");
            case Expr.Length _ -> say("length");
            case Expr.Weekday _ -> say("day");
            case Expr.Place _ -> say("coordinates");
            case Expr.Name(var name) -> say("name", glossary.name(name));
            case Expr.Score(var model) -> say("score", Quoting.bareOrQuoted(model));
            case Expr.InSegment(var _, var at) -> say(at == null ? "in_segment" : "was_in_segment");
            case Expr.Crossed(var crossing, var _, var window) -> windowed(say(lower(crossing)), window);
            case Expr.Consents(var _, var channel) -> say(channel == null ? "consents" : "consents_by");
            case Expr.Standing(var kind, var _, var _) -> say(lower(kind));
            case Expr.Exists(var any, var set) -> about(say(any ? "any" : "no"), set);
            case Aggregate(var fold, var set, var property, var halfLife) -> {
                String instant =
                        property == null && (fold == Expr.Fold.FIRST || fold == Expr.Fold.LAST) ? "_instant" : "";
                Words folded = say("fold_" + lower(fold) + instant);
                yield about(halfLife == null ? folded : joined(folded, say("half_life")), set);
            }
            case Expr.LastAll(var count, var events, var _) -> about(say("last_all", count), events);
            case Expr.ForAny(var property, var _) -> say("for_any", glossary.property(property));
            case Expr.Trend _ -> say("trend");
            case Expr.Since(var days, var _) -> say(days ? "days_since" : "time_since");
            case Expr.LocalHour() -> say("local_hour");
            case Expr.LocalWeekday() -> say("local_weekday");
            case Expr.LastPlace() -> say("last_place");
            case Expr.EventPlace() -> say("event_place");
            case Expr.Distance _ -> say("distance");
            case Expr.CustomerZone _ -> say("zone");
            case Expr.And _ -> say("and");
            case Expr.Or _ -> say("or");
            case Expr.Not _ -> say("not");
            case Expr.Compare _ -> say("compare");
            case Expr.Between _ -> say("between");
            case Expr.OneOf(var _, var negated, var _) -> say(negated ? "none_of" : "one_of");
            case Expr.Contains _ -> say("contains");
            case Expr.Like _ -> say("like");
            case Expr.IsKnown(var _, var known) -> say(known ? "known" : "missing");
            case Expr.Arithmetic(var _, var sign, var _) ->
                say(sign == Expr.Sign.DIVIDED_BY ? "divided" : "arithmetic");
            case Expr.Negative _ -> say("negative");
        };
    }

    /// What a window spans.
    static Words window(Window window) {
        return windowed(null, window);
    }

    /// What events are, and their window.
    static Words window(@Nullable Window window, String key) {
        return windowed(say(key), window);
    }

    private static Words about(Words what, EventSet set) {
        Words of = set instanceof Expr.Sequence ? joined(what, say("sequence")) : what;
        return windowed(of, set.window());
    }

    private static Words windowed(@Nullable Words what, @Nullable Window window) {
        return switch (window) {
            case null -> what == null ? Reading.say("nothing") : what;
            case Window.Last(var _, var unit) ->
                joined(what, say(unit.compareTo(Expr.Unit.WEEK) <= 0 ? "window_last" : "window_last_calendar"));
            case Window.Calendar(var previous, var _) ->
                joined(what, say(previous ? "window_previous" : "window_this"));
            case Window.Between _ -> joined(what, say("window_between"));
            case Window.Before _ -> joined(what, say("window_before"));
            case Window.From _ -> joined(what, say("window_since"));
        };
    }

    private static Words joined(@Nullable Words first, Words second) {
        return first == null ? second : Phrases.together(List.of(first, Reading.say("hover_gap"), second));
    }

    private static Words say(String key, Object... arguments) {
        return Reading.say("hover_" + key, arguments);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

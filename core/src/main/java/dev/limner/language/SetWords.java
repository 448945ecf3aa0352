package dev.limner.language;

import dev.limner.language.Expr.EventSet;
import dev.limner.language.Expr.Events;
import dev.limner.language.Expr.Step;
import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A set of events as parts of sentences.
///
/// @param where with its brackets or its "with"; empty where there is no condition
/// @param window empty where there is none
record SetWords(Deed deed, Words where, Words window) {

    /// The places of phrases about sets: `{0}` did, `{1}` the many, `{2}` where, `{3}` window, `{4}` the
    /// one, `{5}` and
    /// `{6}`
    /// as the phrase needs.
    Words say(Phrases phrases, String key, Object... more) {
        List<Object> places = new ArrayList<>(List.of(deed.did(), deed.many(), where, window, deed.one()));
        places.addAll(List.of(more));
        return phrases.say(key, places.toArray());
    }

    /// Reads sets of events; `reading` reads their conditions.
    record Reader(Reading reading, Glossary glossary, Phrases phrases, TimeWords times) {

        SetWords read(EventSet set) {
            return switch (set) {
                case Events(var type, var where, var window) ->
                    new SetWords(Deed.of(type, glossary, phrases), where(where), times.window(window));
                case Expr.Sequence sequence -> {
                    Words steps = steps(sequence);
                    Deed deed = new Deed(
                            phrases.say("sequence_did", steps),
                            phrases.say("sequence_do", steps),
                            phrases.say("sequence_one", steps),
                            phrases.say("sequence_many", steps));
                    yield new SetWords(deed, phrases.say("nothing"), times.window(sequence.window()));
                }
            };
        }

        /// viewed and then, within 3 days, visited
        Words steps(Expr.Sequence sequence) {
            List<Words> parts = new ArrayList<>();
            for (Step step : sequence.steps()) {
                SetWords events = read(step.events());
                Words deed = events.say(phrases, "step");
                Words timely = step.within() == null
                        ? phrases.say(parts.isEmpty() ? "step_first" : "step_next", deed)
                        : phrases.say(
                                parts.isEmpty() ? "step_first_within" : "step_next_within",
                                deed,
                                times.span(step.within().amount(), step.within().unit()));
                parts.add(timely);
                step.without().forEach(events2 -> parts.add(read(events2).say(phrases, "step_without")));
            }
            return Phrases.together(parts);
        }

        private Words where(@Nullable Expr where) {
            return switch (where) {
                case null -> phrases.say("nothing");
                case Expr.Compare(Expr.Name name, var operator, var value)
                when operator == Expr.Operator.EQUAL && isPlain(value) ->
                    phrases.say(
                            "with", glossary.property(name.name()), reading.choice(name, value, Reading.Style.EVENT));
                case Expr other -> phrases.say("where", reading.condition(other, Reading.Style.EVENT));
            };
        }

        private static boolean isPlain(Expr value) {
            return value instanceof Expr.Text || value instanceof Expr.Decimal || value instanceof Expr.Date;
        }
    }
}

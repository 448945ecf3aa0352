package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.problem.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tag's value as a function of one history and a moment. Keeps no state: many threads share one formula.
public non-sealed interface HistoryFormula extends Formula {
    /// The event types and properties looked at.
    Needs needs();

    /// The value as [Tag.Type] says (a text as the history's code), or [History#MISSING].
    /// Events after the moment do not exist.
    long value(History history, Moment moment);

    /// The indices of the events that count: only these, and the value would be the same.
    int[] counted(History history, Moment moment);

    /// An instant after the moment, in microseconds, up to which the value stays without a new event; it
    /// may stay
    /// longer.
    /// Here the next local midnight, as for what counts days.
    default long changesAt(History history, Moment moment) {
        return LocalClock.micros(
                moment.date().plusDays(1).atStartOfDay(moment.clock().zone()).toInstant());
    }

    /// What the numbers were, in one sentence, given the local dates of the events that counted; null where the
    /// definition and the value say it all.
    default @Nullable Words reason(int[] countedDays, Moment moment) {
        return null;
    }

    /// The settings in force, for people to see.
    default List<Parameter> settings() {
        return List.of();
    }
}

package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events that a formula looks at: of one type or of any, not of an excepted kind, within the last so many
/// days.
///
/// @param type null for events of any type
/// @param kind the property whose text `exceptKind` leaves an event out; null where none does
/// @param lastDays the window (t - lastDays * 24 h, t]; 0 for all time
record Selection(
        Needs needs, @Nullable EventType type, @Nullable Property kind, String exceptKind, int lastDays)
        implements Serializable {
    static final List<String> OPTIONS = List.of("event", "except_kind", "last_days");

    /// The selection that options describe: `event` (or `any`), `except_kind`, `last_days`.
    ///
    /// @throws dev.limner.problem.UserProblem where the plan has no such event type
    static Selection of(TagOptions options, TrackingPlan plan) {
        String event = options.needed("event");
        int lastDays = options.whole("last_days", 0);
        if (event.equals("any")) {
            return new Selection(new Needs(plan.types(), List.of()), null, null, "", lastDays);
        }
        EventType type = plan.type(event);
        String exceptKind = options.text("except_kind", "");
        Property kind = exceptKind.isEmpty() ? null : plan.property(type, "kind");
        Needs needs = new Needs(List.of(type), kind == null ? List.of() : List.of(kind));
        return new Selection(needs, type, kind, exceptKind, lastDays);
    }

    int next(History history, Moment moment, int previous) {
        return next(history, moment.micros(), previous);
    }

    /// The next selected event up to `end` after the event `previous` (-1 to begin), or -1.
    int next(History history, long end, int previous) {
        long after = lastDays == 0 ? Long.MIN_VALUE : end - lastDays * LocalClock.MICROS_PER_DAY;
        for (int event = previous + 1; event < history.size() && history.at(event) <= end; event++) {
            if (history.at(event) > after && selects(history, event)) {
                return event;
            }
        }
        return -1;
    }

    /// The last selected event, or -1.
    int last(History history, Moment moment) {
        long after = lastDays == 0 ? Long.MIN_VALUE : moment.micros() - lastDays * LocalClock.MICROS_PER_DAY;
        for (int event = moment.events(history) - 1; event >= 0 && history.at(event) > after; event--) {
            if (selects(history, event)) {
                return event;
            }
        }
        return -1;
    }

    /// The next instant after the moment at which an event leaves one of so many windows, each before the
    /// other.
    long changesAt(History history, Moment moment, int windows) {
        long next = Long.MAX_VALUE;
        for (int event = 0; event < history.size() && history.at(event) <= moment.micros(); event++) {
            for (int window = 1; window <= windows; window++) {
                long leaves = history.at(event) + (long) window * lastDays * LocalClock.MICROS_PER_DAY;
                next = leaves > moment.micros() ? Math.min(next, leaves) : next;
            }
        }
        return lastDays == 0 ? Long.MAX_VALUE : next;
    }

    /// All of them.
    int[] all(History history, Moment moment) {
        int[] events = new int[history.size()];
        int size = 0;
        for (int event = next(history, moment, -1); event >= 0; event = next(history, moment, event)) {
            events[size++] = event;
        }
        return Arrays.copyOf(events, size);
    }

    /// The local dates with a selected event, ascending and each once.
    int[] days(History history, Moment moment) {
        int[] days = new int[history.size()];
        int size = 0;
        for (int event = next(history, moment, -1); event >= 0; event = next(history, moment, event)) {
            int day = moment.clock().day(history.at(event));
            if (size == 0 || days[size - 1] != day) {
                days[size++] = day;
            }
        }
        return Arrays.copyOf(days, size);
    }

    private boolean selects(History history, int event) {
        if (type != null && !history.is(type, event)) {
            return false;
        }
        if (kind == null) {
            return true;
        }
        long code = history.value(kind, event);
        return code == History.MISSING || !history.text(code).equals(exceptKind);
    }
}

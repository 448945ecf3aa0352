package dev.limner.language.plan;

import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where customers live, by the clock: the zone of the latest event that has one, else the trait
/// `time_zone`, else the
/// workspace's.
final class Zones {
    static final String TRAIT = "time_zone";

    private final @Nullable Property zone;
    private final @Nullable Textual trait;
    private final LocalClock workspace;
    private final Map<String, LocalClock> clocks = new HashMap<>();

    Zones(@Nullable Property zone, @Nullable Textual trait, LocalClock workspace) {
        this.zone = zone;
        this.trait = trait;
        this.workspace = workspace;
    }

    LocalClock clock(Frame frame) {
        int event = event(frame);
        if (event >= 0 && zone != null) {
            return named(frame.history().text(frame.history().value(zone, event)));
        }
        String told = trait == null ? null : trait.text(frame);
        return told == null ? workspace : named(told);
    }

    /// The clock of an event's own zone; null where it has none.
    @Nullable
    LocalClock clockOf(History history, int event) {
        return zone == null || !history.has(zone, event) ? null : named(history.text(history.value(zone, event)));
    }

    /// Whether the last event of the history may tell of another zone than was known without it, at whatever
    /// instant.
    boolean isTurnedBy(Frame frame, int last) {
        History history = frame.history();
        if (zone == null || !history.has(zone, last)) {
            return trait != null && history.type(last) == traitType();
        }
        long told = history.value(zone, last);
        long since = frame.visible(last);
        for (int e = last - 1; e >= 0; e--) {
            if (history.has(zone, e)) {
                if (history.value(zone, e) != told) {
                    return true;
                }
                if (frame.visible(e) <= since) {
                    return false;
                }
            }
        }
        return true;
    }

    private int traitType() {
        return switch (trait) {
            case Texts.End end -> end.of().base().type();
            case Texts.Trusted trusted -> trusted.trait().of().base().type();
            case null -> Occurrences.Base.ANY;
            case Textual _ -> Occurrences.Base.ANY;
        };
    }

    /// Cites what tells the customer's zone.
    void cite(Frame frame, Citation citation) {
        int event = event(frame);
        if (event >= 0) {
            citation.add(event);
        } else if (trait != null) {
            trait.cite(frame, citation);
        }
    }

    private int event(Frame frame) {
        if (zone == null) {
            return -1;
        }
        for (int i = frame.size() - 1; i >= 0; i--) {
            if (frame.history().value(zone, frame.universe()[i]) != History.MISSING) {
                return frame.universe()[i];
            }
        }
        frame.evaluation().miss();
        return -1;
    }

    /// A name that is no zone counts as none told.
    private LocalClock named(String name) {
        return clocks.computeIfAbsent(name, text -> {
            try {
                return new LocalClock(ZoneId.of(text));
            } catch (DateTimeException e) {
                return workspace;
            }
        });
    }
}

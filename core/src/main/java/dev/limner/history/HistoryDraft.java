package dev.limner.history;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a history would be with more events than it has: copies of it, with events that did not happen in their
/// places.
///
/// Texts that the history does not have get codes of their own, the same in all copies. One thread at a time.
public final class HistoryDraft {
    private final History base;
    private final @Nullable Property known;
    private final List<String> lent = new ArrayList<>();
    private final Map<Text, Long> codes = new HashMap<>();

    private record Text(Property property, String text) {}

    /// An event that did not happen, known at once.
    ///
    /// @param at when it would have happened, in microseconds since 1970
    /// @param values by property, as text: the text itself, a list as [dev.limner.event.Lists] writes it, plain
    /// decimals, `true` or `false`, ISO 8601
    public record Event(EventType type, long at, Map<Property, String> values) {
        public Event {
            values = Map.copyOf(values);
        }
    }

    /// A draft over events of a history, which must stay as it is.
    ///
    /// @param events the indices of the events to keep, ascending
    /// @param known the property that says when an event was known; null where the history has none
    public HistoryDraft(History history, int[] events, @Nullable Property known) {
        this.base = history.only(events, events.length);
        this.known = known != null && base.holds(known) ? known : null;
    }

    /// The events that are kept.
    public History kept() {
        return base;
    }

    /// The kept events and some more, each in its place in the order (at, known); after those that were there.
    ///
    /// Values of properties that the history cannot hold are left out.
    ///
    /// @throws IllegalArgumentException where a value is none of its property's type
    public History with(List<Event> more) {
        int[] all = new int[base.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        History history = base.only(all, all.length, code -> code < 0 ? lent.get((int) (-1 - code)) : base.text(code));
        for (Event event : more) {
            int place = place(history, event.at());
            history.insert(place);
            history.types()[place] = event.type().ordinal();
            history.instants()[place] = event.at();
            if (known != null) {
                history.values(known)[place] = event.at();
            }
            event.values().forEach((property, text) -> {
                if (history.holds(property)) {
                    history.values(property)[place] = stored(property, text);
                }
            });
        }
        return history;
    }

    private int place(History history, long at) {
        int place = history.size();
        while (place > 0
                && (history.at(place - 1) > at || (history.at(place - 1) == at && knownAt(history, place - 1) > at))) {
            place--;
        }
        return place;
    }

    private long knownAt(History history, int event) {
        return known == null || !history.has(known, event) ? history.at(event) : history.value(known, event);
    }

    private long stored(Property property, String text) {
        try {
            return switch (property.type()) {
                case TEXT, LIST -> code(property, text);
                case NUMBER -> Double.doubleToRawLongBits(Double.parseDouble(text) + 0.0);
                case INTEGER -> new BigDecimal(text).longValueExact();
                case MONEY ->
                    new BigDecimal(text)
                            .setScale(4, RoundingMode.UNNECESSARY)
                            .unscaledValue()
                            .longValueExact();
                case BOOLEAN -> Boolean.parseBoolean(text) ? 1 : 0;
                case INSTANT -> LocalClock.micros(Instant.parse(text));
                case DATE -> LocalDate.parse(text).toEpochDay();
            };
        } catch (ArithmeticException | java.time.DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private long code(Property property, String text) {
        Text key = new Text(property, text);
        Long known = codes.get(key);
        if (known == null) {
            known = find(property, text);
            codes.put(key, known);
        }
        return known;
    }

    /// The code that the history has for the text; else one of its own, which is negative as no other code is.
    private long find(Property property, String text) {
        for (int event = 0; event < base.size(); event++) {
            long code = base.value(property, event);
            if (code != History.MISSING && base.text(code).equals(text)) {
                return code;
            }
        }
        lent.add(text);
        return -lent.size();
    }
}

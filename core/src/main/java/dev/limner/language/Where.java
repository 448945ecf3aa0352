package dev.limner.language;

import dev.limner.event.EventType;
import java.util.List;

/// Where a name stands: among the facts about a customer, or within `where` among the properties of events.
///
/// @param event as problems call the events
/// @param types of which the events are; empty for the customer, and where the event's name is not known
record Where(String event, List<EventType> types) {
    static final Where CUSTOMER = new Where("", List.of());

    Where {
        types = List.copyOf(types);
    }

    boolean isEvent() {
        return !event.isEmpty();
    }
}

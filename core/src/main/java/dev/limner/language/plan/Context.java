package dev.limner.language.plan;

import dev.limner.event.EventType;
import dev.limner.language.Checked;
import java.util.List;

/// Where an expression stands that is being compiled.
///
/// @param checked the definition it belongs to, which knows its types
/// @param types within `where`: the types of event it is about; empty elsewhere
/// @param customerZone whether windows and midnights are the customer's
/// @param part whether it is inside a `for any`
record Context(Checked checked, List<EventType> types, boolean customerZone, boolean part) {
    static Context of(Checked checked) {
        return new Context(checked, List.of(), false, false);
    }

    boolean isEvent() {
        return !types.isEmpty();
    }

    Context within(List<EventType> events) {
        return new Context(checked, events, customerZone, part);
    }

    Context ofCustomerZone() {
        return new Context(checked, types, true, part);
    }

    Context ofPart() {
        return new Context(checked, types, customerZone, true);
    }
}

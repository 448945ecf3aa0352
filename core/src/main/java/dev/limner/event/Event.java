package dev.limner.event;

import java.time.Instant;
import java.util.List;

/// One event as people see it: with its values as text, in the order of the plan.
public record Event(String id, EventType type, Instant at, String source, List<Value> values) {
    /// A property and its value: numbers plain, money with four decimals, instants and dates in ISO 8601,
    /// lists with `; ` between their texts.
    public record Value(Property property, String text) {}
}

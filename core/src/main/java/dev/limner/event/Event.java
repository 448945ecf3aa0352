package dev.limner.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event as people see it: with its values as text, in the order of the plan.
///
/// @param changed what cleaning and mending did to the row that it came from
public record Event(String id, EventType type, Instant at, String source, List<Value> values, List<Changed> changed) {
    /// A property and its value: numbers plain, money with four decimals, instants and dates in ISO 8601,
    /// lists with `; ` between their texts.
    public record Value(Property property, String text) {}

    /// A field of the row that is not as it stood.
    ///
    /// @param property the name of the event's property that the column gives; null where it is not known
    /// @param raw the field as it stood
    /// @param rule the mending rule that changed it or holds it suspect; null where cleanings changed it
    /// @param value what it was made; null where it is not told or only suspect
    /// @param evidence the column that outweighed it
    /// @param reads what that column says
    /// @param suspect why the value is suspect; null where it was changed
    public record Changed(
            String column,
            @Nullable String property,
            String raw,
            @Nullable String rule,
            @Nullable String value,
            @Nullable String evidence,
            @Nullable String reads,
            @Nullable String suspect) {}
}

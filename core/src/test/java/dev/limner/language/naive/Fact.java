package dev.limner.language.naive;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that happened to a customer.
///
/// @param values by property: a String, BigDecimal (money), Long, Double, Boolean, Instant, LocalDate or list
/// of Strings
public record Fact(
        Instant at,
        Instant known,
        String id,
        String type,
        @Nullable String zone,
        String source,
        Map<String, Object> values) {
    /// The order of events: by when they happened, when they were known, and their id.
    public static final Comparator<Fact> ORDER =
            Comparator.comparing(Fact::at).thenComparing(Fact::known).thenComparing(Fact::id);

    public Fact {
        values = Map.copyOf(values);
    }

    /// The value of a property as the event has it; null where it has none.
    @Nullable
    Object raw(String property) {
        return property.equals("source") ? source : values.get(property);
    }

    /// The value of a property as expressions see it: every number a decimal.
    @Nullable
    Object value(String property) {
        Object raw = raw(property);
        return switch (raw) {
            case null -> null;
            case Long whole -> new java.math.BigDecimal(whole);
            case Double number -> java.math.BigDecimal.valueOf(number);
            case List<?> list -> list.stream().map(String::valueOf).toList();
            default -> raw;
        };
    }

    /// Where it happened; null without both coordinates.
    @Nullable
    Spot place() {
        return values.get("latitude") instanceof Double latitude && values.get("longitude") instanceof Double longitude
                ? new Spot(latitude, longitude)
                : null;
    }
}

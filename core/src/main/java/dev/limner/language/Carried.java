package dev.limner.language;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The properties that events of some types carry.
public final class Carried {
    private Carried() {}

    /// What any of them carries, each once.
    public static List<Property> by(List<EventType> types) {
        return types.stream()
                .flatMap(type -> type.properties().stream())
                .distinct()
                .toList();
    }

    /// The property of that name that one of the types carries, or that every event has; null where there
    /// is none.
    public static @Nullable Property property(TrackingPlan plan, List<EventType> types, String name) {
        return by(types).stream()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .orElseGet(() -> name.equals("source") ? plan.source() : null);
    }
}

package dev.limner.engine.duckdb;

import dev.limner.engine.Needs;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import java.util.List;
import java.util.stream.IntStream;

/// The properties that a scan gives, and which of them each type of event can have: the others are missing
/// and need not
/// be looked at.
final class Carriage {
    private static final int[] NOTHING = {};

    private final List<Property> properties;
    private final int[][] byType;
    private final int most;

    private Carriage(List<Property> properties, int[][] byType) {
        this.properties = properties;
        this.byType = byType;
        this.most = java.util.Arrays.stream(byType)
                .mapToInt(places -> places.length)
                .max()
                .orElse(0);
    }

    static Carriage of(Needs needs) {
        List<Property> properties = needs.properties();
        int most = needs.types().stream().mapToInt(EventType::ordinal).max().orElse(-1);
        int[][] byType = new int[most + 1][];
        java.util.Arrays.fill(byType, NOTHING);
        for (EventType type : needs.types()) {
            byType[type.ordinal()] = IntStream.range(0, properties.size())
                    .filter(place -> has(type, properties.get(place)))
                    .toArray();
        }
        return new Carriage(properties, byType);
    }

    private static boolean has(EventType type, Property property) {
        return BUILT_IN.contains(property.name())
                || type.properties().stream().anyMatch(carried -> carried.ordinal() == property.ordinal());
    }

    /// What every event has without declaring it.
    private static final List<String> BUILT_IN = List.of("known", "zone", "source", "id");

    List<Property> properties() {
        return properties;
    }

    /// How many properties a type has at the most.
    int most() {
        return most;
    }

    /// One more than the greatest ordinal of a type.
    int types() {
        return byType.length;
    }

    /// The places of the properties that events of a type can have.
    int[] of(int type) {
        return byType[type];
    }
}

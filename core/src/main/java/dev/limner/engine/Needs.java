package dev.limner.engine;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// What a study reads: the types of event and the properties, in the plan's order and each once.
public record Needs(List<EventType> types, List<Property> properties) implements Serializable {
    public Needs {
        types = types.stream()
                .distinct()
                .sorted((a, b) -> Integer.compare(a.ordinal(), b.ordinal()))
                .toList();
        properties = properties.stream()
                .distinct()
                .sorted((a, b) -> Integer.compare(a.ordinal(), b.ordinal()))
                .toList();
    }

    /// What is needed for all of them together.
    public static Needs union(Collection<Needs> all) {
        return new Needs(
                all.stream().flatMap(needs -> needs.types().stream()).toList(),
                all.stream().flatMap(needs -> needs.properties().stream()).toList());
    }

    /// These needs and one property more.
    public Needs and(Property... more) {
        return new Needs(
                types, Stream.concat(properties.stream(), Stream.of(more)).toList());
    }
}

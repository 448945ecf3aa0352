package dev.limner.engine;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a study reads: the types of event and the properties, in the plan's order and each once.
///
/// @param since by type the instant before which its events need not be read; absent where all are needed.
/// It is a
/// permission to skip them and no filter: a study that sets it must come to the same answer with and
/// without them, also
/// where a customer has no others and is passed over.
public record Needs(List<EventType> types, List<Property> properties, Map<EventType, Instant> since)
        implements Serializable {
    /// Bounds up to it are dropped: they would skip nothing, and not every engine can write them.
    private static final Instant YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z");

    public Needs {
        types = types.stream()
                .distinct()
                .sorted((a, b) -> Integer.compare(a.ordinal(), b.ordinal()))
                .toList();
        properties = properties.stream()
                .distinct()
                .sorted((a, b) -> Integer.compare(a.ordinal(), b.ordinal()))
                .toList();
        Set<EventType> needed = Set.copyOf(types);
        since = since.entrySet().stream()
                .filter(bound ->
                        needed.contains(bound.getKey()) && bound.getValue().isAfter(YEAR_ONE))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Needs without bounds: all events of the types.
    public Needs(List<EventType> types, List<Property> properties) {
        this(types, properties, Map.of());
    }

    /// What is needed for all of them together.
    public static Needs union(Collection<Needs> all) {
        return new Needs(
                all.stream().flatMap(needs -> needs.types().stream()).toList(),
                all.stream().flatMap(needs -> needs.properties().stream()).toList(),
                bounds(all));
    }

    /// The earliest bound of each type that is bounded wherever it is needed.
    private static Map<EventType, Instant> bounds(Collection<Needs> all) {
        Map<EventType, Instant> earliest = new HashMap<>();
        all.forEach(needs ->
                needs.since().forEach((type, bound) -> earliest.merge(type, bound, (a, b) -> a.isBefore(b) ? a : b)));
        all.forEach(needs -> needs.types().stream()
                .filter(type -> !needs.since().containsKey(type))
                .forEach(earliest::remove));
        return earliest;
    }

    /// These needs and one property more.
    public Needs and(Property... more) {
        return new Needs(
                types, Stream.concat(properties.stream(), Stream.of(more)).toList(), since);
    }
}

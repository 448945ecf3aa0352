package dev.limner.engine.duckdb;

import dev.limner.engine.Needs;
import dev.limner.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The types of event that a stretch of time can have wanted events of, by the instant from which on they
/// are wanted.
///
/// @param start of the stretch; types that are wanted from its beginning on stand under it
record WantedTypes(Instant start, SortedMap<Instant, List<EventType>> byStart) {

    /// What `needs` wants from `start` to `end` (excluded), as of an instant.
    static WantedTypes within(Needs needs, Instant start, Instant end, Instant asOf) {
        SortedMap<Instant, List<EventType>> byStart = new TreeMap<>();
        for (EventType type : needs.types()) {
            Instant bound = needs.since().getOrDefault(type, start);
            if (bound.isBefore(end) && !bound.isAfter(asOf)) {
                byStart.computeIfAbsent(bound.isAfter(start) ? bound : start, _ -> new ArrayList<>())
                        .add(type);
            }
        }
        return new WantedTypes(start, byStart);
    }

    boolean isEmpty() {
        return byStart.isEmpty();
    }

    /// The SQL that follows other conditions. What holds for all types stands by itself, so that whole row
    /// groups can
    /// be passed over.
    String condition() {
        String all =
                " AND " + in(byStart.values().stream().flatMap(List::stream).toList()) + from(byStart.firstKey());
        if (byStart.size() == 1) {
            return all;
        }
        return all
                + byStart.entrySet().stream()
                        .map(entry -> in(entry.getValue()) + from(entry.getKey()))
                        .collect(Collectors.joining(" OR ", " AND (", ")"));
    }

    private String from(Instant bound) {
        return bound.equals(start) ? "" : " AND \"at\" >= " + Sql.timestamp(bound);
    }

    private static String in(Collection<EventType> types) {
        return types.stream()
                .map(type -> Columns.literal(type.name()))
                .collect(Collectors.joining(", ", "type IN (", ")"));
    }
}

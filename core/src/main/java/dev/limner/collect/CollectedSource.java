package dev.limner.collect;

import dev.limner.collect.Message.Heading;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.identity.Customers.Identifier;
import dev.limner.source.CollectedRows;
import dev.limner.source.JsonObjects;
import dev.limner.source.Mapping;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A source whose clients send, with its mapping made ready.
record CollectedSource(Mapping mapping, CollectedRows rows, JsonObjects objects) {
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private static final Pattern OFFSET = Pattern.compile("[+-](0\\d|1[0-7]):[0-5]\\d");

    static CollectedSource of(Mapping mapping, TrackingPlan plan, Customers customers) {
        Mapping.Format format = Mapping.Format.orDetected(mapping.format());
        return new CollectedSource(
                mapping,
                new CollectedRows(mapping, plan, customers),
                new JsonObjects(format.explode() == null ? List.of() : format.explode()));
    }

    /// An identifier by the kind that the mapping gives it.
    Identifier named(Identifier identifier) {
        return new Identifier(rows.kind(identifier.kind()), identifier.value());
    }

    /// Of whom a message speaks.
    List<Identifier> about(Heading heading) {
        return heading.identifiers().stream().map(this::named).distinct().toList();
    }

    /// The zone in which a message was sent; the mapping's where the client said none that there is.
    String zone(Heading heading) {
        String zone = heading.zone();
        return zone != null && isZone(zone) ? zone : mapping.zone();
    }

    private static boolean isZone(String name) {
        return ZONES.contains(name) || OFFSET.matcher(name).matches();
    }
}

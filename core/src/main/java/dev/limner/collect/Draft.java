package dev.limner.collect;

import dev.limner.collect.Message.Heading;
import dev.limner.engine.duckdb.Arrivals;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.identity.Customers;
import dev.limner.identity.Customers.Identifier;
import dev.limner.source.CollectedRows;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink.QuarantinedRow;
import dev.limner.source.JsonObjects;
import dev.limner.source.Mapping;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Deliveries on their way to be events: mapped, told apart from what came before, in the order in which they came.
final class Draft {
    /// The source of what bears no key that is known.
    static final String UNKNOWN = "unknown";

    private static final JsonMapper JSON = JsonMapper.shared();
    /// A client's clock may be wrong by so much where it does not say what time it takes it to be.
    private static final Duration AHEAD = Duration.ofHours(24);

    private static final int MOST_SPARE = 8;
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final String TRAITS = "traits";
    private static final String LINK = "link";
    private static final String UNLINK = "unlink";
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private final TrackingPlan plan;
    private final Customers customers;
    private final Map<String, Source> sources = new HashMap<>();
    private final Duplicates duplicates;
    private final TraitMemory memory;
    private final Feed feed;
    private final List<Open> parts = new ArrayList<>();
    /// Batches of steps before, to be filled again: they are large where a plan has many properties.
    private final Deque<EventBatch> spare = new ArrayDeque<>();

    private final List<Place> order = new ArrayList<>();
    private final Map<UUID, Instant> old = new LinkedHashMap<>();
    private @Nullable Instant received;
    private final List<Parting> partings = new ArrayList<>();

    /// A source with its mapping made ready.
    private record Source(Mapping mapping, CollectedRows rows, JsonObjects objects) {}

    /// Where an event stands.
    record Place(Open part, int event, Instant received) {}

    /// That a source says that an identifier is not, or no longer, somebody's.
    ///
    /// @param from an identifier of that person; null for whoever has it
    record Parting(String source, Instant at, Identifier which, @Nullable Identifier from) {}

    /// A part that grows.
    static final class Open {
        private final String source;
        private final EventBatch events;
        private final List<String> zones = new ArrayList<>();
        private final List<QuarantinedRow> aside = new ArrayList<>();
        private final Map<Integer, Long> sightings = new HashMap<>();
        private long rows;
        private long duplicates;

        private Open(String source, EventBatch events) {
            this.source = source;
            this.events = events;
        }

        EventBatch events() {
            return events;
        }

        String source() {
            return source;
        }

        List<String> zones() {
            return zones;
        }

        private Arrivals.Part closed() {
            return new Arrivals.Part(source, events, zones, aside, rows, duplicates, sightings);
        }
    }

    Draft(
            TrackingPlan plan,
            Customers customers,
            Map<String, Mapping> mappings,
            Duplicates duplicates,
            TraitMemory memory,
            Feed feed) {
        this.memory = memory;
        this.plan = plan;
        this.customers = customers;
        this.duplicates = duplicates;
        this.feed = feed;
        mappings.forEach((name, mapping) -> {
            Mapping.Format format = Mapping.Format.orDetected(mapping.format());
            List<String> explode = format.explode() == null ? List.of() : format.explode();
            sources.put(
                    name,
                    new Source(mapping, new CollectedRows(mapping, plan, customers), new JsonObjects(explode)));
        });
    }

    /// What the sources said about who is not who.
    List<Parting> partings() {
        return List.copyOf(partings);
    }

    boolean isEmpty() {
        return parts.isEmpty() && partings.isEmpty();
    }

    /// When the last of the deliveries was received; null where there is none.
    @Nullable Instant received() {
        return received;
    }

    /// The events, in the order in which they came.
    List<Place> order() {
        return List.copyOf(order);
    }

    /// Events that may have come before, too long ago to be remembered here, by when they happened.
    Map<UUID, Instant> old() {
        return Map.copyOf(old);
    }

    List<Arrivals.Part> parts() {
        return parts.stream().map(Open::closed).toList();
    }

    /// Begins anew, after what there was has been stored.
    void clear() {
        for (Open part : parts) {
            if (spare.size() < MOST_SPARE) {
                part.events.clear();
                spare.add(part.events);
            }
        }
        parts.clear();
        order.clear();
        old.clear();
        partings.clear();
        memory.clear();
    }

    /// Takes events out that turn out to have come before.
    void drop(Set<UUID> known) {
        if (known.isEmpty()) {
            return;
        }
        List<Place> left = new ArrayList<>();
        Map<Open, Set<Integer>> dropped = new HashMap<>();
        Map<Open, Integer> kept = new HashMap<>();
        for (Place place : order) {
            EventBatch events = place.part().events;
            if (known.contains(new UUID(events.idHigh[place.event()], events.idLow[place.event()]))) {
                dropped.computeIfAbsent(place.part(), _ -> new HashSet<>()).add(place.event());
            } else {
                left.add(new Place(place.part(), kept.merge(place.part(), 1, Integer::sum) - 1, place.received()));
            }
        }
        dropped.forEach((part, events) -> {
            List<String> zones = new ArrayList<>();
            for (int event = 0; event < part.zones.size(); event++) {
                if (!events.contains(event)) {
                    zones.add(part.zones.get(event));
                }
            }
            part.events.retain(event -> !events.contains(event));
            part.zones.clear();
            part.zones.addAll(zones);
            part.duplicates += events.size();
        });
        order.clear();
        order.addAll(left);
    }

    // ---- Taking

    /// Takes the messages of a delivery.
    ///
    /// @param position where the delivery ends in the journal
    void take(Delivery delivery, List<Message> messages, long position) {
        received = delivery.received();
        Source source = sources.get(delivery.source());
        int number = 0;
        for (Message message : messages) {
            if (source == null) {
                String reason = delivery.source().isEmpty() ? delivery.call() : "unknown_key";
                aside(open(UNKNOWN), delivery, message, reason, position, number);
            } else {
                take(source, delivery, message, position, number);
            }
            number++;
        }
    }

    private void take(Source source, Delivery delivery, Message message, long position, int number) {
        switch (message) {
            case Message.Track track ->
                rows(source, delivery, track.heading(), track.event(), "track", track.properties(), Map.of(), track.raw());
            case Message.Traits(Heading heading, Message.Traits.Change change, ObjectNode traits, JsonNode raw) ->
                traits(source, delivery, message, heading, change, traits, raw, position, number);
            case Message.Group(Heading heading, Identifier group, ObjectNode traits, JsonNode raw) ->
                rows(
                        source,
                        delivery,
                        heading,
                        "group",
                        "group",
                        traits,
                        Map.of("group.kind", group.kind(), "group.id", group.value()),
                        raw);
            case Message.Item(Heading heading, String type, String id, boolean removed, ObjectNode properties, JsonNode raw) ->
                rows(
                        source,
                        delivery,
                        heading,
                        removed ? "item_removed" : "item",
                        "item",
                        properties,
                        Map.of("item.type", type, "item.id", id),
                        raw);
            case Message.Link link -> link(source, delivery, link);
            case Message.Unlink unlink -> part(source, delivery, unlink);
            case Message.Unreadable unreadable ->
                aside(open(delivery.source()), delivery, message, unreadable.reason(), position, number);
        }
    }

    private void traits(
            Source source,
            Delivery delivery,
            Message message,
            Heading heading,
            Message.Traits.Change change,
            ObjectNode traits,
            JsonNode raw,
            long position,
            int number) {
        switch (change) {
            case SET -> rows(source, delivery, heading, TRAITS, TRAITS, traits, Map.of(), raw);
            case SET_ONCE, ADD, APPEND -> {
                if (!isNew(source, heading)) { // settled already, when it came first
                    rows(source, delivery, heading, TRAITS, TRAITS, traits, Map.of(), raw);
                    return;
                }
                int node = node(about(source, heading));
                ObjectNode settled = memory.settled(node, change, traits);
                if (settled.isEmpty()) {
                    see(delivery, heading, TRAITS, Feed.Outcome.UNCHANGED, null, null, about(source, heading), -1, raw);
                } else {
                    Heading counted = heading.at(memory.after(node, heading.at()));
                    rows(source, delivery, counted, TRAITS, TRAITS, settled, Map.of(), raw);
                }
            }
            case UNSET, CLEAR ->
                aside(
                        open(delivery.source()),
                        delivery,
                        message,
                        "traits_" + change.name().toLowerCase(java.util.Locale.ROOT),
                        position,
                        number);
        }
    }

    private boolean isNew(Source source, Heading heading) {
        UUID id = source.rows().id(List.of(heading.key()));
        return !duplicates.contains(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private int node(List<Identifier> about) {
        return about.isEmpty()
                ? EventBatch.ANONYMOUS
                : customers.together(about.stream()
                        .map(identifier -> customers.number(identifier.kind(), identifier.value()))
                        .toList());
    }

    private Open open(String source) {
        for (Open part : parts) {
            if (part.source.equals(source) && !part.events.isFull()) {
                return part;
            }
        }
        EventBatch known = spare.poll();
        Open part = new Open(source, known == null ? new EventBatch(plan) : known);
        parts.add(part);
        return part;
    }

    /// The rows of a message: one, and one more for each element of a list that is exploded.
    private void rows(
            Source source,
            Delivery delivery,
            Heading heading,
            String event,
            String kind,
            ObjectNode said,
            Map<String, String> more,
            JsonNode raw) {
        String early = early(heading.at(), delivery.received());
        List<Identifier> about = about(source, heading);
        Map<String, String> context =
                source.objects().flat(heading.context()).getFirst().values();
        for (JsonObjects.Flat flat : source.objects().flat(said)) {
            Map<String, String> values = flat.values(); // nobody else has them
            context.forEach((path, value) -> values.put("context." + path, value));
            values.putAll(more);
            values.put(CollectedRows.KIND, kind);
            values.put(CollectedRows.EVENT, event);
            values.put(CollectedRows.NAME, source.rows().plainly(event));
            values.put(CollectedRows.AT, Long.toString(LocalClock.micros(heading.at())));
            List<String> key = new ArrayList<>(List.of(heading.key()));
            key.addAll(flat.element());
            row(source, delivery, heading, about, key, values, raw, early);
        }
    }

    /// What is wrong with an instant; null where nothing is.
    private static @Nullable String early(Instant at, Instant received) {
        if (at.isAfter(received.plus(AHEAD))) {
            return "future_time";
        }
        return at.isBefore(EARLIEST) ? "ancient_time" : null;
    }

    private static List<Identifier> about(Source source, Heading heading) {
        return heading.identifiers().stream()
                .map(identifier -> named(source, identifier))
                .distinct()
                .toList();
    }

    private void row(
            Source source,
            Delivery delivery,
            Heading heading,
            List<Identifier> about,
            List<String> key,
            Map<String, String> values,
            JsonNode raw,
            @Nullable String wrong) {
        Open part = open(delivery.source());
        part.rows++;
        EventBatch events = part.events;
        QuarantinedRow aside = source.rows().map(key, values, about, events);
        String name = values.getOrDefault(CollectedRows.EVENT, "");
        if (wrong != null && aside == null) {
            int event = events.size() - 1;
            aside = new QuarantinedRow(null, 0, wrong, events.idHigh[event], events.idLow[event], List.of());
            events.retract();
        }
        if (aside != null) {
            boolean fresh = duplicates.add(aside.idHigh(), aside.idLow(), delivery.received());
            if (fresh) {
                part.aside.add(new QuarantinedRow(
                        null, 0, aside.reason(), aside.idHigh(), aside.idLow(), List.of(name, text(raw))));
            } else {
                part.duplicates++;
            }
            see(delivery, heading, name, fresh ? Feed.Outcome.ASIDE : Feed.Outcome.DUPLICATE, null, fresh ? aside.reason() : null, about, -1, raw);
            return;
        }
        int event = events.size() - 1;
        if (!duplicates.add(events.idHigh[event], events.idLow[event], delivery.received())) {
            events.retract();
            part.duplicates++;
            see(delivery, heading, name, Feed.Outcome.DUPLICATE, null, null, about, -1, raw);
            return;
        }
        if (Duplicates.mayBeForgotten(heading.at(), delivery.received())) {
            old.put(new UUID(events.idHigh[event], events.idLow[event]), heading.at());
        }
        int node = events.customers[event];
        events.known[event] = LocalClock.micros(delivery.received());
        if (node != EventBatch.ANONYMOUS && customers.isTogether(node)) {
            part.sightings.merge(node, events.known[event], Math::min);
        }
        part.zones.add(zone(source, heading));
        order.add(new Place(part, event, delivery.received()));
        see(delivery, heading, name, Feed.Outcome.TAKEN, events.types[event].name(), null, about, node, raw);
    }

    private static String zone(Source source, Heading heading) {
        String zone = heading.zone();
        return zone != null && isZone(zone) ? zone : source.mapping().zone();
    }

    private static boolean isZone(String name) {
        return ZONES.contains(name);
    }

    private void link(Source source, Delivery delivery, Message.Link link) {
        List<Integer> numbers = new ArrayList<>();
        List<Identifier> pair = new ArrayList<>();
        for (Identifier one : List.of(link.one(), link.other())) {
            Identifier named = named(source, one);
            pair.add(named);
            numbers.add(customers.number(named.kind(), named.value()));
        }
        int node = customers.together(numbers);
        if (customers.isTogether(node)) {
            open(delivery.source()).sightings.merge(node, LocalClock.micros(delivery.received()), Math::min);
        }
        see(delivery, link.heading(), LINK, Feed.Outcome.LINKED, null, null, pair, node, link.raw());
    }

    private void part(Source source, Delivery delivery, Message.Unlink unlink) {
        Identifier which = named(source, unlink.which());
        Identifier from = unlink.from() == null ? null : named(source, unlink.from());
        partings.add(new Parting(delivery.source(), delivery.received(), which, from));
        see(delivery, unlink.heading(), UNLINK, Feed.Outcome.LINKED, null, null, List.of(which), -1, unlink.raw());
    }

    private static Identifier named(Source source, Identifier identifier) {
        return new Identifier(source.rows().kind(identifier.kind()), identifier.value());
    }

    private void aside(Open part, Delivery delivery, Message message, String reason, long position, int number) {
        part.rows++;
        String raw = text(message.raw());
        UUID id = UUID.nameUUIDFromBytes((delivery.source() + '\u001f' + reason + '\u001f' + raw)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        boolean fresh =
                duplicates.add(id.getMostSignificantBits(), id.getLeastSignificantBits(), delivery.received());
        if (fresh) {
            part.aside.add(new QuarantinedRow(
                    null,
                    0,
                    reason,
                    id.getMostSignificantBits(),
                    id.getLeastSignificantBits(),
                    List.of(delivery.protocol().name() + "@" + position + "." + number, raw)));
        } else {
            part.duplicates++;
        }
        feed.add(new Feed.Seen(
                0,
                part.source,
                delivery.received(),
                null,
                "",
                fresh ? Feed.Outcome.ASIDE : Feed.Outcome.DUPLICATE,
                null,
                fresh ? reason : null,
                List.of(),
                -1,
                message.raw()));
    }

    private void see(
            Delivery delivery,
            Heading heading,
            String name,
            Feed.Outcome outcome,
            @Nullable String type,
            @Nullable String reason,
            List<Identifier> about,
            int node,
            JsonNode raw) {
        feed.add(new Feed.Seen(
                0,
                delivery.source(),
                delivery.received(),
                heading.at(),
                name,
                outcome,
                type,
                reason,
                about,
                node,
                raw));
    }

    private static String text(JsonNode raw) {
        return Objects.requireNonNullElse(JSON.writeValueAsString(raw), "");
    }
}

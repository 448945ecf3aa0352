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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Deliveries on their way to be events: mapped, told apart from what came before, in the order in which
/// they came.
final class Draft {
    /// The source of what bears no key that is known.
    static final String UNKNOWN = "unknown";

    private static final JsonMapper JSON = JsonMapper.shared();
    /// A client's clock may be wrong by so much where it does not say what time it takes it to be.
    private static final Duration AHEAD = Duration.ofHours(24);

    private static final int MOST_SPARE = 8;
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final String TRAITS = "traits";
    private static final String GROUP = "group";
    private static final String ITEM = "item";
    private static final String LINK = "link";
    private static final String UNLINK = "unlink";

    private final TrackingPlan plan;
    private final Customers customers;
    private final Map<String, CollectedSource> sources = new HashMap<>();
    private final Duplicates duplicates;
    private final TraitMemory memory;
    private final Feed feed;
    private final List<DraftPart> parts = new ArrayList<>();
    /// Batches of steps before, to be filled again: they are large where a plan has many properties.
    private final Deque<EventBatch> spare = new ArrayDeque<>();

    private final List<Place> order = new ArrayList<>();
    private final Map<UUID, Instant> old = new LinkedHashMap<>();
    private @Nullable Instant received;
    private final List<Parting> partings = new ArrayList<>();

    /// Where an event stands.
    record Place(DraftPart part, int event, Instant received) {}

    /// That a source says that an identifier is not, or no longer, somebody's.
    ///
    /// @param from an identifier of that person; null for whoever has it
    record Parting(
            String source,
            Instant at,
            Identifier which,
            @Nullable Identifier from) {}

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
        mappings.forEach((name, mapping) -> sources.put(name, CollectedSource.of(mapping, plan, customers)));
    }

    /// What the sources said about who is not who.
    List<Parting> partings() {
        return List.copyOf(partings);
    }

    boolean isEmpty() {
        return parts.isEmpty() && partings.isEmpty();
    }

    /// When the last of the deliveries was received; null where there is none.
    @Nullable
    Instant received() {
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
        return parts.stream().map(DraftPart::closed).toList();
    }

    /// Begins anew, after what there was has been stored.
    void clear() {
        for (DraftPart part : parts) {
            if (spare.size() < MOST_SPARE) {
                part.events().clear();
                spare.add(part.events());
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
        Map<DraftPart, Set<Integer>> dropped = new HashMap<>();
        Map<DraftPart, Integer> kept = new HashMap<>();
        for (Place place : order) {
            if (known.contains(place.part().id(place.event()))) {
                dropped.computeIfAbsent(place.part(), _ -> new HashSet<>()).add(place.event());
            } else {
                left.add(new Place(place.part(), kept.merge(place.part(), 1, Integer::sum) - 1, place.received()));
            }
        }
        dropped.forEach((part, events) -> part.drop(events::contains));
        order.clear();
        order.addAll(left);
    }

    // ---- Taking

    /// Takes the messages of a delivery.
    ///
    /// @param position where the delivery ends in the journal
    void take(Delivery delivery, List<Message> messages, long position) {
        received = delivery.received();
        CollectedSource source = sources.get(delivery.source());
        int number = 0;
        for (Message message : messages) {
            String where = delivery.protocol().name() + "@" + position + "." + number;
            if (source == null) {
                String reason = delivery.source().isEmpty() ? delivery.call() : "unknown_key";
                aside(open(UNKNOWN), delivery, message, reason, where);
            } else {
                take(source, delivery, message, where);
            }
            number++;
        }
    }

    /// @param where it stands in the journal
    private void take(CollectedSource source, Delivery delivery, Message message, String where) {
        if (isOfErased(source, message)) {
            return;
        }
        switch (message) {
            case Message.Track(Heading heading, String event, ObjectNode properties, JsonNode raw) ->
                rows(Sent.of(source, delivery, heading, raw), "track", event, properties, Map.of());
            case Message.Traits traits -> traits(source, delivery, traits, where);
            case Message.Group(Heading heading, Identifier group, ObjectNode traits, JsonNode raw) ->
                rows(
                        Sent.of(source, delivery, heading, raw),
                        GROUP,
                        GROUP,
                        traits,
                        Map.of("group.kind", group.kind(), "group.id", group.value()));
            case Message.Item item ->
                rows(
                        Sent.of(source, delivery, item.heading(), item.raw()),
                        ITEM,
                        item.removed() ? "item_removed" : ITEM,
                        item.properties(),
                        Map.of("item.type", item.type(), "item.id", item.id()));
            case Message.Link(Heading heading, Identifier one, Identifier other, JsonNode raw) ->
                link(Sent.of(source, delivery, heading, raw).about(List.of(source.named(one), source.named(other))));
            case Message.Unlink(Heading heading, Identifier which, @Nullable Identifier from, JsonNode raw) ->
                part(
                        Sent.of(source, delivery, heading, raw).about(List.of(source.named(which))),
                        from == null ? null : source.named(from));
            case Message.Unreadable unreadable ->
                aside(open(delivery.source()), delivery, message, unreadable.reason(), where);
        }
    }

    private void traits(CollectedSource source, Delivery delivery, Message.Traits message, String where) {
        Sent sent = Sent.of(source, delivery, message.heading(), message.raw());
        switch (message.change()) {
            case SET -> rows(sent, TRAITS, TRAITS, message.traits(), Map.of());
            case SET_ONCE, ADD, APPEND -> {
                if (isNew(sent)) {
                    settle(sent, message);
                } else { // settled already, when it came first
                    rows(sent, TRAITS, TRAITS, message.traits(), Map.of());
                }
            }
            case UNSET, CLEAR -> {
                String reason = "traits_" + message.change().name().toLowerCase(Locale.ROOT);
                aside(open(delivery.source()), delivery, message, reason, where);
            }
        }
    }

    private void settle(Sent sent, Message.Traits message) {
        int node = node(sent);
        ObjectNode settled = memory.settled(node, message.change(), message.traits());
        if (settled.isEmpty()) {
            feed.add(sent.seen(TRAITS, Feed.Outcome.UNCHANGED, null, null, -1));
        } else {
            Heading counted =
                    sent.heading().at(memory.after(node, sent.heading().at()));
            rows(sent.with(counted), TRAITS, TRAITS, settled, Map.of());
        }
    }

    private boolean isNew(Sent sent) {
        UUID id = sent.source().rows().id(List.of(sent.heading().key()));
        return !duplicates.contains(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private int node(Sent sent) {
        return sent.about().isEmpty()
                ? EventBatch.ANONYMOUS
                : customers.node(sent.about(), LocalClock.micros(sent.heading().at()));
    }

    /// Whether a message is about somebody who was erased after it, and so must not come back.
    private boolean isOfErased(CollectedSource source, Message message) {
        return switch (message) {
            case Message.Track track -> isErased(source.about(track.heading()), track.heading());
            case Message.Traits traits -> isErased(source.about(traits.heading()), traits.heading());
            case Message.Group group -> isErased(source.about(group.heading()), group.heading());
            case Message.Item item -> isErased(source.about(item.heading()), item.heading());
            case Message.Link link ->
                isErased(List.of(source.named(link.one()), source.named(link.other())), link.heading());
            case Message.Unlink _, Message.Unreadable _ -> false;
        };
    }

    private boolean isErased(List<Identifier> about, Heading heading) {
        return customers.isErased(about, LocalClock.micros(heading.at()));
    }

    private DraftPart open(String source) {
        for (DraftPart part : parts) {
            if (part.source().equals(source) && !part.events().isFull()) {
                return part;
            }
        }
        EventBatch known = spare.poll();
        DraftPart part = new DraftPart(source, known == null ? new EventBatch(plan) : known);
        parts.add(part);
        return part;
    }

    /// The rows of a message: one, and one more for each element of a list that is exploded.
    private void rows(Sent sent, String kind, String event, ObjectNode said, Map<String, String> more) {
        JsonObjects objects = sent.source().objects();
        Map<String, String> context =
                objects.flat(sent.heading().context()).getFirst().values();
        for (JsonObjects.Flat flat : objects.flat(said)) {
            Map<String, String> values = flat.values(); // nobody else has them
            context.forEach((path, value) -> values.put("context." + path, value));
            values.putAll(more);
            values.put(CollectedRows.KIND, kind);
            values.put(CollectedRows.EVENT, event);
            values.put(CollectedRows.NAME, sent.source().rows().plainly(event));
            values.put(
                    CollectedRows.AT,
                    Long.toString(LocalClock.micros(sent.heading().at())));
            List<String> key = new ArrayList<>(List.of(sent.heading().key()));
            key.addAll(flat.element());
            row(sent, event, key, values);
        }
    }

    private void row(Sent sent, String name, List<String> key, Map<String, String> values) {
        DraftPart part = open(sent.delivery().source());
        part.row();
        EventBatch events = part.events();
        QuarantinedRow aside = sent.source().rows().map(key, values, sent.about(), events);
        int event = events.size() - 1;
        String wrong = aside == null
                ? wrong(LocalClock.instant(events.at[event]), sent.delivery().received())
                : null;
        if (wrong != null) {
            aside = new QuarantinedRow(null, 0, wrong, events.idHigh[event], events.idLow[event], List.of());
            events.retract();
        }
        if (aside == null) {
            event(sent, name, part);
        } else if (duplicates.add(aside.idHigh(), aside.idLow(), sent.delivery().received())) {
            List<String> fields = List.of(name, text(sent.raw()));
            Message.Place place = sent.heading().place();
            part.setAside(new QuarantinedRow(
                    place == null ? null : place.part(),
                    place == null ? 0 : place.number(),
                    aside.reason(),
                    aside.idHigh(),
                    aside.idLow(),
                    fields));
            feed.add(sent.seen(name, Feed.Outcome.ASIDE, null, aside.reason(), -1));
        } else {
            part.duplicate();
            feed.add(sent.seen(name, Feed.Outcome.DUPLICATE, null, null, -1));
        }
    }

    /// What is wrong with an instant; null where nothing is.
    private static @Nullable String wrong(Instant at, Instant received) {
        if (at.isAfter(received.plus(AHEAD))) {
            return "future_time";
        }
        return at.isBefore(EARLIEST) ? "ancient_time" : null;
    }

    /// Keeps the part's last event, where it is new.
    private void event(Sent sent, String name, DraftPart part) {
        EventBatch events = part.events();
        Instant now = sent.delivery().received();
        int event = events.size() - 1;
        if (!duplicates.add(events.idHigh[event], events.idLow[event], now)) {
            events.retract();
            part.duplicate();
            feed.add(sent.seen(name, Feed.Outcome.DUPLICATE, null, null, -1));
            return;
        }
        Instant at = LocalClock.instant(events.at[event]);
        if (Duplicates.mayBeForgotten(at, now)) {
            old.put(part.id(event), at);
        }
        int node = events.customers[event];
        events.known[event] = LocalClock.micros(now);
        if (node != EventBatch.ANONYMOUS && customers.isTogether(node)) {
            part.sight(node, events.known[event]);
        }
        part.keep(sent.source().zone(sent.heading()));
        order.add(new Place(part, event, now));
        feed.add(sent.seen(name, Feed.Outcome.TAKEN, events.types[event].name(), null, node));
    }

    private void link(Sent sent) {
        int node = node(sent);
        if (customers.isTogether(node)) {
            open(sent.delivery().source())
                    .sight(node, LocalClock.micros(sent.delivery().received()));
        }
        feed.add(sent.seen(LINK, Feed.Outcome.LINKED, null, null, node));
    }

    private void part(Sent sent, @Nullable Identifier from) {
        partings.add(new Parting(
                sent.delivery().source(),
                sent.delivery().received(),
                sent.about().getFirst(),
                from));
        feed.add(sent.seen(UNLINK, Feed.Outcome.LINKED, null, null, -1));
    }

    /// Sets a message aside that is no row.
    private void aside(DraftPart part, Delivery delivery, Message message, String reason, String where) {
        part.row();
        String raw = text(message.raw());
        Message.Place place = message instanceof Message.Unreadable unreadable ? unreadable.place() : null;
        String content = delivery.source() + '\u001f' + reason + '\u001f' + raw + (place == null ? "" : place);
        UUID id = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        boolean fresh = duplicates.add(high, low, delivery.received());
        if (fresh) {
            part.setAside(new QuarantinedRow(
                    place == null ? null : place.part(),
                    place == null ? 0 : place.number(),
                    reason,
                    high,
                    low,
                    List.of(where, raw)));
        } else {
            part.duplicate();
        }
        feed.add(new Feed.Seen(
                0,
                part.source(),
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

    private static String text(JsonNode raw) {
        return Objects.requireNonNullElse(JSON.writeValueAsString(raw), "");
    }
}

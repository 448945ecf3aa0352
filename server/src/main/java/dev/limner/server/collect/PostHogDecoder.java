package dev.limner.server.collect;

import dev.limner.collect.Delivery;
import dev.limner.collect.Message;
import dev.limner.collect.Message.Heading;
import dev.limner.collect.Message.Traits.Change;
import dev.limner.identity.Customers.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PostHog's capture API: one event, an array, or a batch with a head.
final class PostHogDecoder implements Decoders.OfDocument {
    private static final int LONGEST_EVENT = 1_000_000;
    private static final Set<String> PASSING = Set.of("sent_at", "api_key", "token", "offset");
    private static final Set<String> OF_PERSON = Set.of("$set", "$set_once", "$unset");

    @Override
    public List<Message> decode(Delivery delivery, JsonNode document) {
        List<JsonNode> events = new ArrayList<>();
        if (document.isArray()) {
            document.values().forEach(events::add);
        } else if (document.path("batch").isArray()) {
            document.path("batch").values().forEach(events::add);
        } else {
            events.add(document);
        }
        Instant sent = ClientTime.hinted(document, "sent_at");
        Decoding decoding = new Decoding(delivery);
        return decoding.each(events, LONGEST_EVENT, event -> event(event, sent, delivery, decoding));
    }

    private static List<Message> event(ObjectNode event, @Nullable Instant sent, Delivery delivery, Decoding decoding)
            throws Fault {
        ObjectNode said = Tree.object(event, "properties");
        String name = Tree.text(event, "event");
        if (name == null) {
            throw new Fault("no_event");
        }
        Heading heading = heading(event, said, sent, delivery, decoding);
        ObjectNode properties = Tree.without(said, OF_PERSON);
        List<Message> messages = new ArrayList<>();
        switch (name) {
            case "$identify" -> {
                someone(heading);
                link(messages, heading, Tree.identifier(Kind.ANONYMOUS, said, "$anon_distinct_id"), event);
                if (traits(messages, heading, event, said) == 0) {
                    messages.add(new Message.Traits(heading, Change.SET, Tree.empty(), event));
                }
            }
            case "$create_alias", "$merge_dangerously" -> {
                String alias = Tree.text(said, "alias");
                if (alias == null) {
                    throw new Fault("no_identifier");
                }
                someone(heading);
                link(messages, heading, Tree.identifier(kind(alias, said), alias), event);
            }
            case "$groupidentify" -> {
                String type = Tree.text(said, "$group_type");
                String key = Tree.text(said, "$group_key");
                if (type == null || key == null) {
                    throw new Fault("no_group");
                }
                messages.add(new Message.Group(
                        nobody(heading),
                        Tree.identifier(groupKind(type), key),
                        Tree.object(said, "$group_set"),
                        event));
            }
            case "$set" -> {
                someone(heading);
                traits(messages, heading, event, said);
            }
            default -> {
                messages.add(new Message.Track(heading, name, properties, event));
                if (!heading.identifiers().isEmpty()) {
                    traits(messages, heading, event, said);
                }
            }
        }
        return messages;
    }

    private static Heading heading(
            ObjectNode event, ObjectNode said, @Nullable Instant sent, Delivery delivery, Decoding decoding)
            throws Fault {
        String named = ClientTime.zone(Tree.text(said, "$timezone"));
        String zone = named == null ? ClientTime.zoneOfMinutesWest(said.path("$timezone_offset")) : named;
        Instant own = ClientTime.hinted(event, "sent_at");
        Instant time = ClientTime.said(event, "timestamp", ClientTime.zoneId(zone));
        JsonNode offset = event.path("offset");
        if (time == null && offset.isIntegralNumber() && offset.canConvertToInt() && offset.intValue() >= 0) {
            // The web library says how many milliseconds ago instead.
            time = delivery.received().minusMillis(offset.intValue());
        }
        ClientTime.When when =
                ClientTime.of(delivery.received(), own == null ? sent : own).when(time);
        String top = Tree.text(event, "distinct_id");
        String distinct = top == null ? Tree.text(said, "distinct_id") : top;
        List<Identifier> identifiers =
                distinct == null ? List.of() : List.of(Tree.identifier(kind(distinct, said), distinct));
        String key = decoding.key(
                Tree.text(event, "uuid"), event, !event.path("timestamp").isMissingNode(), PASSING);
        return new Heading(key, when.at(), when.assumed(), zone, identifiers, Tree.empty());
    }

    /// All ids are of one sort here; made up are those of a device, and of events without a person.
    private static String kind(String distinct, ObjectNode said) {
        JsonNode person = said.path("$process_person_profile");
        return distinct.equals(Tree.text(said, "$device_id")) || (person.isBoolean() && !person.booleanValue())
                ? Kind.ANONYMOUS
                : Kind.LOGIN;
    }

    private static String groupKind(String type) throws Fault {
        String kind = type.toLowerCase(Locale.ROOT);
        if (!kind.matches("[a-z][a-z0-9_ -]{0,63}")) {
            throw new Fault("bad_group", type);
        }
        return kind;
    }

    private static Heading nobody(Heading heading) {
        return new Heading(
                heading.key(), heading.at(), heading.assumed(), heading.zone(), List.of(), heading.context());
    }

    private static void someone(Heading heading) throws Fault {
        if (heading.identifiers().isEmpty()) {
            throw new Fault("no_identifier");
        }
    }

    private static void link(List<Message> messages, Heading heading, @Nullable Identifier before, ObjectNode event) {
        Identifier now = heading.identifiers().getFirst();
        if (before != null && !before.value().equals(now.value())) {
            messages.add(new Message.Link(Headings.part(heading, messages.size()), before, now, event));
        }
    }

    /// What the event says of the person besides; gives how many messages.
    private static int traits(List<Message> messages, Heading heading, ObjectNode event, ObjectNode said) {
        int before = messages.size();
        for (String name : List.of("$set", "$set_once")) {
            ObjectNode inside = Tree.object(said, name);
            ObjectNode traits = inside.isEmpty() ? Tree.object(event, name) : inside;
            if (!traits.isEmpty()) {
                Change change = name.equals("$set") ? Change.SET : Change.SET_ONCE;
                messages.add(new Message.Traits(Headings.part(heading, messages.size()), change, traits, event));
            }
        }
        ObjectNode gone = Tree.empty();
        said.path("$unset").values().forEach(trait -> {
            if (trait.isString()) {
                gone.put(trait.stringValue(), true);
            }
        });
        if (!gone.isEmpty()) {
            messages.add(new Message.Traits(Headings.part(heading, messages.size()), Change.UNSET, gone, event));
        }
        return messages.size() - before;
    }
}

package dev.limner.server.collect;

import dev.limner.collect.Delivery;
import dev.limner.collect.Message;
import dev.limner.collect.Message.Heading;
import dev.limner.identity.Customers.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Segment's tracking API, with what RudderStack does otherwise.
final class SegmentDecoder implements Decoders.OfDocument {
    /// Segment's own limit; its libraries do not hold it.
    static final int LONGEST_EVENT = 32 * 1024;

    private static final Set<String> PASSING = Set.of("sentAt", "writeKey", "_metadata");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @Override
    public List<Message> decode(Delivery delivery, JsonNode document) {
        Decoding decoding = new Decoding(delivery);
        JsonNode batch = document.path("batch");
        List<JsonNode> events = new ArrayList<>();
        if (batch.isMissingNode()) {
            events.add(document);
        } else {
            batch.values().forEach(events::add);
        }
        Instant sent = ClientTime.hinted(document, "sentAt");
        ObjectNode shared = Tree.without(Tree.object(document, "context"), Set.of("traits"));
        return decoding.each(events, LONGEST_EVENT, event -> {
            Heading heading = heading(event, shared, sent, delivery, decoding);
            return event(event, heading, events, delivery);
        });
    }

    private static List<Message> event(ObjectNode event, Heading heading, List<JsonNode> events, Delivery delivery)
            throws Fault {
        String type = Tree.text(event, "type") == null ? delivery.call() : Tree.text(event, "type");
        return switch (type == null ? "" : type) {
            case "track" -> {
                String name = Tree.text(event, "event");
                if (name == null) {
                    throw new Fault("no_event");
                }
                yield List.of(new Message.Track(heading, name, Tree.object(event, "properties"), event));
            }
            case "page" -> List.of(new Message.Track(heading, "page", viewed(event), event));
            case "screen" -> List.of(new Message.Track(heading, "screen", viewed(event), event));
            case "identify" -> {
                someone(heading);
                ObjectNode own = Tree.object(event, "traits");
                ObjectNode traits = own.isEmpty() ? Tree.object(Tree.object(event, "context"), "traits") : own;
                yield List.of(new Message.Traits(heading, Message.Traits.Change.SET, traits, event));
            }
            case "group" -> {
                someone(heading);
                Identifier group = Tree.identifier(Kind.GROUP, event, "groupId");
                if (group == null) {
                    throw new Fault("no_group");
                }
                yield List.of(new Message.Group(heading, group, Tree.object(event, "traits"), event));
            }
            case "alias" -> alias(event, heading, events);
            case "" -> throw new Fault("no_type");
            default -> throw new Fault("unknown_type", type == null ? "" : type);
        };
    }

    /// What an event has in common with others.
    ///
    /// @param shared the context that the Java library says once a batch
    /// @param sentTogether when the batch was sent; null where it does not say
    private static Heading heading(
            ObjectNode event, ObjectNode shared, @Nullable Instant sentTogether, Delivery delivery, Decoding decoding)
            throws Fault {
        ObjectNode own = Tree.without(Tree.object(event, "context"), Set.of("traits"));
        ObjectNode context = shared.isEmpty() ? own : shared.deepCopy().setAll(own);
        String zone = ClientTime.zone(Tree.text(context, "timezone"));
        Instant callers = ClientTime.said(event, "timestamp", ClientTime.zoneId(zone));
        Instant said = callers == null ? ClientTime.said(event, "originalTimestamp", ClientTime.zoneId(zone)) : callers;
        Instant sent = ClientTime.hinted(event, "sentAt");
        ClientTime clock = ClientTime.of(delivery.received(), sent == null ? sentTogether : sent);
        ClientTime.When when = clock.when(said);
        List<Identifier> identifiers = new ArrayList<>();
        add(identifiers, Tree.identifier(Kind.LOGIN, event, "userId"));
        add(identifiers, Tree.identifier(Kind.ANONYMOUS, event, "anonymousId"));
        String key = decoding.key(Tree.text(event, "messageId"), event, !when.assumed(), PASSING);
        return new Heading(key, when.at(), when.assumed(), zone, identifiers, context);
    }

    private static void add(List<Identifier> identifiers, @Nullable Identifier identifier) {
        if (identifier != null) {
            identifiers.add(identifier);
        }
    }

    private static void someone(Heading heading) throws Fault {
        if (heading.identifiers().isEmpty()) {
            throw new Fault("no_identifier");
        }
    }

    private static ObjectNode viewed(ObjectNode event) {
        ObjectNode properties = Tree.without(Tree.object(event, "properties"), Set.of());
        for (String name : List.of("category", "name")) {
            String text = Tree.text(event, name);
            if (text != null) {
                properties.put(name, text);
            }
        }
        return properties;
    }

    /// An alias of somebody for themselves, which the web library sends, says nothing.
    private static List<Message> alias(ObjectNode event, Heading heading, List<JsonNode> events) throws Fault {
        Identifier now = Tree.identifier(Kind.LOGIN, event, "userId");
        String before = Tree.text(event, "previousId");
        if (now == null || before == null) {
            throw new Fault("no_identifier");
        }
        if (before.equals(now.value())) {
            return List.of();
        }
        Identifier previous = Tree.identifier(previousKind(before, event, events), before);
        return List.of(new Message.Link(heading, previous, now, event));
    }

    /// The protocol does not say what the previous id was. It is what the delivery has it as, or a login, as the
    /// libraries for servers have it, unless it looks made up.
    private static String previousKind(String previous, ObjectNode event, List<JsonNode> events) {
        if (previous.equals(Tree.text(event, "anonymousId"))
                || events.stream().anyMatch(other -> previous.equals(Tree.text(other, "anonymousId")))) {
            return Kind.ANONYMOUS;
        }
        if (events.stream().anyMatch(other -> previous.equals(Tree.text(other, "userId")))) {
            return Kind.LOGIN;
        }
        return UUID.matcher(previous).matches() ? Kind.ANONYMOUS : Kind.LOGIN;
    }
}

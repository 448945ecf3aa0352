package dev.limner.server.collect;

import dev.limner.collect.Decoder;
import dev.limner.collect.Delivery;
import dev.limner.collect.Message;
import dev.limner.collect.Message.Heading;
import dev.limner.collect.Message.Traits.Change;
import dev.limner.identity.Customers.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Limner's own protocol: one event, an array of them, or one a line.
final class PlainDecoder implements Decoder {
    private static final int LONGEST_EVENT = 1_000_000;
    private static final Set<String> PASSING = Set.of("sentAt");
    /// Exactly one of them says what the event is.
    private static final List<String> ACTS = List.of("event", "traits", "link", "unlink", "group", "item");

    @Override
    public List<Message> decode(Delivery delivery) {
        Decoding decoding = new Decoding(delivery);
        try {
            JsonNode document = Tree.read(delivery.body());
            Iterable<JsonNode> events = document instanceof ArrayNode array ? array : List.of(document);
            return decoding.each(events, LONGEST_EVENT, event -> event(event, delivery, decoding));
        } catch (Fault e) {
            return lines(delivery, decoding);
        }
    }

    private static List<Message> lines(Delivery delivery, Decoding decoding) {
        List<Message> messages = new ArrayList<>();
        byte[] body = delivery.body();
        int from = 0;
        for (int to = 0; to <= body.length; to++) {
            if (to == body.length || body[to] == '\n') {
                byte[] line = Arrays.copyOfRange(body, from, to);
                from = to + 1;
                if (isBlank(line)) {
                    continue;
                }
                try {
                    messages.addAll(decoding.each(
                            List.of(Tree.read(line)), LONGEST_EVENT, event -> event(event, delivery, decoding)));
                } catch (Fault e) {
                    messages.add(new Message.Unreadable(e.reason, Tree.asText(line)));
                }
            }
        }
        return messages.isEmpty() ? List.of(new Message.Unreadable("empty", Tree.asText(body))) : messages;
    }

    private static boolean isBlank(byte[] line) {
        for (byte one : line) {
            if (one != ' ' && one != '\t' && one != '\r') {
                return false;
            }
        }
        return true;
    }

    private static List<Message> event(ObjectNode event, Delivery delivery, Decoding decoding) throws Fault {
        List<String> acts = ACTS.stream().filter(event::has).toList();
        if (acts.isEmpty()) {
            throw new Fault("no_event");
        }
        if (acts.size() > 1) {
            throw new Fault("several_events", String.join(" ", acts));
        }
        Heading heading = heading(event, delivery, decoding);
        return switch (acts.getFirst()) {
            case "event" -> {
                String name = Tree.text(event, "event");
                if (name == null) {
                    throw new Fault("no_event");
                }
                yield List.of(new Message.Track(heading, name, Tree.object(event, "properties"), event));
            }
            case "traits" -> {
                first(heading.identifiers());
                yield List.of(new Message.Traits(heading, change(event), Tree.object(event, "traits"), event));
            }
            case "link" -> link(event, heading);
            case "unlink" -> unlink(event, heading);
            case "group" -> {
                first(heading.identifiers());
                ObjectNode group = Tree.object(event, "group");
                String kind = Tree.text(group, "kind");
                Identifier identifier = Tree.identifier(kind == null ? Kind.GROUP : kind, group, "id");
                if (identifier == null) {
                    throw new Fault("no_group");
                }
                yield List.of(new Message.Group(heading, identifier, Tree.object(group, "traits"), event));
            }
            default -> {
                ObjectNode item = Tree.object(event, "item");
                String type = Tree.text(item, "type");
                String id = Tree.text(item, "id");
                if (type == null || id == null) {
                    throw new Fault("no_item");
                }
                boolean removed = item.path("removed").booleanValue(false);
                yield List.of(new Message.Item(heading, type, id, removed, Tree.object(item, "properties"), event));
            }
        };
    }

    private static Heading heading(ObjectNode event, Delivery delivery, Decoding decoding) throws Fault {
        String named = Tree.text(event, "zone");
        String zone = ClientTime.zone(named);
        if (named != null && zone == null) {
            throw new Fault("bad_zone", named);
        }
        Instant time = ClientTime.said(event, "time", ClientTime.zoneId(zone));
        ClientTime.When when = ClientTime.of(delivery.received(), ClientTime.hinted(event, "sentAt"))
                .when(time);
        List<Identifier> identifiers = new ArrayList<>(identifiers(Tree.object(event, "identifiers")));
        add(identifiers, Tree.identifier(Kind.LOGIN, event, "userId"));
        add(identifiers, Tree.identifier(Kind.ANONYMOUS, event, "anonymousId"));
        String key = decoding.key(Tree.text(event, "id"), event, !when.assumed(), PASSING);
        return new Heading(key, when.at(), when.assumed(), zone, identifiers, Tree.object(event, "context"));
    }

    private static void add(List<Identifier> identifiers, @Nullable Identifier identifier) {
        if (identifier != null && !identifiers.contains(identifier)) {
            identifiers.add(identifier);
        }
    }

    /// Kinds with a value each, or a list of values.
    private static List<Identifier> identifiers(ObjectNode named) throws Fault {
        List<Identifier> identifiers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : named.properties()) {
            String kind = entry.getKey().strip();
            if (kind.isEmpty() || kind.length() > 100 || kind.contains(":")) {
                throw new Fault("bad_kind", kind);
            }
            Iterable<JsonNode> values = entry.getValue() instanceof ArrayNode array ? array : List.of(entry.getValue());
            for (JsonNode value : values) {
                String text = Tree.text(value);
                if (text != null) {
                    add(identifiers, Tree.identifier(kind, text));
                }
            }
        }
        return identifiers;
    }

    private static Change change(ObjectNode event) throws Fault {
        String change = Tree.text(event, "change");
        if (change == null) {
            return Change.SET;
        }
        for (Change one : Change.values()) {
            if (one.name().equals(change.toUpperCase(Locale.ROOT))) {
                return one;
            }
        }
        throw new Fault("bad_change", change);
    }

    private static List<Message> link(ObjectNode event, Heading heading) throws Fault {
        List<Identifier> linked = new ArrayList<>(identifiers(Tree.object(event, "link")));
        heading.identifiers().forEach(identifier -> add(linked, identifier));
        Identifier one = first(linked);
        List<Message> messages = new ArrayList<>();
        Heading whole =
                new Heading(heading.key(), heading.at(), heading.assumed(), heading.zone(), linked, heading.context());
        for (Identifier other : linked.subList(1, linked.size())) {
            messages.add(new Message.Link(Headings.part(whole, messages.size()), one, other, event));
        }
        if (messages.isEmpty()) {
            throw new Fault("no_identifier");
        }
        return messages;
    }

    private static List<Message> unlink(ObjectNode event, Heading heading) throws Fault {
        List<Identifier> apart = identifiers(Tree.object(event, "unlink"));
        first(apart);
        Identifier from =
                heading.identifiers().isEmpty() ? null : heading.identifiers().getFirst();
        List<Message> messages = new ArrayList<>();
        for (Identifier which : apart) {
            messages.add(new Message.Unlink(Headings.part(heading, messages.size()), which, from, event));
        }
        return messages;
    }

    private static Identifier first(List<Identifier> identifiers) throws Fault {
        if (identifiers.isEmpty()) {
            throw new Fault("no_identifier");
        }
        return identifiers.getFirst();
    }
}

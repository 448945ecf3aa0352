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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sensors Data: one event or an array of them.
final class SensorsDecoder implements Decoders.OfDocument {
    private static final int LONGEST_EVENT = 1_000_000;
    private static final Set<String> PASSING = Set.of("_flush_time");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_$][a-zA-Z0-9_$]{0,99}");
    private static final Set<String> RESERVED = Set.of(
            "distinct_id",
            "original_id",
            "time",
            "properties",
            "id",
            "first_id",
            "second_id",
            "users",
            "events",
            "event",
            "user_id",
            "date",
            "datetime");

    @Override
    public List<Message> decode(Delivery delivery, JsonNode document) {
        Decoding decoding = new Decoding(delivery);
        Iterable<JsonNode> events = document instanceof ArrayNode array ? array : List.of(document);
        return decoding.each(events, LONGEST_EVENT, event -> event(event, delivery, decoding));
    }

    private static List<Message> event(ObjectNode event, Delivery delivery, Decoding decoding) throws Fault {
        String type = Tree.text(event, "type");
        if (type == null) {
            throw new Fault("no_type");
        }
        ObjectNode properties = Tree.object(event, "properties");
        names(properties);
        SensorsIdentity identity = SensorsIdentity.of(event, properties, type);
        Heading heading = heading(event, properties, identity, delivery, decoding);
        return switch (type) {
            case "track" -> List.of(new Message.Track(heading, name(event), properties, event));
            case "track_signup" -> signUp(event, properties, identity, heading);
            case "track_id_bind" -> bind(event, identity, heading);
            case "track_id_unbind" -> unbind(event, identity, heading);
            case "profile_set" -> traits(heading, Change.SET, properties, event);
            case "profile_set_once" -> traits(heading, Change.SET_ONCE, properties, event);
            case "profile_increment" -> {
                values(properties, JsonNode::isNumber);
                yield traits(heading, Change.ADD, properties, event);
            }
            case "profile_append" -> {
                values(properties, SensorsDecoder::isTexts);
                yield traits(heading, Change.APPEND, properties, event);
            }
            case "profile_unset" -> traits(heading, Change.UNSET, properties, event);
            case "profile_delete" -> traits(heading, Change.CLEAR, Tree.empty(), event);
            case "item_set", "item_delete" -> item(heading, type.equals("item_delete"), properties, event);
            default -> throw new Fault("unknown_type", type);
        };
    }

    private static Heading heading(
            ObjectNode event, ObjectNode properties, SensorsIdentity identity, Delivery delivery, Decoding decoding)
            throws Fault {
        String zone = ClientTime.zoneOfMinutesWest(properties.path("$timezone_offset"));
        Instant time = ClientTime.said(event, "time", ClientTime.zoneId(zone));
        ClientTime.When when = ClientTime.of(delivery.received(), ClientTime.hinted(event, "_flush_time"))
                .when(time);
        ObjectNode context = Tree.empty();
        context.set("lib", Tree.object(event, "lib"));
        return new Heading(
                key(event, !when.assumed(), decoding),
                when.at(),
                when.assumed(),
                zone,
                identity.identifiers(),
                context);
    }

    /// `_track_id` alone is a few random digits, so it counts together with what the event is.
    private static String key(ObjectNode event, boolean timed, Decoding decoding) {
        String track = Tree.text(event, "_track_id");
        if (track == null || !timed) {
            return decoding.contentKey(event, timed, PASSING);
        }
        StringBuilder whole = new StringBuilder();
        for (String name :
                List.of("project", "type", "event", "distinct_id", "item_type", "item_id", "time", "_track_id")) {
            String part = Tree.text(event, name);
            whole.append(part == null ? "" : part).append('\n');
        }
        return "event:" + Decoding.fingerprint(whole.toString());
    }

    private static String name(ObjectNode event) throws Fault {
        String name = Tree.text(event, "event");
        if (name == null) {
            throw new Fault("no_event");
        }
        if (!NAME.matcher(name).matches()) {
            throw new Fault("bad_name", "event " + name);
        }
        return name;
    }

    private static void names(ObjectNode properties) throws Fault {
        for (String name : properties.propertyNames()) {
            if (!NAME.matcher(name).matches() || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                throw new Fault("bad_name", "properties " + name);
            }
        }
    }

    private interface Check {
        boolean holds(JsonNode value);
    }

    private static void values(ObjectNode properties, Check check) throws Fault {
        for (var property : properties.properties()) {
            // What the library adds by itself is of any type.
            if (!property.getKey().startsWith("$") && !check.holds(property.getValue())) {
                throw new Fault("bad_value", property.getKey());
            }
        }
    }

    private static boolean isTexts(JsonNode value) {
        return value.isArray() && value.values().stream().allMatch(JsonNode::isString);
    }

    private static List<Message> traits(Heading heading, Change change, ObjectNode traits, ObjectNode event)
            throws Fault {
        someone(heading.identifiers().isEmpty() ? null : heading.identifiers().getFirst());
        return List.of(new Message.Traits(heading, change, traits, event));
    }

    /// Both that somebody registered or came in, and that the one before was the same person.
    private static List<Message> signUp(
            ObjectNode event, ObjectNode properties, SensorsIdentity identity, Heading heading) throws Fault {
        Identifier person = someone(identity.person());
        List<Message> messages = new ArrayList<>();
        messages.add(new Message.Track(heading, name(event), properties, event));
        Identifier before = identity.original();
        if (before != null && !before.value().equals(person.value())) {
            messages.add(new Message.Link(Headings.part(heading, messages.size()), before, person, event));
        }
        return messages;
    }

    private static List<Message> bind(ObjectNode event, SensorsIdentity identity, Heading heading) throws Fault {
        Identifier person = someone(identity.person());
        List<Message> messages = new ArrayList<>();
        for (Identifier other : identity.identifiers()) {
            if (!other.equals(person)) {
                messages.add(new Message.Link(Headings.part(heading, messages.size()), other, person, event));
            }
        }
        if (messages.isEmpty()) {
            throw new Fault("no_identifier");
        }
        return messages;
    }

    /// The map of identities holds what to take away, perhaps beside the login.
    private static List<Message> unbind(ObjectNode event, SensorsIdentity identity, Heading heading) throws Fault {
        Identifier person = identity.person();
        List<Message> messages = new ArrayList<>();
        for (Identifier which : identity.named()) {
            if (!which.equals(person)) {
                messages.add(new Message.Unlink(Headings.part(heading, messages.size()), which, person, event));
            }
        }
        if (messages.isEmpty()) {
            messages.add(new Message.Unlink(heading, someone(person), null, event));
        }
        return messages;
    }

    private static List<Message> item(Heading heading, boolean removed, ObjectNode properties, ObjectNode event)
            throws Fault {
        String type = Tree.text(event, "item_type");
        String id = Tree.text(event, "item_id");
        if (type == null || id == null) {
            throw new Fault("no_item");
        }
        return List.of(new Message.Item(heading, type, id, removed, properties, event));
    }

    private static Identifier someone(@Nullable Identifier identifier) throws Fault {
        if (identifier == null) {
            throw new Fault("no_identifier");
        }
        return identifier;
    }
}

package dev.limner.collect;

import dev.limner.collect.Delivery.Protocol;
import dev.limner.collect.Message.Heading;
import dev.limner.identity.Customers.Identifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A small protocol for tests: `{"id", "event" | "link" | "unlink" | "traits", "at", "who": {kind: value}, ...}`, one
/// or an array of them.
final class Said {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Said() {}

    static Delivery delivery(Instant received, String json) {
        return new Delivery("web", Protocol.PLAIN, "", received, json.getBytes(StandardCharsets.UTF_8));
    }

    static List<Message> messages(Delivery delivery) {
        JsonNode body = JSON.readTree(delivery.body());
        List<Message> messages = new ArrayList<>();
        (body.isArray() ? body : JSON.createArrayNode().add(body))
                .forEach(said -> messages.add(message(said, delivery.received())));
        return messages;
    }

    private static Message message(JsonNode said, Instant received) {
        List<Identifier> who = new ArrayList<>();
        said.path("who")
                .properties()
                .forEach(name ->
                        who.add(new Identifier(name.getKey(), name.getValue().asString())));
        Heading heading = new Heading(
                said.path("id").asString(""),
                said.has("at") ? Instant.parse(said.path("at").asString()) : received,
                !said.has("at"),
                null,
                who,
                JSON.createObjectNode());
        if (said.has("event")) {
            return new Message.Track(heading, said.path("event").asString(), object(said, "properties"), said);
        }
        if (said.has("traits")) {
            Message.Traits.Change change =
                    Message.Traits.Change.valueOf(said.path("change").asString("SET"));
            return new Message.Traits(heading, change, object(said, "traits"), said);
        }
        if (said.has("unlink")) {
            return new Message.Unlink(heading, who.getFirst(), who.size() > 1 ? who.get(1) : null, said);
        }
        return said.has("link")
                ? new Message.Link(heading, who.getFirst(), who.get(1), said)
                : new Message.Unreadable("bad_message", said);
    }

    private static ObjectNode object(JsonNode said, String name) {
        return said.has(name) ? (ObjectNode) said.get(name) : JSON.createObjectNode();
    }
}

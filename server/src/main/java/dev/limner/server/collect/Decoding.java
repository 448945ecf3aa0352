package dev.limner.server.collect;

import dev.limner.collect.Delivery;
import dev.limner.collect.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The understanding of one delivery, event by event: a bad one is told of, and the next is taken.
final class Decoding {
    /// Longer keys are shortened to a fingerprint.
    private static final int LONGEST_KEY = 200;

    /// What one event says.
    interface Each {
        List<Message> of(ObjectNode event) throws Fault;
    }

    private final Delivery delivery;
    private final Map<String, Integer> seen = new HashMap<>();

    Decoding(Delivery delivery) {
        this.delivery = delivery;
    }

    /// @param longest how many bytes an event may take
    List<Message> each(Iterable<JsonNode> events, int longest, Each each) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode event : events) {
            try {
                if (!(event instanceof ObjectNode object)) {
                    throw new Fault("not_an_object");
                }
                if (delivery.body().length > longest
                        && Tree.mostBytes(object) > longest
                        && object.toString().getBytes(StandardCharsets.UTF_8).length > longest) {
                    throw new Fault("too_long");
                }
                Tree.check(object);
                messages.addAll(each.of(object));
            } catch (Fault e) {
                messages.add(new Message.Unreadable(e.reason, event));
            }
        }
        return messages;
    }

    /// The key of an event that has an id of its own; by its content where it has none.
    String key(@Nullable String id, ObjectNode event, boolean timed, Set<String> passing) {
        return id == null ? contentKey(event, timed, passing) : shortened(id);
    }

    /// The key of an event by its content and by how often the delivery had the same before. An event without a
    /// time is another one each time that it arrives.
    ///
    /// @param passing properties that a client writes anew when it sends again
    String contentKey(ObjectNode event, boolean timed, Set<String> passing) {
        String content = Tree.without(event, passing).toString()
                + (timed ? "" : delivery.received().toString());
        String print = "content:" + fingerprint(content);
        int before = seen.merge(print, 1, Integer::sum) - 1;
        return before == 0 ? print : print + "." + before;
    }

    private static String shortened(String id) {
        return id.length() <= LONGEST_KEY ? id : "id:" + fingerprint(id);
    }

    /// 128 bits of SHA-256, in hexadecimal.
    static String fingerprint(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

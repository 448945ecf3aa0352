package dev.limner.server.collect;

import dev.limner.collect.Delivery;
import dev.limner.collect.Delivery.Protocol;
import dev.limner.collect.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// What bodies say, on one line a message: received at noon of the first of March 2026, in UTC.
final class Said {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Said() {}

    static List<Message> messages(Protocol protocol, String body) {
        return messages(protocol, "", body, NOON);
    }

    static List<Message> messages(Protocol protocol, String call, String body, Instant received) {
        return new Decoders()
                .decode(new Delivery("s", protocol, call, received, body.getBytes(StandardCharsets.UTF_8)));
    }

    /// Without keys, for tests that are not about them.
    static List<String> lines(Protocol protocol, String body) {
        return messages(protocol, body).stream()
                .map(message -> Line.of(message).replaceFirst(" <[^>]*>", ""))
                .toList();
    }

    static List<String> keys(List<Message> messages) {
        return messages.stream()
                .map(message -> Line.of(message).replaceFirst("(?s).*? <([^>]*)>.*", "$1"))
                .toList();
    }
}

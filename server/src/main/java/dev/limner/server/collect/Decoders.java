package dev.limner.server.collect;

import dev.limner.collect.Decoder;
import dev.limner.collect.Delivery;
import dev.limner.collect.Message;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The decoder of every protocol.
public final class Decoders implements Decoder {
    private final SegmentDecoder segment = new SegmentDecoder();
    private final SensorsDecoder sensors = new SensorsDecoder();
    private final PostHogDecoder postHog = new PostHogDecoder();
    private final PlainDecoder plain = new PlainDecoder();

    /// The messages of one protocol's document.
    interface OfDocument {
        List<Message> decode(Delivery delivery, JsonNode document);
    }

    @Override
    public List<Message> decode(Delivery delivery) {
        return switch (delivery.protocol()) {
            case SEGMENT -> ofDocument(delivery, segment);
            case SENSORS -> ofDocument(delivery, sensors);
            case POSTHOG -> ofDocument(delivery, postHog);
            case PLAIN -> plain.decode(delivery);
            case STREAM -> throw new IllegalArgumentException("records are taken apart before they are decoded");
        };
    }

    private static List<Message> ofDocument(Delivery delivery, OfDocument decoder) {
        try {
            return decoder.decode(delivery, Tree.read(delivery.body()));
        } catch (Fault e) {
            return List.of(new Message.Unreadable(e.reason, Tree.asText(delivery.body())));
        }
    }
}

package dev.limner.collect;

import dev.limner.collect.Delivery.Protocol;
import dev.limner.source.Mapping;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The messages of records that were read from a stream. A record's place is its key, so that one that is read again is
/// known.
final class StreamMessages {
    private static final int DEEPEST = 100;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StreamMessages() {}

    /// @param mapping of the source; null where there is none any more
    static List<Message> of(Delivery delivery, @Nullable Mapping mapping, Decoder decoder) {
        Mapping.Kafka kafka = mapping == null || mapping.collect() == null
                ? null
                : mapping.collect().kafka();
        List<Message> messages = new ArrayList<>();
        for (StreamRecord each : StreamRecord.records(delivery.body())) {
            Message.Place place = new Message.Place(delivery.call(), each.offset());
            byte[] value = each.value();
            if (value == null) {
                messages.add(new Message.Unreadable("no_value", NullNode.getInstance(), place));
            } else if (kafka != null && kafka.isOwn()) {
                decoder.decode(new Delivery(delivery.source(), Protocol.PLAIN, "", delivery.received(), value))
                        .forEach(message -> messages.add(message.at(place)));
            } else {
                messages.addAll(json(delivery, kafka, each, value, place));
            }
        }
        return messages;
    }

    private static List<Message> json(
            Delivery delivery, Mapping.@Nullable Kafka kafka, StreamRecord of, byte[] value, Message.Place place) {
        JsonNode read;
        try {
            read = JSON.readTree(value);
        } catch (JacksonException _) {
            String text = new String(value, StandardCharsets.UTF_8);
            return List.of(new Message.Unreadable("bad_json", StringNode.valueOf(text), place));
        }
        List<Message> messages = new ArrayList<>();
        int element = 0;
        for (JsonNode each : read.isArray() ? read : JSON.createArrayNode().add(read)) {
            if (each instanceof ObjectNode fields) {
                Message.Heading heading = new Message.Heading(
                        place.part() + "@" + place.number() + "." + element,
                        of.millis() < 0 ? delivery.received() : Instant.ofEpochMilli(of.millis()),
                        of.millis() < 0,
                        null,
                        List.of(),
                        JSON.createObjectNode(),
                        place);
                messages.add(new Message.Track(heading, event(kafka, fields, place), fields, fields));
            } else {
                messages.add(new Message.Unreadable("no_object", each, place));
            }
            element++;
        }
        return messages;
    }

    /// What happened: a field says it, or the topic's name.
    private static String event(Mapping.@Nullable Kafka kafka, ObjectNode fields, Message.Place place) {
        String column = kafka == null ? null : kafka.event();
        if (column != null) {
            JsonNode named = fields.at("/" + column.replace('.', '/'));
            return named.isValueNode() ? named.asString() : "";
        }
        return place.part().substring(0, place.part().lastIndexOf('/'));
    }
}

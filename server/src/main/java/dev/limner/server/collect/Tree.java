package dev.limner.server.collect;

import dev.limner.identity.Customers.Identifier;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON as strangers write it: read within bounds, and looked into without believing that anything is there.
final class Tree {
    /// The longest unpacked body, in bytes.
    static final int LONGEST = 8_000_000;

    private static final int LONGEST_ID = 255;
    private static final int DEEPEST = 100;
    /// Beyond it a number is no quantity of anything, and writing it out would take the memory there is.
    private static final int WIDEST_EXPONENT = 400;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(LONGEST + 1)
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .maxStringLength(1_000_000)
                    .maxTokenCount(1_000_000)
                    .build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Tree() {}

    /// A whole document.
    static JsonNode read(byte[] body) throws Fault {
        if (body.length > LONGEST) {
            throw new Fault("too_long");
        }
        try {
            JsonNode read = MAPPER.readTree(body);
            if (read == null || read.isMissingNode()) {
                throw new Fault("empty");
            }
            return read;
        } catch (StreamConstraintsException e) {
            throw new Fault("out_of_bounds");
        } catch (JacksonException e) {
            throw new Fault("bad_json");
        } catch (NumberFormatException e) {
            // Jackson lets exponents pass that no decimal can have.
            throw new Fault("bad_number");
        }
    }

    /// Bytes that are no document, for whoever looks into what went wrong.
    static JsonNode asText(byte[] body) {
        return JsonNodeFactory.instance.stringNode(
                new String(body, 0, Math.min(body.length, 2_000), StandardCharsets.UTF_8));
    }

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// The text of that name; null where it is absent, null or blank. Numbers are texts here too.
    static @Nullable String text(JsonNode node, String name) {
        return text(node.path(name));
    }

    static @Nullable String text(JsonNode value) {
        if (value.isString()) {
            String text = value.stringValue().strip();
            return text.isEmpty() ? null : text;
        }
        return value.isIntegralNumber() ? value.toString() : null;
    }

    /// The object of that name, an empty one where there is none.
    static ObjectNode object(JsonNode node, String name) {
        return node.path(name) instanceof ObjectNode object ? object : empty();
    }

    /// An object without some of its properties.
    static ObjectNode without(ObjectNode object, Set<String> names) {
        ObjectNode copy = empty();
        object.properties().forEach(property -> {
            if (!names.contains(property.getKey())) {
                copy.set(property.getKey(), property.getValue());
            }
        });
        return copy;
    }

    /// The identifier of that name; null where it is absent, null or blank.
    static @Nullable Identifier identifier(String kind, JsonNode node, String name) throws Fault {
        String value = text(node, name);
        return value == null ? null : identifier(kind, value);
    }

    static Identifier identifier(String kind, String value) throws Fault {
        if (value.length() > LONGEST_ID) {
            throw new Fault("long_id", value);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new Fault("bad_id", kind);
        }
        return new Identifier(kind, value);
    }

    /// How many bytes a tree may take at most when written: quickly told, and often enough to know.
    static long mostBytes(JsonNode node) {
        if (node.isString()) {
            return 3 + 6L * node.stringValue().length();
        }
        if (!node.isContainer()) {
            return 102;
        }
        long most = 2;
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                most += 4 + 6L * property.getKey().length() + mostBytes(property.getValue());
            }
        } else {
            for (JsonNode child : node.values()) {
                most += 1 + mostBytes(child);
            }
        }
        return most;
    }

    /// Refuses numbers that cannot be reckoned with.
    static void check(JsonNode node) throws Fault {
        if (node.isBigDecimal()) {
            BigDecimal number = node.decimalValue();
            long exponent = (long) number.precision() - number.scale();
            if (Math.abs(exponent) > WIDEST_EXPONENT || Math.abs((long) number.scale()) > WIDEST_EXPONENT) {
                throw new Fault("bad_number");
            }
        } else if (node.isContainer()) {
            for (JsonNode child : node.values()) {
                check(child);
            }
        }
    }
}

package dev.limner.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes flat rows of JSON objects: `{"a": {"b": 1}}` has the path `a.b`, lists are kept as JSON, null is
/// absent.
///
/// A list of objects that is to be exploded gives rows of its own beside its parent's: each has the
/// parent's fields, its number in the list as `path.#`, and its own fields as `path.field`. The parent's
/// row lacks all of these.
public final class JsonObjects {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<String> exploded;

    public JsonObjects(List<String> exploded) {
        this.exploded = List.copyOf(exploded);
    }

    /// Values by path.
    ///
    /// @param element the number of an exploded list's element, after the list's path; empty for the object
    /// itself
    public record Flat(Map<String, String> values, List<String> element) {}

    /// The rows of one line; null where it is no JSON object.
    public @Nullable List<Flat> read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node == null || !node.isObject() ? null : flat(node);
        } catch (JacksonException _) {
            return null;
        }
    }

    /// The rows of an object.
    public List<Flat> flat(JsonNode node) {
        Map<String, String> parent = new TreeMap<>();
        List<Flat> rows = new ArrayList<>();
        rows.add(new Flat(parent, List.of()));
        Map<String, JsonNode> lists = new TreeMap<>();
        flatten("", node, parent, lists);
        for (String path : exploded) {
            JsonNode list = lists.get(path);
            int number = 0;
            while (list != null && number < list.size()) {
                Map<String, String> values = new TreeMap<>(parent);
                flatten(path, list.get(number), values, new TreeMap<>());
                number++;
                values.put(path + ".#", Integer.toString(number));
                rows.add(new Flat(values, List.of(path, Integer.toString(number))));
            }
        }
        return rows;
    }

    private void flatten(String path, JsonNode node, Map<String, String> values, Map<String, JsonNode> lists) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> flatten(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                            field.getValue(),
                            values,
                            lists));
        } else if (node.isArray() && exploded.contains(path)) {
            lists.put(path, node);
        } else if (node.isArray()) {
            values.put(path, JSON.writeValueAsString(node));
        } else if (!node.isNull()) {
            values.put(path, node.asString());
        }
    }
}

package dev.limner.engine.duckdb;

import dev.limner.event.Event.Changed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what an import kept beside an event: raw fields, and what mending did.
final class RestReader {
    private RestReader() {}

    /// What of the row is not as it stood; mended and suspect values first.
    static List<Changed> changed(@Nullable String rest) {
        if (rest == null || !(rest.contains("\"raw\":") || rest.contains("\"mended\":"))) {
            return List.of();
        }
        JsonNode tree = JsonMapper.shared().readTree(rest);
        JsonNode raw = tree.path("raw");
        List<Changed> all = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (JsonNode mark : tree.path("mended")) {
            String column = mark.path("column").asString("");
            told.add(column);
            all.add(new Changed(
                    column,
                    text(mark, "property"),
                    raw.path(column).asString(""),
                    text(mark, "rule"),
                    text(mark, "value"),
                    text(mark, "evidence"),
                    text(mark, "reads"),
                    text(mark, "suspect")));
        }
        raw.properties().forEach(field -> {
            if (!told.contains(field.getKey()) && field.getValue().isString()) {
                all.add(new Changed(field.getKey(), null, field.getValue().asString(), null, null, null, null, null));
            }
        });
        return all;
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.asString() : null;
    }
}

package dev.limner.event;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lists of texts as they are stored: a JSON array of strings without blanks between them, such as
/// `["red","large"]`.
///
/// Equal lists are equal texts.
public final class Lists {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Lists() {}

    /// The one text of a list, its order kept.
    public static String encode(List<String> list) {
        return JSON.writeValueAsString(list);
    }

    /// The list that [#encode] made a text of. What is no such text stands for a list of itself alone: it
    /// was stored
    /// when its property was still declared a text.
    public static List<String> decode(String text) {
        if (!text.startsWith("[")) {
            return List.of(text);
        }
        try {
            JsonNode array = JSON.readTree(text);
            List<String> list = new ArrayList<>(array.size());
            for (JsonNode element : array) {
                if (!element.isString()) {
                    return List.of(text);
                }
                list.add(element.stringValue());
            }
            return List.copyOf(list);
        } catch (JacksonException _) {
            return List.of(text);
        }
    }
}

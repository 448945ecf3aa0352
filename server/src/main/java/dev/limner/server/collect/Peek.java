package dev.limner.server.collect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;

/// A first look at a document: whether it is JSON at all, and whose key is in it.
final class Peek {
    /// How many names a place has at most.
    private static final int DEEPEST = 2;

    private Peek() {}

    /// The texts at those places of the document, or of its first element where it is an array.
    ///
    /// @param places such as `token` or `properties.token`
    /// @throws Refused where it is no JSON, or is out of bounds
    static Map<String, String> into(byte[] body, Set<String> places) throws Refused {
        if (body.length == 0) {
            throw new Refused("empty", body);
        }
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = Tree.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            Deque<String> names = new ArrayDeque<>();
            boolean array = false;
            int elements = 0;
            int depth = 0;
            int documents = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0 && ++documents > 1) {
                    throw new Refused("bad_json", body);
                }
                if (depth == 1 && array && token != JsonToken.END_ARRAY) {
                    elements++;
                }
                if (token.isStructStart()) {
                    array |= depth == 0 && token == JsonToken.START_ARRAY;
                    depth++;
                    names.addLast("");
                } else if (token.isStructEnd()) {
                    depth--;
                    names.removeLast();
                } else if (token == JsonToken.PROPERTY_NAME) {
                    names.removeLast();
                    names.addLast(parser.currentName());
                } else if (depth <= (array ? DEEPEST + 1 : DEEPEST)
                        && elements <= 1
                        && (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT)) {
                    String place =
                            String.join(".", names.stream().skip(array ? 1 : 0).toList());
                    if (places.contains(place)) {
                        found.putIfAbsent(place, parser.getString().strip());
                    }
                }
            }
        } catch (StreamConstraintsException e) {
            throw new Refused("out_of_bounds", body);
        } catch (JacksonException e) {
            throw new Refused("bad_json", body);
        }
        return found;
    }
}

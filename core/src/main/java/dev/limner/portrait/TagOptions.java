package dev.limner.portrait;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The settings of a tag's formula by name; each is one value or a list of values, read by the type that is
/// asked
/// for.
public record TagOptions(Map<String, List<String>> values) implements Serializable {
    public static final TagOptions NONE = new TagOptions(Map.of());

    public TagOptions {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// As they stand in a file.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TagOptions read(Map<String, JsonNode> file) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        file.forEach((name, node) -> values.put(
                name,
                node.isArray()
                        ? StreamSupport.stream(node.spliterator(), false)
                                .map(JsonNode::asString)
                                .toList()
                        : List.of(node.asString())));
        return new TagOptions(values);
    }

    @JsonValue
    Map<String, List<String>> file() {
        return values;
    }

    /// These options without one of them.
    public TagOptions without(String name) {
        Map<String, List<String>> rest = new LinkedHashMap<>(values);
        rest.remove(name);
        return new TagOptions(rest);
    }

    /// Refuses an option that the formula does not know.
    public void allow(String... known) {
        List<String> names = List.of(known);
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                List<String> told = new ArrayList<>(List.of(name));
                told.addAll(Nearest.to(name, names));
                throw new UserProblem(UserProblem.Code.UNKNOWN_KEY, "", told);
            }
        }
    }

    public @Nullable String text(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? null : all.getFirst();
    }

    public String text(String name, String otherwise) {
        String found = text(name);
        return found == null ? otherwise : found;
    }

    /// The option, which the formula cannot do without.
    public String needed(String name) {
        String found = text(name);
        if (found == null) {
            throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "the option " + name + " is missing");
        }
        return found;
    }

    /// A whole number of at least 0.
    public int whole(String name, int otherwise) {
        String found = text(name);
        if (found == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(found);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw bad(name, found, "0, 1, 2, ...");
    }

    public boolean yes(String name, boolean otherwise) {
        return oneOf(name, otherwise ? "true" : "false", List.of("true", "false"))
                .equals("true");
    }

    /// A text out of a few.
    public String oneOf(String name, String otherwise, Collection<String> known) {
        String found = text(name, otherwise);
        if (!known.contains(found)) {
            throw bad(name, found, String.join(", ", known));
        }
        return found;
    }

    /// A decimal number.
    public BigDecimal decimal(String name, String otherwise) {
        return decimal(name, List.of(text(name, otherwise))).getFirst();
    }

    /// A list of decimal numbers.
    public List<BigDecimal> decimals(String name) {
        return decimal(name, values.getOrDefault(name, List.of()));
    }

    private static List<BigDecimal> decimal(String name, List<String> texts) {
        return texts.stream()
                .map(text -> {
                    try {
                        return new BigDecimal(text);
                    } catch (NumberFormatException _) {
                        throw bad(name, text, "0.8, 12, ...");
                    }
                })
                .toList();
    }

    private static UserProblem bad(String name, String value, String known) {
        return UserProblem.of(UserProblem.Code.BAD_PARAMETER, name, value, known);
    }
}

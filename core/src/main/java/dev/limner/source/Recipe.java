package dev.limner.source;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What decides of the events that a row becomes: the mapping without its titles, and the types and
/// properties that its rules name; as a fingerprint, so that a change is seen without a row being read.
public final class Recipe {
    private static final JsonMapper JSON = JsonMapper.shared();
    /// The words of a mapping, which change nothing.
    private static final Set<String> WORDS = Set.of("title", "credit", "notes");

    private Recipe() {}

    /// Equal where every row becomes the same; SHA-256 in hexadecimal.
    public static String of(Mapping mapping, TrackingPlan plan) {
        String types = named(mapping).stream()
                .filter(plan::has)
                .map(plan::type)
                .map(Recipe::told)
                .collect(Collectors.joining(";"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((plain(mapping) + types).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// Whether a row's events depend on the rows around it, so that it cannot be mapped again alone: by its
    /// number within the load, or by how many others stand near it.
    public static boolean looksAround(Mapping mapping) {
        return plain(mapping).contains("\"#\"")
                || mapping.leaveOut().stream().anyMatch(rule -> rule.perSeconds() != null);
    }

    /// The properties that events of the mapping's types carry.
    public static Set<String> properties(Mapping mapping, TrackingPlan plan) {
        return named(mapping).stream()
                .filter(plan::has)
                .flatMap(type -> plan.type(type).properties().stream())
                .map(Property::name)
                .collect(Collectors.toSet());
    }

    private static Set<String> named(Mapping mapping) {
        Set<String> types = new LinkedHashSet<>();
        mapping.rules().stream()
                .map(Mapping.Rule::event)
                .filter(event -> event != null)
                .forEach(types::add);
        mapping.derive().forEach(derivation -> types.addAll(List.of(derivation.event(), derivation.from())));
        return types;
    }

    private static String told(EventType type) {
        TreeMap<String, String> carried = new TreeMap<>();
        type.properties()
                .forEach(
                        property -> carried.put(property.name(), property.type().name()));
        return type.name() + carried;
    }

    private static String plain(Mapping mapping) {
        JsonNode tree = without(JSON.valueToTree(mapping));
        if (tree instanceof ObjectNode top) {
            top.remove("file"); // where the rows are, and not what they become
        }
        return JSON.writeValueAsString(tree);
    }

    private static JsonNode without(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.remove(WORDS);
        }
        tree.forEach(Recipe::without);
        return tree;
    }
}

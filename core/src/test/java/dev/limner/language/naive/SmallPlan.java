package dev.limner.language.naive;

import dev.limner.event.TrackingPlan;
import dev.limner.event.TrackingPlan.File.PropertyEntry;
import dev.limner.event.TrackingPlan.File.TypeEntry;
import dev.limner.event.ValueType;
import dev.limner.problem.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tracking plan of cases and random customers: few events, every type of value.
public final class SmallPlan {
    private static final Map<String, ValueType> PROPERTIES = new LinkedHashMap<>();
    private static final Map<String, List<String>> TYPES = new LinkedHashMap<>();

    static {
        for (String text : List.of(
                "item",
                "category",
                "channel",
                "gender",
                "purpose",
                "model",
                "time_zone",
                "industry",
                "contact_role",
                "lifecycle",
                "value_tier")) {
            PROPERTIES.put(text, ValueType.TEXT);
        }
        PROPERTIES.put("amount", ValueType.MONEY);
        PROPERTIES.put("quantity", ValueType.INTEGER);
        PROPERTIES.put("age", ValueType.INTEGER);
        PROPERTIES.put("staff", ValueType.INTEGER);
        PROPERTIES.put("price", ValueType.NUMBER);
        PROPERTIES.put("latitude", ValueType.NUMBER);
        PROPERTIES.put("longitude", ValueType.NUMBER);
        PROPERTIES.put("value", ValueType.NUMBER);
        PROPERTIES.put("is_new", ValueType.BOOLEAN);
        PROPERTIES.put("attributes", ValueType.LIST);
        PROPERTIES.put("birthday", ValueType.DATE);
        PROPERTIES.put("due", ValueType.INSTANT);
        List<String> item =
                List.of("item", "category", "channel", "price", "is_new", "attributes", "latitude", "longitude");
        TYPES.put("view", item);
        TYPES.put(
                "purchase",
                List.of(
                        "item",
                        "category",
                        "channel",
                        "price",
                        "is_new",
                        "attributes",
                        "latitude",
                        "longitude",
                        "amount",
                        "quantity",
                        "due"));
        TYPES.put("visit", List.of("channel", "latitude", "longitude"));
        TYPES.put("message_sent", List.of("channel", "item", "due"));
        TYPES.put("message_opened", List.of("channel", "item"));
        TYPES.put("session_start", List.of("channel", "latitude", "longitude"));
        TYPES.put(
                "traits",
                List.of(
                        "gender",
                        "age",
                        "birthday",
                        "time_zone",
                        "is_new",
                        "attributes",
                        "due",
                        "industry",
                        "staff",
                        "contact_role",
                        "lifecycle",
                        "value_tier"));
        TYPES.put("score", List.of("model", "value"));
        TYPES.put("consent_given", List.of("purpose", "channel"));
        TYPES.put("consent_withdrawn", List.of("purpose", "channel"));
    }

    /// The sources that are trusted most about some traits.
    static final Map<String, List<String>> TRUSTED = Map.of(
            "age",
            List.of("till", "shop"),
            "gender",
            List.of("shop"),
            "time_zone",
            List.of("nobody", "till"),
            "attributes",
            List.of("shop"),
            "due",
            List.of("till"));

    private SmallPlan() {}

    public static TrackingPlan plan() {
        Map<String, TypeEntry> types = new LinkedHashMap<>();
        TYPES.forEach((name, carried) -> types.put(name, new TypeEntry(new Words(name, name), carried)));
        Map<String, PropertyEntry> properties = new LinkedHashMap<>();
        PROPERTIES.forEach((name, type) -> properties.put(name, new PropertyEntry(type, new Words(name, name), null)));
        return new TrackingPlan(new TrackingPlan.File(types, properties, TRUSTED));
    }

    /// The properties of an event type that are of one of the types of value; of all types for `event`.
    static List<String> carried(String type, ValueType... of) {
        List<ValueType> wanted = List.of(of);
        return TYPES.entrySet().stream()
                .filter(one -> one.getKey().equals(type) || type.equals(dev.limner.language.Expr.ANY_TYPE))
                .flatMap(one -> one.getValue().stream())
                .filter(property -> wanted.contains(PROPERTIES.get(property)))
                .distinct()
                .toList();
    }
}

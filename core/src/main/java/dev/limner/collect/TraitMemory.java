package dev.limner.collect;

import dev.limner.collect.Message.Traits.Change;
import dev.limner.event.EventType;
import dev.limner.event.Lists;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.identity.Customers;
import dev.limner.segment.LiveSegments;
import dev.limner.source.CollectedRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;

/// The traits that people have right now, for messages that change them by what they are: numbers that are added, lists
/// that grow, traits that are set only where there are none.
///
/// Known are the properties of the event type `traits`, as live segments keep them in memory, and what this step has
/// brought so far.
final class TraitMemory {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TYPE = "traits";

    private final Customers customers;
    private final LiveSegments live;
    private final @Nullable EventType type;
    private final Map<String, Property> properties = new HashMap<>();
    private final Map<Integer, Map<String, JsonNode>> fresh = new HashMap<>();
    private final Map<Integer, Instant> lasts = new HashMap<>();

    TraitMemory(TrackingPlan plan, Customers customers, LiveSegments live) {
        this.customers = customers;
        this.live = live;
        type = plan.has(TYPE) ? plan.type(TYPE) : null;
        if (type != null) {
            type.properties().forEach(property -> properties.put(property.name(), property));
        }
    }

    /// What a message comes to: the traits as they are from now on, those that stay as they are left out.
    ///
    /// @param node of whom it is about; negative for nobody known
    ObjectNode settled(int node, Change change, ObjectNode said) {
        ObjectNode settled = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> trait : said.properties()) {
            JsonNode now = current(node, trait.getKey());
            JsonNode next = switch (change) {
                case SET -> trait.getValue();
                case SET_ONCE -> now == null ? trait.getValue() : null;
                case ADD -> sum(now, trait.getValue());
                case APPEND -> grown(now, trait.getValue());
                case UNSET, CLEAR -> throw new IllegalArgumentException(change + " says no value");
            };
            if (next != null) {
                settled.set(trait.getKey(), next);
                fresh.computeIfAbsent(node, _ -> new HashMap<>()).put(name(trait.getKey()), next);
            }
        }
        return settled;
    }

    /// When a change of traits counts: after all that it rests on, though the client's clock or the network say
    /// otherwise.
    Instant after(int node, Instant at) {
        Instant last = lasts.getOrDefault(node, Instant.MIN);
        int customer = node < 0 ? Customers.NOBODY : customers.customer(node);
        if (customer != Customers.NOBODY) {
            Instant stored = live.look(customer, this::last);
            last = stored.isAfter(last) ? stored : last;
        }
        Instant then = at.isAfter(last) ? at : last.plusNanos(1000);
        lasts.put(node, then);
        return then;
    }

    private Instant last(History history) {
        for (int event = history.size() - 1; event >= 0; event--) {
            if (type != null && history.type(event) == type.ordinal()) {
                return LocalClock.instant(history.at(event));
            }
        }
        return Instant.MIN;
    }

    /// Forgets what a step brought, once live segments know it.
    void clear() {
        fresh.clear();
        lasts.clear();
    }

    private String name(String trait) {
        return properties.containsKey(trait) ? trait : CollectedRows.plain(trait);
    }

    private @Nullable JsonNode current(int node, String trait) {
        String name = name(trait);
        JsonNode brought = fresh.getOrDefault(node, Map.of()).get(name);
        Property property = properties.get(name);
        if (brought != null || property == null || node < 0) {
            return brought;
        }
        int customer = customers.customer(node);
        if (customer == Customers.NOBODY) {
            return null;
        }
        JsonNode known = live.look(customer, history -> last(history, property));
        return known.isMissingNode() ? null : known;
    }

    private JsonNode last(History history, Property property) {
        for (int event = history.size() - 1; event >= 0; event--) {
            if (type != null && history.type(event) == type.ordinal()) {
                long value = history.value(property, event);
                if (value != History.MISSING) {
                    return node(history, property.type(), value);
                }
            }
        }
        return JSON.missingNode();
    }

    private static JsonNode node(History history, ValueType type, long value) {
        return switch (type) {
            case INTEGER -> JSON.getNodeFactory().numberNode(value);
            case MONEY -> number(BigDecimal.valueOf(value, 4));
            case NUMBER -> JSON.getNodeFactory().numberNode(Double.longBitsToDouble(value));
            case BOOLEAN -> JSON.getNodeFactory().booleanNode(value == 1);
            case TEXT -> JSON.getNodeFactory().stringNode(history.text(value));
            case LIST -> {
                ArrayNode list = JSON.createArrayNode();
                Lists.decode(history.text(value)).forEach(list::add);
                yield list;
            }
            case DATE, INSTANT -> JSON.getNodeFactory().stringNode(Long.toString(value));
        };
    }

    private static @Nullable JsonNode sum(@Nullable JsonNode now, JsonNode more) {
        BigDecimal added = number(more);
        if (added == null) {
            return more; // told as a value that cannot be read
        }
        BigDecimal before = now == null ? null : number(now);
        return number(before == null ? added : before.add(added));
    }

    private static JsonNode number(BigDecimal number) {
        return DecimalNode.valueOf(number);
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        try {
            return new BigDecimal(node.asString());
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static ArrayNode grown(@Nullable JsonNode now, JsonNode more) {
        List<String> texts = new ArrayList<>();
        for (JsonNode part : now == null ? List.of(more) : List.of(now, more)) {
            for (JsonNode text : part.isArray() ? part : JSON.createArrayNode().add(part)) {
                if (!texts.contains(text.asString())) {
                    texts.add(text.asString());
                }
            }
        }
        ArrayNode grown = JSON.createArrayNode();
        texts.forEach(grown::add);
        return grown;
    }
}

package dev.limner.event;

import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The event types and properties that a workspace knows: the one dictionary that mappings, studies and
/// stores share.
public final class TrackingPlan implements Serializable {
    /// The type of events that tell what a customer is like.
    public static final String TRAITS = "traits";

    private final Map<String, EventType> types = new LinkedHashMap<>();
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Map<String, List<String>> trusted = new LinkedHashMap<>();
    private final Property known;
    private final Property zone;
    private final Property source;
    private final Property id;

    /// The plan as it stands in `events.yaml`: properties once, event types naming those they carry.
    ///
    /// @param traits of traits that several sources tell: those sources, the most trusted first
    public record File(
            Map<String, TypeEntry> types,
            Map<String, PropertyEntry> properties,
            @Nullable Map<String, List<String>> traits) {
        public File(Map<String, TypeEntry> types, Map<String, PropertyEntry> properties) {
            this(types, properties, null);
        }

        public record TypeEntry(Words title, List<String> properties) {}

        public record PropertyEntry(
                ValueType type, Words title, @Nullable Sensitivity sensitivity) {}
    }

    /// @throws UserProblem where a type names a property that is not declared
    public TrackingPlan(File file) {
        file.properties()
                .forEach((name, entry) -> properties.put(
                        name,
                        new Property(
                                properties.size(),
                                name,
                                entry.type(),
                                entry.title(),
                                entry.sensitivity() == null ? Sensitivity.PUBLIC : entry.sensitivity())));
        file.types().forEach((name, entry) -> {
            List<Property> carried = entry.properties().stream()
                    .map(property -> declared(name, property))
                    .toList();
            types.put(name, new EventType(types.size(), name, entry.title(), carried));
        });
        if (file.traits() != null) {
            file.traits().forEach((trait, sources) -> {
                property(type(TRAITS), trait);
                trusted.put(trait, List.copyOf(sources));
            });
        }
        known = builtIn(0, "known", ValueType.INSTANT, new Words("Known since", "获知时间"));
        zone = builtIn(1, "zone", ValueType.TEXT, new Words("Time zone", "时区"));
        source = builtIn(2, "source", ValueType.TEXT, new Words("Source", "数据来源"));
        id = builtIn(3, "id", ValueType.INTEGER, new Words("Id", "编号"));
    }

    /// The same plan with some properties of other types.
    public TrackingPlan withTypes(Map<String, ValueType> others) {
        Map<String, File.TypeEntry> sameTypes = new LinkedHashMap<>();
        types.forEach((name, type) -> sameTypes.put(
                name,
                new File.TypeEntry(
                        type.title(),
                        type.properties().stream().map(Property::name).toList())));
        Map<String, File.PropertyEntry> entries = new LinkedHashMap<>();
        properties.forEach((name, property) -> entries.put(
                name,
                new File.PropertyEntry(
                        others.getOrDefault(name, property.type()), property.title(), property.sensitivity())));
        return new TrackingPlan(new File(sameTypes, entries, trusted));
    }

    public List<EventType> types() {
        return List.copyOf(types.values());
    }

    /// The declared properties; [#known], [#zone], [#source] and [#id] are none of them.
    public List<Property> properties() {
        return List.copyOf(properties.values());
    }

    /// When the source says that the event became known: built in, that is, every event has it and none
    /// declares it.
    public Property known() {
        return known;
    }

    /// The name of the time zone in which the event was recorded, such as `Asia/Shanghai`; built in.
    public Property zone() {
        return zone;
    }

    /// The name of the source that the event came from; built in.
    public Property source() {
        return source;
    }

    /// The first 63 bits of the event's id, by which events of one instant are ordered; built in, and no
    /// part of
    /// expressions.
    public Property id() {
        return id;
    }

    /// The sources that tell a trait, the most trusted first; empty where all are trusted alike. Of several
    /// events of the most trusted source that tells it at all the latest counts; sources that are not named come
    /// after those that are, and are trusted alike.
    public List<String> trusted(Property trait) {
        return trusted.getOrDefault(trait.name(), List.of());
    }

    /// The property of that name, declared or built in; null where there is none.
    public @Nullable Property find(String name) {
        return Stream.concat(properties.values().stream(), Stream.of(known, zone, source, id))
                .filter(property -> property.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// One more than the highest ordinal of a property, built-in ones included.
    public int ordinals() {
        return id.ordinal() + 1;
    }

    /// The built-in property of that name which expressions may name; null where there is none.
    public @Nullable Property builtIn(String name) {
        return Stream.of(known, zone, source)
                .filter(property -> property.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// The type of that name.
    ///
    /// @throws UserProblem where the plan has no such type
    public EventType type(String name) {
        EventType type = types.get(name);
        if (type == null) {
            List<String> values = new ArrayList<>(List.of(name));
            values.addAll(Nearest.to(name, types.keySet()));
            throw new UserProblem(UserProblem.Code.UNKNOWN_EVENT_TYPE, "", values);
        }
        return type;
    }

    /// The property that `type` carries under that name; a built-in one is carried by no type.
    ///
    /// @throws UserProblem where the type carries no such property
    public Property property(EventType type, String name) {
        return type.properties().stream()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        unknown(type.name(), name, type.properties().stream().map(Property::name)));
    }

    public boolean has(String type) {
        return types.containsKey(type);
    }

    private Property builtIn(int place, String name, ValueType type, Words title) {
        return new Property(properties.size() + place, name, type, title, Sensitivity.PUBLIC);
    }

    private Property declared(String type, String name) {
        Property property = properties.get(name);
        if (property == null) {
            throw unknown(type, name, properties.keySet().stream());
        }
        return property;
    }

    private static UserProblem unknown(String type, String name, Stream<String> known) {
        List<String> values = new ArrayList<>(List.of(type, name));
        values.addAll(Nearest.to(name, known.toList()));
        return new UserProblem(UserProblem.Code.UNKNOWN_PROPERTY, "", values);
    }
}

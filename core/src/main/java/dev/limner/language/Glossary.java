package dev.limner.language;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.problem.Words;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What things are called when an expression is read aloud: titles of events, properties, tags, segments
/// and the values
/// of
/// choices. What has no title is called by its name.
public final class Glossary implements Serializable {
    /// Everything by its name.
    public static final Glossary EMPTY = new Glossary(Titles.NONE, Titles.NONE, Titles.NONE, Titles.NONE, Map.of());

    private final Titles events;
    private final Titles properties;
    private final Titles names;
    private final Titles segments;
    private final Map<String, Titles> choices;

    private Glossary(Titles events, Titles properties, Titles names, Titles segments, Map<String, Titles> choices) {
        this.events = events;
        this.properties = properties;
        this.names = names;
        this.segments = segments;
        this.choices = Map.copyOf(choices);
    }

    /// The titles of a tracking plan; traits are called as the properties are.
    public static Glossary of(TrackingPlan plan) {
        Titles properties =
                new Titles(plan.properties().stream().collect(Collectors.toMap(Property::name, Property::title)));
        Titles events = new Titles(plan.types().stream().collect(Collectors.toMap(EventType::name, EventType::title)));
        return new Glossary(events, properties, properties, Titles.NONE, Map.of());
    }

    /// The same, and tags by name with the titles of their values by tag and value; a tag stands before a
    /// trait.
    public Glossary withTags(Map<String, Words> titles, Map<String, Map<String, Words>> values) {
        Map<String, Words> merged = new LinkedHashMap<>(names.all());
        merged.putAll(titles);
        Map<String, Titles> chosen = new HashMap<>(choices);
        values.forEach((tag, words) -> chosen.put(tag, new Titles(words)));
        return new Glossary(events, properties, new Titles(merged), segments, chosen);
    }

    /// The same, and segments by name.
    public Glossary withSegments(Map<String, Words> titles) {
        Map<String, Words> merged = new LinkedHashMap<>(segments.all());
        merged.putAll(titles);
        return new Glossary(events, properties, names, new Titles(merged), choices);
    }

    Titles events() {
        return events;
    }

    /// The title of a segment; its name where it has none.
    public Words segmentTitle(String name) {
        return segments.all().getOrDefault(name, new Words(name, name));
    }

    Titles segments() {
        return segments;
    }

    /// The titles of tags and traits.
    Titles names() {
        return names;
    }

    /// The titles of a tag's values.
    Titles choices(String tag) {
        return choices.getOrDefault(tag, Titles.NONE);
    }

    /// A tag or a trait.
    Words name(String name) {
        return names.noun(name);
    }

    Words property(String name) {
        return properties.noun(name);
    }

    Words segment(String name) {
        return segments.quoted(name);
    }

    /// The value of a tag or trait.
    Words choice(String name, String value) {
        return choices.getOrDefault(name, Titles.NONE).value(value);
    }
}

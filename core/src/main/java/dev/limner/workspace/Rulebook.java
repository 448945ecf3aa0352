package dev.limner.workspace;

import dev.limner.portrait.Tag;
import dev.limner.segment.SegmentRule;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The definitions of a workspace that are written in the language: what is planned, applied and kept in
/// versions.
///
/// @param segments by id, in the order of their files
/// @param tags those with the formula `rule` or `first_match`, by name
public record Rulebook(Map<String, SegmentRule> segments, Map<String, Tag.Entry> tags) {
    static final Rulebook EMPTY = new Rulebook(Map.of(), Map.of());

    public Rulebook {
        segments = Collections.unmodifiableMap(new LinkedHashMap<>(segments));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /// What a definition defines.
    public enum Kind {
        SEGMENT,
        TAG
    }

    /// Which definition is spoken of.
    public record Ref(Kind kind, String id) {
        static Ref segment(String id) {
            return new Ref(Kind.SEGMENT, id);
        }

        static Ref tag(String id) {
            return new Ref(Kind.TAG, id);
        }
    }

    /// All definitions: tags, then segments.
    public Map<Ref, Record> all() {
        Map<Ref, Record> all = new LinkedHashMap<>();
        tags.forEach((name, tag) -> all.put(Ref.tag(name), tag));
        segments.forEach((id, rule) -> all.put(Ref.segment(id), rule));
        return all;
    }

    /// What a definition says; null where there is none.
    @org.jspecify.annotations.Nullable
    Record definition(Ref ref) {
        return switch (ref.kind()) {
            case SEGMENT -> segments.get(ref.id());
            case TAG -> tags.get(ref.id());
        };
    }

    /// These definitions with others added or put in the place of those of the same name, and some taken away.
    Rulebook with(Rulebook others, Collection<Ref> without) {
        Map<String, SegmentRule> rules = new LinkedHashMap<>(segments);
        Map<String, Tag.Entry> entries = new LinkedHashMap<>(tags);
        rules.putAll(others.segments);
        entries.putAll(others.tags);
        for (Ref ref : without) {
            switch (ref.kind()) {
                case SEGMENT -> rules.remove(ref.id());
                case TAG -> entries.remove(ref.id());
            }
        }
        return new Rulebook(rules, entries);
    }
}

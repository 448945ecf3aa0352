package dev.limner.workspace;

import dev.limner.engine.duckdb.DefinitionLog;
import dev.limner.engine.duckdb.Store;
import dev.limner.portrait.Tag;
import dev.limner.segment.SegmentRule;
import dev.limner.workspace.Rulebook.Kind;
import dev.limner.workspace.Rulebook.Ref;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The definitions that were applied, version by version.
public final class RulebookLog {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final DefinitionLog log;

    RulebookLog(Store store) {
        log = new DefinitionLog(store);
    }

    /// One version in which a segment became what it says.
    public record Revision(int version, Instant appliedAt, String note, SegmentRule rule) {}

    /// What was applied last.
    Rulebook inForce() {
        return asOf(Integer.MAX_VALUE);
    }

    /// What held from a version on, until the next.
    Rulebook asOf(int version) {
        Map<String, SegmentRule> segments = new LinkedHashMap<>();
        Map<String, Tag.Entry> tags = new LinkedHashMap<>();
        log.asOf(version).forEach((key, content) -> {
            switch (kind(key)) {
                case SEGMENT -> segments.put(key.id(), MAPPER.readValue(content, SegmentRule.class));
                case TAG -> tags.put(key.id(), MAPPER.readValue(content, Tag.Entry.class));
            }
        });
        return new Rulebook(segments, tags);
    }

    /// All versions, newest first.
    public List<DefinitionLog.Version> versions() {
        return log.versions();
    }

    /// The number of the last version; 0 where nothing was ever applied.
    public int last() {
        List<DefinitionLog.Version> versions = versions();
        return versions.isEmpty() ? 0 : versions.getFirst().number();
    }

    /// What a segment said, newest first.
    public List<Revision> ofSegment(String id) {
        return log.revisions(key(Ref.segment(id))).stream()
                .map(revision -> new Revision(
                        revision.version(),
                        revision.appliedAt(),
                        revision.note(),
                        MAPPER.readValue(revision.content(), SegmentRule.class)))
                .toList();
    }

    /// Appends what differs between two rulebooks as a version, and returns its number.
    int apply(Rulebook before, Rulebook after, String note, Instant at) {
        Map<DefinitionLog.Key, @Nullable String> changes = new LinkedHashMap<>();
        after.all().forEach((ref, definition) -> {
            if (!definition.equals(before.definition(ref))) {
                changes.put(key(ref), MAPPER.writeValueAsString(definition));
            }
        });
        before.all().keySet().stream()
                .filter(ref -> after.definition(ref) == null)
                .forEach(ref -> changes.put(key(ref), null));
        return log.apply(changes, note, at);
    }

    private static DefinitionLog.Key key(Ref ref) {
        return new DefinitionLog.Key(ref.kind().name().toLowerCase(Locale.ROOT), ref.id());
    }

    private static Kind kind(DefinitionLog.Key key) {
        return Kind.valueOf(key.kind().toUpperCase(Locale.ROOT));
    }
}

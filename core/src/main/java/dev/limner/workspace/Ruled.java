package dev.limner.workspace;

import dev.limner.engine.duckdb.DefinitionLog;
import dev.limner.engine.duckdb.Store;
import dev.limner.segment.SegmentRule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The segments by rules that were applied, version by version.
final class Ruled {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final DefinitionLog log;

    Ruled(Store store) {
        log = new DefinitionLog(store);
    }

    Map<String, SegmentRule> inForce() {
        return read(log.inForce());
    }

    Map<String, SegmentRule> asOf(int version) {
        return read(log.asOf(version));
    }

    List<DefinitionLog.Version> versions() {
        return log.versions();
    }

    /// Appends what differs between two sets of rules as a version, and returns its number.
    int apply(Map<String, SegmentRule> before, Map<String, SegmentRule> after, String note, Instant at) {
        Map<String, @Nullable String> changes = new LinkedHashMap<>();
        after.forEach((id, rule) -> {
            if (!rule.equals(before.get(id))) {
                changes.put(id, MAPPER.writeValueAsString(rule));
            }
        });
        before.keySet().stream().filter(id -> !after.containsKey(id)).forEach(id -> changes.put(id, null));
        return log.apply(changes, note, at);
    }

    private static Map<String, SegmentRule> read(Map<String, String> contents) {
        Map<String, SegmentRule> rules = new LinkedHashMap<>();
        contents.forEach((id, content) -> rules.put(id, MAPPER.readValue(content, SegmentRule.class)));
        return rules;
    }
}

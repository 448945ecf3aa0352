package dev.limner.workspace;

import dev.limner.engine.duckdb.DefinitionLog;
import dev.limner.segment.SegmentRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The versions of segments by rules, for people to look at.
public final class RuleVersions {
    private RuleVersions() {}

    /// One version of one segment.
    public record OfSegment(int version, Instant appliedAt, String note, String rule) {}

    /// All versions of the workspace's segments, newest first.
    public static List<DefinitionLog.Version> all(Desk desk) {
        return new Ruled(desk.workspace().store()).versions();
    }

    /// The versions that changed one segment, newest first; one that took it away is left out.
    public static List<OfSegment> of(Desk desk, String id) {
        Ruled log = new Ruled(desk.workspace().store());
        List<OfSegment> found = new ArrayList<>();
        for (DefinitionLog.Version version : log.versions()) {
            if (version.changed().contains(id) && log.asOf(version.number()).containsKey(id)) {
                SegmentRule rule = Objects.requireNonNull(log.asOf(version.number()).get(id));
                found.add(new OfSegment(version.number(), version.appliedAt(), version.note(), rule.rule()));
            }
        }
        return found;
    }
}

package dev.limner.segment;

import dev.limner.problem.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group of segments, one a value of a choice tag, as it stands in a file under `segments/`.
///
/// @param values the ids to show, in order; null for all in the tag's order
public record SegmentDefinition(
        String tag,
        Words title,
        Words description,
        @Nullable List<String> values) {
    public SegmentDefinition {
        values = values == null ? null : List.copyOf(values);
    }

    /// One file under `segments/`: groups of segments by tags, and segments by rules.
    ///
    /// @param removed ids of rules that files read before have, and that shall not be
    public record File(
            @Nullable List<SegmentDefinition> segments,
            @Nullable List<SegmentRule> rules,
            @Nullable List<String> removed) {
        public List<SegmentDefinition> groups() {
            return segments == null ? List.of() : segments;
        }

        public List<SegmentRule> ruled() {
            return rules == null ? List.of() : rules;
        }

        public List<String> gone() {
            return removed == null ? List.of() : removed;
        }
    }
}

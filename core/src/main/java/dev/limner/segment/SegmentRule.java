package dev.limner.segment;

import dev.limner.problem.Words;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// A segment that is written in the language, as it stands in a file under `segments/`.
///
/// @param id what expressions and addresses call it
/// @param rule the condition, in the language
/// @param track whether its history is kept even where it flips for everybody at once
public record SegmentRule(
        String id,
        Words title,
        @Nullable Words description,
        String rule,
        @Nullable String owner,
        @Nullable Boolean track)
        implements Serializable {
    /// The same segment of another owner.
    public SegmentRule ownedBy(@Nullable String other) {
        return new SegmentRule(id, title, description, rule, other, track);
    }
}

package dev.limner.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.limner.source.clean.Finding;
import org.jspecify.annotations.Nullable;

/// What mending did to one value, as it is kept beside the event; the raw value stands with the other raw ones.
///
/// @param property the event's property that the column gives; null where none reads it as it stands
/// @param value what it was made; null where it is only suspect
/// @param evidence the column that outweighed it
/// @param reads what that column says
/// @param suspect why it is suspect
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mark(
        String rule,
        String column,
        @Nullable String property,
        @Nullable String value,
        @Nullable String evidence,
        @Nullable String reads,
        @Nullable String suspect) {
    static Mark of(Finding finding, @Nullable String property) {
        return new Mark(
                finding.rule(),
                finding.column(),
                property,
                finding.suspect() == null ? finding.value() : null,
                finding.evidence(),
                finding.reads(),
                finding.suspect());
    }
}

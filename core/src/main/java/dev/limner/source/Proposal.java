package dev.limner.source;

import dev.limner.event.ValueType;
import java.util.List;

/// A mapping proposed from a sample of a file, with the reason of each of its parts.
///
/// @param findings what was found out, in the order of the mapping
/// @param columns what each column is like
/// @param mapping the mapping file, to be put under `sources/` and corrected
/// @param plan what `events.yaml` must have for it
public record Proposal(List<Finding> findings, List<Column> columns, String mapping, String plan) {
    public Proposal {
        findings = List.copyOf(findings);
        columns = List.copyOf(columns);
    }

    /// A column of the sample.
    ///
    /// @param property the property that it is proposed to give
    /// @param filled the share of rows that have a value
    public record Column(
            String name,
            String property,
            ValueType type,
            Confidence confidence,
            double filled,
            int distinct,
            List<String> examples) {}
}

package dev.limner.connect;

import dev.limner.source.Finding;
import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands in a file, read to its end.
record Read(List<String> columns, List<Rows.Row> rows, List<Finding> findings) {
    static final FileFormats FORMATS = new FileFormats(
            (file, _) -> {
                throw new AssertionError(file);
            },
            Map.of());

    static Read of(Path file) {
        return of(file, Mapping.Format.DETECTED);
    }

    static Read of(Path file, Mapping.Format format) {
        try (Rows rows = FORMATS.open(file, format)) {
            List<Rows.Row> all = new ArrayList<>();
            for (Rows.@Nullable Row row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
            return new Read(rows.columns(), all, rows.findings());
        }
    }

    /// The fields of each row, those of broken ones behind line and reason.
    List<String> lines() {
        return rows.stream()
                .map(row -> (row.broken() == null ? "" : row.line() + " " + row.broken() + ": ")
                        + String.join("|", row.fields()))
                .toList();
    }

    String found(String key) {
        return findings.stream()
                .filter(finding -> finding.key().equals(key))
                .map(finding -> finding.value() + " " + finding.confidence())
                .findFirst()
                .orElse("");
    }
}

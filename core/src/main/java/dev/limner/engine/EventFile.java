package dev.limner.engine;

import java.nio.file.Path;
import java.util.Set;

/// A Parquet file of customers' events, sorted by customer, at, known and id.
///
/// @param columns those that it has; they may be fewer than the tracking plan's today
public record EventFile(Path path, long rows, Set<String> columns) {
    public EventFile {
        columns = Set.copyOf(columns);
    }
}

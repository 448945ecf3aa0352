package dev.limner.source;

import java.time.Instant;
import java.util.List;

/// Where the rows of a load came from and what made events of them: enough to read them again, and to tell
/// whether another mapping would make something else of them.
///
/// @param zone the mapping's at that time
/// @param imprint of the rows as they were read
/// @param columns of the rows, those that were joined at the end
/// @param joined how many of the columns were joined
/// @param recipe of the mapping and the tracking plan, as [Recipe] tells it
/// @param format how the file was read; a query with the value that it began at
public record Origin(
        int load,
        String source,
        String file,
        Instant startedAt,
        String zone,
        Imprint imprint,
        List<String> columns,
        int joined,
        String recipe,
        Mapping.Format format) {
    public Origin {
        columns = List.copyOf(columns);
    }

    /// The columns that the file itself has.
    public List<String> ownColumns() {
        return columns.subList(0, columns.size() - joined);
    }
}

package dev.limner.engine.duckdb;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A lake file's mirrored columns, as far as a scan wants them.
///
/// @param columns by name; one that the file does not have is not among them
record Sheet(MirrorCustomers customers, Map<String, MirrorColumn> columns) {
    @Nullable
    MirrorColumn column(String name) {
        return columns.get(name);
    }
}

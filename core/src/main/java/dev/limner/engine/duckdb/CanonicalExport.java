package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Columns.Column;
import java.util.List;
import java.util.stream.Collectors;

/// What a store says, as one digest: every event, node and quarantined row, however they came and
/// wherever they
/// lie.
/// Left out are when and by which load a row was received, and the log of loads.
public final class CanonicalExport {
    private CanonicalExport() {}

    /// Equal for two stores that hold the same; five SHA-256 in hexadecimal.
    public static String digest(Store store) {
        String row = Columns.of(store.plan()).stream()
                .filter(column ->
                        !column.name().equals("received") && !column.name().equals("load"))
                .map(Column::quoted)
                .map(column -> "coalesce(" + column + "::VARCHAR, '')")
                .collect(Collectors.joining(", "));
        return store.reading(connection -> {
            String events =
                    String.join(" UNION ALL ", EventTable.all(store, connection).select());
            List<String> parts = List.of(
                    "SELECT sha256(concat_ws(chr(31), %s)) FROM (%s)".formatted(row, events),
                    "SELECT sha256(concat_ws(chr(31), node, kind, value)) FROM identifier",
                    "SELECT sha256(concat_ws(chr(31), node, place, identifier)) FROM together",
                    "SELECT sha256(concat_ws(chr(31), node, source, min(known))) FROM sighting GROUP BY node, source",
                    "SELECT sha256(concat_ws(chr(31), id, source, line, reason, fields)) FROM quarantine");
            return parts.stream()
                    .map(part -> Sql.list(
                                    connection,
                                    result -> String.valueOf(result.getString(1)),
                                    "SELECT sha256(string_agg(digest, '' ORDER BY digest)) FROM (%s) AS rows(digest)"
                                            .formatted(part))
                            .getFirst())
                    .collect(Collectors.joining("-"));
        });
    }
}

package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Columns.Column;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;

/// What a store says, as one digest: every event, node and quarantined row, however they came and
/// wherever they
/// lie.
/// Left out are when and by which load a row was received, and the log of loads.
public final class CanonicalExport {
    private CanonicalExport() {}

    /// Equal for two stores that hold the same of the same people, whatever numbers these bear and whatever
    /// identifiers were seen that no event bears; three SHA-256 in hexadecimal.
    public static String content(Store store) {
        String row = Columns.of(store.plan()).stream()
                .map(Column::name)
                .filter(name -> !List.of("customer", "node", "received", "load").contains(name))
                .map(name -> "coalesce(" + Columns.quoted(name) + "::VARCHAR, '')")
                .collect(Collectors.joining(", "));
        return store.reading(connection -> {
            String events =
                    String.join(" UNION ALL ", EventTable.all(store, connection).select());
            String named =
                    "(SELECT n.node, string_agg(i.kind || ':' || i.value, chr(30) ORDER BY n.place) AS name FROM ("
                            + "SELECT node, 0 AS place, node AS identifier FROM identifier UNION ALL SELECT node, place, identifier FROM together"
                            + ") AS n JOIN identifier AS i ON i.node = n.identifier GROUP BY n.node)";
            String people =
                    "(SELECT customer, string_agg(DISTINCT name, chr(29) ORDER BY name) AS person FROM (SELECT DISTINCT customer, node FROM (%s)) JOIN %s AS names USING (node) GROUP BY customer)"
                            .formatted(events, named);
            return digests(
                    connection,
                    List.of(
                            "SELECT sha256(concat_ws(chr(31), %s, coalesce(name, ''), coalesce(person, ''))) FROM (%s) AS e LEFT JOIN %s AS names ON names.node = e.node LEFT JOIN %s AS people ON people.customer = e.customer"
                                    .formatted(row, events, named, people),
                            "SELECT sha256(concat_ws(chr(31), name, source, min(known))) FROM sighting JOIN %s AS names USING (node) WHERE node IN (SELECT node FROM (%s)) GROUP BY name, source"
                                    .formatted(named, events),
                            "SELECT sha256(concat_ws(chr(31), id, source, line, reason, fields)) FROM quarantine"));
        });
    }

    private static String digests(Connection connection, List<String> parts) {
        return parts.stream()
                .map(part -> Sql.list(
                                connection,
                                result -> String.valueOf(result.getString(1)),
                                "SELECT sha256(string_agg(digest, '' ORDER BY digest)) FROM (%s) AS rows(digest)"
                                        .formatted(part))
                        .getFirst())
                .collect(Collectors.joining("-"));
    }

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
            return digests(connection, parts);
        });
    }
}

package dev.limner.engine.duckdb;

import static dev.limner.engine.duckdb.Columns.literal;
import static dev.limner.engine.duckdb.Columns.quoted;

import dev.limner.engine.duckdb.Columns.Column;
import dev.limner.event.TrackingPlan;
import dev.limner.source.Mapping;
import dev.limner.source.Origin;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;

/// What rows that are taken from quarantine make of the groups that they belong to: what was derived of these
/// is derived again, of all their events. The ids of what it replaces are noted in the table `regrouped`.
final class Regrouping {
    private final Connection connection;
    private final TrackingPlan plan;
    private final String old;
    private final Origin origin;

    /// @param old a query for the store's events
    Regrouping(Connection connection, TrackingPlan plan, String old, Origin origin) {
        this.connection = connection;
        this.plan = plan;
        this.old = old;
        this.origin = origin;
    }

    void run(Settling settling, List<Mapping.Derivation> derivations) {
        // what has come in by a later load meanwhile is there already
        Sql.execute(connection, """
                DELETE FROM replayed WHERE load = %d AND id IN (SELECT id FROM %s WHERE source = %s)""".formatted(origin.load(), old, literal(origin.source())));
        derivations.forEach(derivation -> again(settling, derivation));
    }

    private void again(Settling settling, Mapping.Derivation derivation) {
        String by = quoted(derivation.by());
        String columns = Columns.of(plan).stream().map(Column::quoted).collect(Collectors.joining(", "));
        String fresh = "(SELECT %s FROM replayed WHERE load = %d AND type = %s)"
                .formatted(columns, origin.load(), literal(derivation.from()));
        Sql.execute(
                connection,
                "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT %1$s AS by, first_of_node FROM %2$s WHERE %1$s IS NOT NULL"
                        .formatted(by, Settling.withFirst(fresh)));
        if (Sql.number(connection, "SELECT count(*) FROM touched") > 0) {
            Sql.execute(
                    connection,
                    "CREATE OR REPLACE TEMP TABLE parts AS SELECT %s FROM (%s UNION ALL %s)"
                            .formatted(columns, fresh, ofTouched(columns, derivation.from(), by)));
            Sql.execute(
                    connection,
                    "INSERT INTO regrouped SELECT id FROM (" + ofTouched(columns, derivation.event(), by) + ")");
            settling.derive(derivation, origin.startedAt(), "parts");
            Sql.execute(connection, "DROP TABLE parts");
        }
        Sql.execute(connection, "DROP TABLE touched");
    }

    /// The load's events of a type that belong to the groups.
    private String ofTouched(String columns, String type, String by) {
        return """
                SELECT %s FROM %s AS e WHERE EXISTS (SELECT 1 FROM touched AS t
                  WHERE t.by = e.%s AND t.first_of_node IS NOT DISTINCT FROM e.first_of_node)""".formatted(
                        columns,
                        Settling.withFirst("(SELECT %s FROM %s WHERE load = %d AND source = %s AND type = %s)"
                                .formatted(columns, old, origin.load(), literal(origin.source()), literal(type))),
                        by);
    }
}

package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Columns.Column;
import dev.limner.event.TrackingPlan;
import dev.limner.problem.UserProblem;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The tables of a store and their version.
final class Schema {
    /// Raised with every change of the tables below; an upgrade step is added beside it.
    static final int VERSION = 7;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS meta (name VARCHAR NOT NULL, value VARCHAR NOT NULL)",
            "CREATE TABLE IF NOT EXISTS identifier (node INTEGER NOT NULL, kind VARCHAR NOT NULL, value VARCHAR NOT NULL)",
            """
            CREATE TABLE IF NOT EXISTS load (number INTEGER NOT NULL, source VARCHAR NOT NULL, file VARCHAR NOT NULL,
              started_at TIMESTAMP NOT NULL, seconds DOUBLE NOT NULL, rows BIGINT NOT NULL, duplicates BIGINT NOT NULL,
              first_event TIMESTAMP, last_event TIMESTAMP)""",
            """
            CREATE TABLE IF NOT EXISTS load_count (load INTEGER NOT NULL, kind VARCHAR NOT NULL, place INTEGER NOT NULL,
              name VARCHAR NOT NULL, count BIGINT NOT NULL, anonymous BIGINT NOT NULL)""",
            """
            CREATE TABLE IF NOT EXISTS quarantine (id UUID NOT NULL, source VARCHAR NOT NULL, load INTEGER NOT NULL,
              line BIGINT NOT NULL, reason VARCHAR NOT NULL, fields VARCHAR[] NOT NULL, part VARCHAR)""",
            """
            CREATE TABLE IF NOT EXISTS lake_file (path VARCHAR NOT NULL, month DATE NOT NULL, anonymous BOOLEAN NOT NULL,
              rows BIGINT NOT NULL, columns VARCHAR[] NOT NULL)""",
            """
            CREATE TABLE IF NOT EXISTS parameter (name VARCHAR NOT NULL, version INTEGER NOT NULL,
              fitted_as_of TIMESTAMP NOT NULL, published_at TIMESTAMP NOT NULL, value VARCHAR NOT NULL)""",
            """
            CREATE TABLE IF NOT EXISTS definition_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL,
              note VARCHAR NOT NULL)""",
            """
            CREATE TABLE IF NOT EXISTS definition (version INTEGER NOT NULL, place INTEGER NOT NULL, kind VARCHAR NOT NULL,
              id VARCHAR NOT NULL, content VARCHAR)""",
            """
            CREATE TABLE IF NOT EXISTS stay (segment VARCHAR NOT NULL, version INTEGER NOT NULL, customer INTEGER NOT NULL,
              value VARCHAR, entered_at TIMESTAMP NOT NULL, entered_effective TIMESTAMP NOT NULL,
              entered_cause VARCHAR NOT NULL, left_at TIMESTAMP, left_effective TIMESTAMP, left_cause VARCHAR)""",
            OutboxLog.TABLE,
            ErasureRows.TABLE);

    private Schema() {}

    /// Makes the tables of a new store, and the columns that a changed plan adds to an old one. Returns the
    /// plan with the types that the store has.
    ///
    /// @throws UserProblem where a newer program wrote the store
    static TrackingPlan bring(Connection connection, TrackingPlan plan, Lake lake) {
        int version = version(connection);
        if (version > VERSION) {
            throw UserProblem.of(UserProblem.Code.STORE_TOO_NEW, Integer.toString(version), Integer.toString(VERSION));
        }
        Sql.script(connection, TABLES);
        Sql.script(connection, IdentityRows.TABLES);
        Sql.script(connection, MatchLog.TABLES);
        Sql.script(connection, List.of(Origins.TABLE));
        if (version == 0) {
            Sql.execute(
                    connection,
                    "INSERT INTO meta VALUES ('schema', ?), ('generation', '0')",
                    Integer.toString(VERSION));
        }
        if (version > 0 && version < VERSION) {
            // version 2 adds definitions, version 3 stays in segments, version 4 who is who, version 5 the outbox,
            // version 6 what matching found and where loads came from, version 7 who was erased: tables, which are made
            // above; version 4 also
            // adds the file among several that a quarantined row stands in
            Sql.execute(connection, "ALTER TABLE quarantine ADD COLUMN IF NOT EXISTS part VARCHAR");
            if (!columns(connection, "definition").contains("place")) {
                // version 3 knows other definitions than segments, in the order in which they were applied
                Sql.execute(
                        connection,
                        "CREATE OR REPLACE TABLE definition AS SELECT version, 0 AS place, 'segment' AS kind, id, content FROM definition");
            }
            Sql.execute(connection, "UPDATE meta SET value = ? WHERE name = 'schema'", Integer.toString(VERSION));
        }
        TrackingPlan held = PropertyTypes.held(connection, plan, lake);
        delta(connection, Columns.of(held));
        PropertyTypes.write(connection, held);
        return held;
    }

    /// The schema that a store is of; 0 where it is new.
    static int version(Connection connection) {
        if (columns(connection, "meta").isEmpty()) {
            return 0;
        }
        return Sql.list(connection, row -> row.getInt(1), "SELECT value::INTEGER FROM meta WHERE name = 'schema'")
                .stream()
                .findFirst()
                .orElse(0);
    }

    /// Brings the delta to the plan's columns in their order; those that the plan has no more come behind
    /// them.
    private static void delta(Connection connection, List<Column> columns) {
        Sql.execute(
                connection,
                "CREATE TABLE IF NOT EXISTS delta ("
                        + columns.stream().map(Column::declared).collect(Collectors.joining(", ")) + ")");
        List<String> present = columns(connection, "delta");
        List<String> wanted = new ArrayList<>(columns.stream().map(Column::name).toList());
        present.stream().filter(name -> !wanted.contains(name)).forEach(wanted::add);
        columns.stream()
                .filter(column -> !present.contains(column.name()))
                .forEach(column -> Sql.execute(connection, "ALTER TABLE delta ADD COLUMN " + column.declared()));
        if (!columns(connection, "delta").equals(wanted)) {
            Sql.script(
                    connection,
                    List.of(
                            "BEGIN",
                            "CREATE TABLE delta_in_order AS SELECT "
                                    + wanted.stream().map(Columns::quoted).collect(Collectors.joining(", "))
                                    + " FROM delta",
                            "DROP TABLE delta",
                            "ALTER TABLE delta_in_order RENAME TO delta",
                            "COMMIT"));
        }
    }

    /// The columns of the delta of properties that the plan has no more.
    static List<Column> former(Connection connection, TrackingPlan plan) {
        List<String> known = Columns.of(plan).stream().map(Column::name).toList();
        return Sql.list(
                        connection,
                        row -> new Column(row.getString(1), row.getString(2)),
                        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'delta' ORDER BY column_index")
                .stream()
                .filter(column -> !known.contains(column.name()))
                .toList();
    }

    /// The names of a table's columns, in their order.
    static List<String> columns(Connection connection, String table) {
        return Sql.list(
                connection,
                row -> row.getString(1),
                "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
                table);
    }
}

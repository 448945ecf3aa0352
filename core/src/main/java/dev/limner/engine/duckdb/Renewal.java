package dev.limner.engine.duckdb;

import dev.limner.problem.InternalProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/// The copying of the database into a new file that takes its place: what was deleted is gone only then,
/// since a database keeps the bytes of rows that it has deleted.
///
/// Killed at any moment, either the old file is in force or the new one, whole. Done when a store is
/// opened, before anybody asks it.
final class Renewal {
    private static final String WANTED = "renewal_wanted";
    private static final String COPY = "limner.duckdb.copy";

    private Renewal() {}

    /// Says that rows were deleted whose bytes must go.
    static void want(Connection connection) {
        if (!isWanted(connection)) {
            Sql.execute(connection, "INSERT INTO meta VALUES (?, '1')", WANTED);
        }
    }

    static boolean isWanted(Connection connection) {
        return Sql.number(connection, "SELECT count(*) FROM meta WHERE name = ?", WANTED) > 0;
    }

    /// Copies the database in `folder`, where somebody wanted it; nobody else has it open. Returns
    /// whether it did.
    static boolean run(Path folder, Properties settings) throws SQLException, IOException {
        Path file = folder.resolve("limner.duckdb");
        Path copy = folder.resolve(COPY);
        Compaction.delete(copy);
        Compaction.delete(copy.resolveSibling(COPY + ".wal"));
        if (!Files.exists(file)) {
            return false;
        }
        try (DuckDBConnection connection =
                DriverManager.getConnection("jdbc:duckdb:" + file, settings).unwrap(DuckDBConnection.class)) {
            boolean wanted =
                    Sql.number(connection, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'meta'") > 0
                            && isWanted(connection);
            if (!wanted) {
                return false;
            }
            Sql.execute(connection, "CHECKPOINT");
            Sql.execute(connection, "ATTACH " + Columns.literal(copy.toString()) + " AS renewed");
            Sql.execute(connection, "COPY FROM DATABASE limner TO renewed");
            Sql.execute(connection, "DELETE FROM renewed.meta WHERE name = '" + WANTED + "'");
            Sql.execute(connection, "CHECKPOINT renewed");
            Sql.execute(connection, "DETACH renewed");
        }
        if (Files.exists(folder.resolve("limner.duckdb.wal"))) {
            throw new InternalProblem("the database in " + folder + " could not be closed for copying");
        }
        Compaction.settle(copy, file);
        return true;
    }
}

package dev.limner.engine.duckdb;

import dev.limner.problem.UserProblem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The analyst's SQL over the view `events` (lake and delta as one) and the other tables; it reads and
/// never writes.
public final class SqlConsole {
    private static final Set<String> READING =
            Set.of("select", "from", "with", "describe", "show", "summarize", "explain");

    private final Store store;

    public SqlConsole(Store store) {
        this.store = store;
    }

    /// A result: the names of its columns, and rows of values as text (null where missing).
    public record Table(List<String> columns, List<List<@Nullable String>> rows, boolean more) {}

    /// Runs one query and reads at most `limit` rows.
    ///
    /// @throws UserProblem where it is no query or the store refuses it
    public Table query(String sql, int limit) {
        String one = sql.strip().replaceFirst(";$", "");
        String first = one.split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
        if (!READING.contains(first)) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_SQL, "only queries are run here, and (" + first + ") begins none");
        }
        if (one.contains(";")) {
            throw UserProblem.of(UserProblem.Code.BAD_SQL, "one query at a time, without (;)");
        }
        return store.reading(connection -> {
            Sql.execute(
                    connection,
                    "CREATE OR REPLACE TEMP VIEW events AS "
                            + String.join(
                                    " UNION ALL ",
                                    EventTable.all(store, connection).select()));
            Sql.execute(connection, "BEGIN TRANSACTION READ ONLY");
            try (PreparedStatement statement = connection.prepareStatement(one);
                    ResultSet result = statement.executeQuery()) {
                return read(result, limit);
            } catch (SQLException e) {
                throw UserProblem.of(UserProblem.Code.BAD_SQL, String.valueOf(e.getMessage()));
            } finally {
                Sql.execute(connection, "ROLLBACK");
            }
        });
    }

    private static Table read(ResultSet result, int limit) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= meta.getColumnCount(); column++) {
            columns.add(meta.getColumnName(column));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        boolean more = false;
        while (!more && result.next()) {
            if (rows.size() == limit) {
                more = true;
            } else {
                List<@Nullable String> row = new ArrayList<>();
                for (int column = 1; column <= columns.size(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
        }
        return new Table(columns, rows, more);
    }
}

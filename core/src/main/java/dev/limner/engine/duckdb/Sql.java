package dev.limner.engine.duckdb;

import dev.limner.problem.InternalProblem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Small phrases around a connection: run a statement, read rows as records.
final class Sql {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Sql() {}

    /// Reads one row of a result.
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Begins a transaction. The driver begins one with the next statement, but not with an appender, whose rows would
    /// be
    /// committed by themselves; so a statement comes first.
    static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "SELECT 1");
    }

    /// Ends a transaction that failed, with its connection: a commit that failed leaves none to go on with.
    static void discard(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException _) {
            // the failure itself is told already
        }
    }

    static long execute(Connection connection, String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.execute() ? 0 : statement.getLargeUpdateCount();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /// Runs statements that take no parameters.
    static void script(Connection connection, List<String> statements) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw failed(statements.toString(), e);
        }
    }

    static <T> List<T> list(Connection connection, RowReader<T> reader, String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /// The one number that a query gives.
    static long number(Connection connection, String sql, Object... parameters) {
        return list(connection, row -> row.getLong(1), sql, parameters).getFirst();
    }

    /// An instant as a TIMESTAMP literal in UTC.
    static String timestamp(Instant instant) {
        return "TIMESTAMP '" + TIMESTAMP.format(instant) + "'";
    }

    static InternalProblem failed(String sql, SQLException cause) {
        return new InternalProblem("the store refused: " + sql, cause);
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}

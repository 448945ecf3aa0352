package dev.limner.engine.duckdb;

import static dev.limner.engine.duckdb.Columns.literal;
import static dev.limner.engine.duckdb.Columns.quoted;

import dev.limner.problem.InternalProblem;
import dev.limner.problem.UserProblem;
import dev.limner.source.Rows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows of one Parquet file, streamed. Fields of structures are columns with dotted names, lists are
/// JSON, moments with a zone are written in UTC as `2011-12-10 09:00:00+00`, what is null is empty. The
/// line of a row is its number.
final class ParquetRows implements Rows {
    private final Connection connection;
    private final Statement statement;
    private final ResultSet result;
    private final List<String> columns;
    private final long bytes;
    private final long rows;
    private long row;

    private ParquetRows(Connection connection, Path file) throws SQLException {
        this.connection = connection;
        bytes = file.toFile().length();
        String from = " FROM read_parquet(" + literal(file.toString()) + ")";
        Sql.execute(connection, "SET TimeZone = 'UTC'");
        Sql.execute(connection, "SET threads = 1");
        Sql.execute(connection, "SET memory_limit = '256MB'");
        Map<String, String> expressions = new LinkedHashMap<>();
        expand(connection, "SELECT *" + from, "", "", from, expressions);
        columns = List.copyOf(expressions.keySet());
        rows = Sql.number(connection, "SELECT count(*)" + from);
        statement = connection.createStatement();
        result = statement.executeQuery(
                "SELECT " + expressions.values().stream().collect(Collectors.joining(", ")) + from);
    }

    static ParquetRows open(Path file) {
        Properties streaming = new Properties();
        streaming.setProperty("jdbc_stream_results", "true");
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", streaming);
            boolean opened = false;
            try {
                ParquetRows rows = new ParquetRows(connection, file);
                opened = true;
                return rows;
            } finally {
                if (!opened) {
                    connection.close();
                }
            }
        } catch (SQLException | InternalProblem e) {
            throw UserProblem.of(UserProblem.Code.FILE_DAMAGED, file.toString(), "0");
        }
    }

    /// Adds what makes texts of the columns of a query, by their dotted names.
    private static void expand(
            Connection connection,
            String query,
            String path,
            String expression,
            String from,
            Map<String, String> expressions) {
        for (List<String> column :
                Sql.list(connection, found -> List.of(found.getString(1), found.getString(2)), "DESCRIBE " + query)) {
            String name = path + column.getFirst();
            String type = column.getLast();
            String value = expression.isEmpty()
                    ? quoted(column.getFirst())
                    : "struct_extract(" + expression + ", " + literal(column.getFirst()) + ")";
            if (type.startsWith("STRUCT") && !type.endsWith("]")) {
                expand(connection, "SELECT unnest(" + value + ")" + from, name + ".", value, from, expressions);
            } else if (type.endsWith("]") || type.startsWith("MAP") || type.startsWith("UNION")) {
                expressions.put(name, "to_json(" + value + ")::VARCHAR");
            } else {
                expressions.put(name, value + "::VARCHAR");
            }
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() {
        try {
            if (!result.next()) {
                return null;
            }
            row++;
            List<String> fields = new ArrayList<>(columns.size());
            for (int column = 1; column <= columns.size(); column++) {
                String field = result.getString(column);
                fields.add(field == null ? "" : field);
            }
            return new Row(row, fields);
        } catch (SQLException e) {
            throw new InternalProblem("cannot read a Parquet file", e);
        }
    }

    /// As if every row took as many bytes.
    @Override
    public long bytesRead() {
        return rows == 0 ? bytes : (long) ((double) bytes / rows * row);
    }

    @Override
    public long bytesInAll() {
        return bytes;
    }

    @Override
    public void close() {
        try {
            result.close();
            statement.close();
            connection.close();
        } catch (SQLException e) {
            throw new InternalProblem("cannot close a Parquet file", e);
        }
    }
}

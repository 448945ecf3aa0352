package dev.limner.connect;

import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.source.Mapping.Query;
import dev.limner.source.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of a database's answer, streamed in one transaction that only reads. With a watermark they come
/// in its order, from the value on that was reached before: rows that share this value come again and are
/// known.
final class QueryRows implements Rows {
    private static final int FETCHED = 2000;

    private final Query query;
    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet result;
    private final List<QueryColumn> columns;
    private final int watermarkPlace;
    private long row;
    private @Nullable String watermark;

    private QueryRows(Connection connection, String sql, Query query) throws SQLException {
        this.connection = connection;
        this.query = query;
        watermark = query.from();
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        columns = columns(connection, sql);
        List<String> names = columns();
        watermarkPlace = query.watermark() == null ? -1 : names.indexOf(query.watermark());
        if (query.watermark() != null && watermarkPlace < 0) {
            throw UserProblem.of(
                    Code.MAPPING_COLUMN_UNKNOWN, query.connection(), query.watermark(), String.join(", ", names));
        }
        statement = connection.prepareStatement(asked(connection, sql));
        statement.setFetchSize(FETCHED);
        if (watermarkPlace >= 0 && query.from() != null) {
            statement.setObject(1, columns.get(watermarkPlace).value(query.from()));
        }
        result = statement.executeQuery();
    }

    /// @param file the query's text
    static QueryRows open(Path file, Query query, Map<String, String> environment) {
        if (!Files.isRegularFile(file)) {
            throw UserProblem.of(Code.FILE_NOT_FOUND, file.toString());
        }
        String address = environment.get(query.connection());
        if (address == null) {
            throw UserProblem.of(Code.NO_CONNECTION, query.connection());
        }
        try {
            String sql = Files.readString(file).strip().replaceFirst(";\\s*$", "");
            Connection connection = DriverManager.getConnection(address);
            boolean opened = false;
            try {
                QueryRows rows = new QueryRows(connection, sql, query);
                opened = true;
                return rows;
            } finally {
                if (!opened) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw refused(query, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String asked(Connection connection, String sql) throws SQLException {
        if (watermarkPlace < 0) {
            return sql;
        }
        String quote = connection.getMetaData().getIdentifierQuoteString();
        String column = quote + query.watermark() + quote;
        return "SELECT * FROM (" + sql + "\n) AS asked"
                + (query.from() == null ? "" : " WHERE " + column + " >= ?")
                + " ORDER BY " + column;
    }

    private static List<QueryColumn> columns(Connection connection, String sql) throws SQLException {
        try (PreparedStatement nothing =
                        connection.prepareStatement("SELECT * FROM (" + sql + "\n) AS asked WHERE 1 = 0");
                ResultSet empty = nothing.executeQuery()) {
            ResultSetMetaData meta = empty.getMetaData();
            List<QueryColumn> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(QueryColumn.of(meta, i));
            }
            return List.copyOf(columns);
        }
    }

    @Override
    public List<String> columns() {
        return columns.stream().map(QueryColumn::name).toList();
    }

    @Override
    public @Nullable Row next() {
        try {
            if (!result.next()) {
                return null;
            }
            row++;
            List<String> fields = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                fields.add(columns.get(i).text(result, i + 1));
            }
            if (watermarkPlace >= 0 && !fields.get(watermarkPlace).isEmpty()) {
                watermark = fields.get(watermarkPlace);
            }
            return new Row(row, fields);
        } catch (SQLException e) {
            throw refused(query, e);
        }
    }

    @Override
    public @Nullable String watermark() {
        return watermark;
    }

    /// A database does not tell how much there is to come.
    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public long bytesInAll() {
        return 0;
    }

    @Override
    public void close() {
        try {
            result.close();
            statement.close();
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw refused(query, e);
        }
    }

    private static UserProblem refused(Query query, SQLException why) {
        return UserProblem.of(Code.QUERY_FAILED, query.connection(), String.valueOf(why.getMessage()));
    }
}

package dev.limner.benchmarks;

import dev.limner.engine.EventFile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/// DuckDB over the lake's own files, with a table of everybody at hand.
final class Opponent implements AutoCloseable {
    private final Connection connection;

    Opponent(List<EventFile> files, int threads, int memoryMb) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET threads = " + threads);
        execute("SET memory_limit = '" + memoryMb + "MB'");
        execute("SET TimeZone = 'UTC'");
        execute("CREATE VIEW event AS SELECT * FROM read_parquet(["
                + files.stream().map(file -> "'" + file.path() + "'").collect(Collectors.joining(", ")) + "])");
        execute("CREATE TABLE everybody AS SELECT DISTINCT customer FROM event");
    }

    /// The customers that a query gives.
    RoaringBitmap members(String query) throws SQLException {
        RoaringBitmap members = new RoaringBitmap();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                members.add(rows.getInt(1));
            }
        }
        return members;
    }

    /// Asks the query for how many there are, so that handing them over costs nothing.
    long count(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) + 0 * sum(customer) FROM (" + query + ")")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package dev.limner.engine.duckdb;

import java.nio.file.Path;
import org.duckdb.DuckDBConnection;

/// A copy of the store's database in a file of its own, made by the database itself: whoever opens the file beside it
/// would give up, on closing, the lock by which other processes are kept out.
final class DatabaseCopy implements AutoCloseable {
    private static final String NAME = "limner_copy";

    private final DuckDBConnection connection;

    /// Makes an empty file; to be called outside of a transaction.
    DatabaseCopy(DuckDBConnection connection, Path file) {
        this.connection = connection;
        Sql.execute(connection, "ATTACH " + Columns.literal(file.toString()) + " AS " + NAME);
    }

    /// Copies every table as the connection's transaction sees it.
    void fill() {
        String own = Sql.list(connection, row -> row.getString(1), "SELECT current_database()")
                .getFirst();
        Sql.execute(connection, "COPY FROM DATABASE " + Columns.quoted(own) + " TO " + NAME);
    }

    /// Lets the file go, written whole; to be called outside of a transaction.
    @Override
    public void close() {
        Sql.execute(connection, "DETACH " + NAME);
    }
}

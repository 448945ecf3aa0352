package dev.limner.engine.duckdb;

import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.problem.InternalProblem;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/// One sorted run of events, those of a month, read from its first customer to its last.
///
/// Its query gives, in this order: customer, type ordinal, at, then the asked properties as `long`s (numbers as
/// DOUBLE), each
/// text property followed by its text.
final class RunCursor implements AutoCloseable {
    /// The customer at the end of a run.
    static final int END = Integer.MAX_VALUE;

    private final Store store;
    private final DuckDBConnection connection;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult result;
    private final List<Property> properties;
    private final Texts.Reader texts;
    private DuckDBReadableVector[] vectors = {};
    private int row;
    private int rows;
    private int customer = -1;
    private long read;

    RunCursor(Store store, String query, List<Property> properties, Texts.Reader texts) {
        this.store = store;
        this.properties = properties;
        this.texts = texts;
        this.connection = store.borrow();
        try {
            statement = connection.prepare(query);
            result = statement.query();
            step();
        } catch (SQLException e) {
            throw Sql.failed(query, e);
        }
    }

    /// The customer whose events come next, or [#END].
    int customer() {
        return customer;
    }

    /// How many events were read so far.
    long read() {
        return read;
    }

    /// Adds the next customer's events to `history`.
    void take(History history) {
        int taken = customer;
        while (customer == taken) {
            int end = row + 1;
            DuckDBReadableVector customers = vectors[0];
            while (end < rows && customers.getInt(end) == taken) {
                end++;
            }
            copy(history, end);
            read += end - row;
            row = end;
            step();
        }
        if (customer < taken) {
            throw new InternalProblem("a run is not sorted: customer " + customer + " after " + taken);
        }
    }

    private void copy(History history, int end) {
        int first = history.extend(end - row);
        int[] types = history.types();
        DuckDBReadableVector source = vectors[1];
        for (int from = row, to = first; from < end; from++, to++) {
            types[to] = source.getInt(from);
        }
        copyLongs(vectors[2], history.instants(), first, end);
        int column = 3;
        for (Property property : properties) {
            if (property.type() == ValueType.NUMBER) {
                copyNumbers(vectors[column], history.values(property), first, end);
            } else {
                copyLongs(vectors[column], history.values(property), first, end);
            }
            if (property.type().isText()) {
                column++;
                texts.read(history.values(property), first, vectors[column], row, end);
            }
            column++;
        }
    }

    private void copyLongs(DuckDBReadableVector source, long[] target, int first, int end) {
        for (int from = row, to = first; from < end; from++, to++) {
            target[to] = source.getLong(from, History.MISSING);
        }
    }

    private void copyNumbers(DuckDBReadableVector source, long[] target, int first, int end) {
        for (int from = row, to = first; from < end; from++, to++) {
            target[to] = source.isNull(from) ? History.MISSING : Double.doubleToLongBits(source.getDouble(from) + 0.0);
        }
    }

    /// Stands on the next row, in the next chunk where this one is through.
    private void step() {
        while (row == rows) {
            if (!result.nextChunk()) {
                customer = END;
                return;
            }
            DuckDBDataChunkReader chunk = result.chunk();
            rows = (int) chunk.rowCount();
            row = 0;
            vectors = new DuckDBReadableVector[(int) chunk.columnCount()];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = chunk.vector(i);
            }
        }
        customer = vectors[0].getInt(row);
    }

    @Override
    public void close() {
        try {
            result.close();
            statement.close();
        } catch (SQLException e) {
            throw new InternalProblem("cannot close a run", e);
        } finally {
            store.giveBack(connection);
        }
    }
}

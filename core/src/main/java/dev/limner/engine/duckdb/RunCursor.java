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
/// DOUBLE), then the texts of those text properties whose texts are not known beforehand.
final class RunCursor implements AutoCloseable {
    /// The customer at the end of a run.
    static final int END = Integer.MAX_VALUE;

    /// How many columns stand before the properties.
    private static final int BEFORE = 3;

    private final Store store;
    private final DuckDBConnection connection;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult result;
    private final Carriage carriage;
    private final List<Property> told;
    private final Texts.Reader texts;
    private DuckDBReadableVector[] vectors = {};
    private int row;
    private int rows;
    private int customer = -1;
    private long read;

    RunCursor(Store store, ScanPlan.Query query, Carriage carriage, Texts.Reader texts) {
        this.store = store;
        this.carriage = carriage;
        this.told = query.told();
        this.texts = texts;
        this.connection = store.borrow();
        try {
            statement = connection.prepare(query.sql());
            result = statement.query();
            step();
        } catch (SQLException e) {
            throw Sql.failed(query.sql(), e);
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
        long[] instants = history.instants();
        for (int from = row, to = first; from < end; from++, to++) {
            int type = vectors[1].getInt(from);
            types[to] = type;
            instants[to] = vectors[2].getLong(from);
            for (int place : carriage.of(type)) {
                copy(history, place, from, to);
            }
        }
        for (int i = 0; i < told.size(); i++) {
            texts.read(history.values(told.get(i)), first, vectors[BEFORE + carriage.properties().size() + i], row, end);
        }
    }

    private void copy(History history, int place, int from, int to) {
        Property property = carriage.properties().get(place);
        DuckDBReadableVector source = vectors[BEFORE + place];
        if (property.type() == ValueType.NUMBER) {
            if (!source.isNull(from)) {
                history.values(property)[to] = Double.doubleToLongBits(source.getDouble(from) + 0.0);
            }
        } else {
            history.values(property)[to] = source.getLong(from, History.MISSING);
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

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

/// Events as a query gives them, sorted.
///
/// Its query gives, in this order: customer, type ordinal, at, then the asked properties as `long`s (numbers as
/// DOUBLE), then the texts of the text properties, then the node where rows are to be left out by it.
final class RunCursor implements Run {
    /// How many columns stand before the properties.
    private static final int BEFORE = 3;

    private final Pool pool;
    private final DuckDBConnection connection;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult result;
    private final Carriage carriage;
    private final List<Property> told;
    private final Texts.Reader texts;
    private final Overlay leaveOut;
    /// A row: when it happened, then the values of the properties that its type can have.
    private final int width;

    private long[] packed = {};
    private int[] customers = {};
    private int[] types = {};
    private int row;
    private int rows;
    private int customer = -1;
    private long read;

    RunCursor(Store store, ScanPlan.Query query, Carriage carriage, Texts.Reader texts) {
        this.pool = query.ofFiles() ? store.files() : store.database();
        this.carriage = carriage;
        this.told = carriage.properties().stream()
                .filter(property -> property.type().isText())
                .toList();
        this.width = 1 + carriage.most();
        this.texts = texts;
        this.leaveOut = query.leaveOut();
        this.connection = pool.borrow();
        try {
            if (query.moved() != null) {
                query.moved().fill(connection);
            }
            statement = connection.prepare(query.sql());
            result = statement.query();
            step();
        } catch (SQLException e) {
            throw Sql.failed(query.sql(), e);
        }
    }

    @Override
    public int customer() {
        return customer;
    }

    @Override
    public long read() {
        return read;
    }

    @Override
    public void take(History history) {
        int taken = customer;
        while (customer == taken) {
            int end = row + 1;
            while (end < rows && customers[end] == taken) {
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
        int to = history.extend(end - row);
        for (int from = row; from < end; from++, to++) {
            int type = types[from];
            int at = from * width;
            history.types()[to] = type;
            history.instants()[to] = packed[at];
            for (int place : carriage.of(type)) {
                history.values(carriage.properties().get(place))[to] = packed[++at];
            }
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
            DuckDBReadableVector[] vectors = new DuckDBReadableVector[(int) chunk.columnCount()];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = chunk.vector(i);
            }
            row = 0;
            pack(vectors, (int) chunk.rowCount());
        }
        customer = customers[row];
    }

    /// Takes a chunk over row by row while it is still near: many runs are open at once, and a customer's
    /// few events in
    /// each would otherwise be gathered from all columns of all chunks.
    private void pack(DuckDBReadableVector[] vectors, int count) {
        if (count > customers.length) {
            customers = new int[count];
            types = new int[count];
            packed = new long[count * width];
        }
        rows = 0;
        boolean all = leaveOut.isEmpty();
        for (int i = 0; i < count; i++) {
            if (!all && leaveOut.has(vectors[vectors.length - 1].getInt(i))) {
                continue;
            }
            int type = vectors[1].getInt(i);
            int at = rows * width;
            customers[rows] = vectors[0].getInt(i);
            types[rows++] = type;
            packed[at] = vectors[2].getLong(i);
            for (int place : carriage.of(type)) {
                packed[++at] = value(carriage.properties().get(place), vectors[BEFORE + place], i);
            }
        }
        for (int i = 0; i < told.size(); i++) {
            DuckDBReadableVector codes = vectors[BEFORE + carriage.properties().indexOf(told.get(i))];
            DuckDBReadableVector source = vectors[BEFORE + carriage.properties().size() + i];
            for (int j = 0; j < count; j++) {
                texts.read(codes.getLong(j, History.MISSING), source, j);
            }
        }
    }

    private static long value(Property property, DuckDBReadableVector source, int row) {
        if (property.type() != ValueType.NUMBER) {
            return source.getLong(row, History.MISSING);
        }
        return source.isNull(row) ? History.MISSING : Double.doubleToLongBits(source.getDouble(row) + 0.0);
    }

    @Override
    public void close() {
        try {
            result.close();
            statement.close();
        } catch (SQLException e) {
            throw new InternalProblem("cannot close a run", e);
        } finally {
            pool.giveBack(connection);
        }
    }
}

package dev.limner.source;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Rows that are held in memory, whatever the file: the first stands on line 2.
public final class MemoryRows implements Rows.Format {
    private final List<String> columns;
    private final List<List<String>> rows;
    private final LongConsumer before;
    private boolean closed;

    private MemoryRows(List<String> columns, List<List<String>> rows, LongConsumer before) {
        this.columns = columns;
        this.rows = rows;
        this.before = before;
    }

    public static MemoryRows of(List<String> columns, List<List<String>> rows) {
        return new MemoryRows(columns, rows, _ -> {});
    }

    /// The same rows; `step` is told the line of each before it is read, and may fail.
    MemoryRows before(LongConsumer step) {
        return new MemoryRows(columns, rows, step);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Rows open(Path file, Mapping.Format format) {
        return new Rows() {
            private int place;

            @Override
            public List<String> columns() {
                return columns;
            }

            @Override
            public @Nullable Row next() {
                if (place == rows.size()) {
                    return null;
                }
                before.accept(place + 2L);
                return new Row(place + 2L, rows.get(place++));
            }

            @Override
            public long bytesRead() {
                return place;
            }

            @Override
            public long bytesInAll() {
                return rows.size();
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}

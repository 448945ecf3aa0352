package dev.limner.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first rows of a file that may have grown since.
public final class FirstRows implements Rows {
    private final Rows rows;
    private final long most;
    private long given;

    public FirstRows(Rows rows, long most) {
        this.rows = rows;
        this.most = most;
    }

    @Override
    public List<String> columns() {
        return rows.columns();
    }

    @Override
    public @Nullable Row next() {
        if (given == most) {
            return null;
        }
        given++;
        return rows.next();
    }

    @Override
    public long bytesRead() {
        return rows.bytesRead();
    }

    @Override
    public long bytesInAll() {
        return rows.bytesInAll();
    }

    @Override
    public void close() {
        rows.close();
    }
}

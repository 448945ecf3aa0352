package dev.limner.source;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The raw rows of one file, read once from first to last.
public interface Rows extends AutoCloseable {
    /// The names of the columns.
    List<String> columns();

    /// The next row, or null at the end.
    @Nullable
    Row next();

    /// How many bytes of the file were read so far, as it is stored.
    long bytesRead();

    @Override
    void close();

    /// One row: the line on which it begins, from 1, and its fields as they stand.
    record Row(long line, List<String> fields) {}

    /// What can open a file of rows.
    interface Format {
        /// The rows of a file.
        ///
        /// @throws dev.limner.problem.UserProblem where there is no such file or its encoding is unknown
        Rows open(Path file, Mapping.Format format);
    }
}

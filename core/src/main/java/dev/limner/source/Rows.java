package dev.limner.source;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The raw rows of one file, or of several of one kind, read once from first to last.
public interface Rows extends AutoCloseable {
    /// The names of the columns.
    List<String> columns();

    /// The next row, or null at the end.
    @Nullable
    Row next();

    /// How many bytes of the file were read so far, as it is stored.
    long bytesRead();

    /// How many bytes there are to read, as they are stored.
    long bytesInAll();

    /// What was found out about the file where nobody had said it.
    default List<Finding> findings() {
        return List.of();
    }

    /// The highest value of the watermark that was read so far; null where there is none.
    default @Nullable String watermark() {
        return null;
    }

    @Override
    void close();

    /// One row: where it stands and its fields.
    ///
    /// @param part the file among several; null where there is one
    /// @param line the line of the file on which it begins, from 1
    /// @param fields as they stand
    /// @param content what its fingerprint is taken of: its fields, where the same row always has the same
    /// @param broken why it cannot be read, as [Reasons] names it; null where it can
    record Row(
            @Nullable String part,
            long line,
            List<String> fields,
            List<String> content,
            @Nullable String broken) {
        /// A row that can be read.
        public Row(long line, List<String> fields) {
            this(null, line, fields, fields, null);
        }

        /// What stands on a line that cannot be read.
        public static Row broken(long line, List<String> fields, String reason) {
            return new Row(null, line, fields, fields, reason);
        }

        /// The same row of one file among several.
        public Row in(String file) {
            return new Row(file, line, fields, content, broken);
        }
    }

    /// What can open files of rows.
    interface Format {
        /// The rows of a file, of all files of a folder, or of those that a pattern such as `data/*.csv`
        /// means.
        ///
        /// @throws dev.limner.problem.UserProblem where there is no such file or it is not of its format
        Rows open(Path file, Mapping.Format format);
    }
}

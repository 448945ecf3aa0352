package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Columns.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The base of all history: Parquet files in a folder a month (UTC), each sorted by customer, at, known and
/// id; beside
/// them
/// one a month for anonymous events. The table `lake_file` says which files are in force; others are swept
/// at the next
/// start.
final class Lake {
    private final Path folder;

    Lake(Path folder) {
        this.folder = folder;
    }

    /// A file in force: `columns` are those that it has, which may be fewer than the plan's today.
    ///
    /// @param clean up to when it was written without what is past its age, by data class
    /// @param identity the entry of the identity log whose customers its rows bear
    record LakeFile(
            Path path,
            LocalDate month,
            boolean anonymous,
            long rows,
            Set<String> columns,
            int identity,
            Map<String, Long> clean) {
        /// The rows with today's columns; a column that the file lacks is null.
        String select(List<Column> wanted) {
            return select(wanted, source());
        }

        /// The rows of several files, which are opened together where their columns are the same.
        static List<String> selects(List<LakeFile> files, List<Column> wanted) {
            return files.stream().collect(Collectors.groupingBy(LakeFile::columns)).values().stream()
                    .map(alike -> alike.getFirst()
                            .select(
                                    wanted,
                                    alike.stream()
                                            .map(file ->
                                                    Columns.literal(file.path().toString()))
                                            .collect(Collectors.joining(", ", "read_parquet([", "])"))))
                    .toList();
        }

        private String select(List<Column> wanted, String source) {
            return "SELECT "
                    + wanted.stream()
                            .map(column -> columns.contains(column.name())
                                    ? column.quoted()
                                    : "NULL::" + column.type() + " AS " + column.quoted())
                            .collect(Collectors.joining(", "))
                    + " FROM " + source;
        }

        String source() {
            return "read_parquet(" + Columns.literal(path.toString()) + ")";
        }
    }

    /// The files in force, by month.
    List<LakeFile> files(Connection connection) {
        return Sql.list(
                connection,
                row -> new LakeFile(
                        folder.resolve(row.getString(1)),
                        row.getObject(2, LocalDate.class),
                        row.getBoolean(3),
                        row.getLong(4),
                        names(row.getArray(5)),
                        row.getInt(6),
                        Masking.clean(row.getString(7))),
                "SELECT path, month, anonymous, rows, columns, identity, clean FROM lake_file ORDER BY month, anonymous, path");
    }

    /// The entries of the identity log whose customers some file's rows bear.
    List<Integer> versions(Connection connection) {
        return Sql.list(connection, row -> row.getInt(1), "SELECT DISTINCT identity FROM lake_file");
    }

    /// The path of a month's next file, in a folder that exists.
    Path next(LocalDate month, boolean anonymous, int generation) {
        try {
            Path place = Files.createDirectories(folder.resolve(month.toString().substring(0, 7)));
            return place.resolve((anonymous ? "anonymous" : "customers") + "-" + generation + ".parquet");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file that `lake_file` names so.
    Path path(String relative) {
        return folder.resolve(relative);
    }

    /// The path as it stands in `lake_file`.
    String relative(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /// Deletes what a killed compaction left behind.
    void sweep(Connection connection) {
        Set<Path> inForce = files(connection).stream().map(LakeFile::path).collect(Collectors.toSet());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!inForce.contains(file)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).collect(Collectors.toSet());
    }
}

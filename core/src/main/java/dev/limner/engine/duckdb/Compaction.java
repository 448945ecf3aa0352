package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Columns.Column;
import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Moves the delta into the lake, one month at a time: the month's files and its part of the delta become
/// one new
/// sorted file;
/// that the file is in force, that the old ones are not and that the delta has lost its part is one
/// transaction.
final class Compaction {
    private static final Words COMPACTING = new Words("sorting months", "按月整理");

    private final Store store;
    private final List<Column> columns;

    Compaction(Store store) {
        this.store = store;
        this.columns = Columns.of(store.plan());
    }

    /// A month and whose events of it.
    private record Part(LocalDate month, boolean anonymous, long rows) {
        /// The delta's rows of this part.
        String condition() {
            return "\"at\" >= TIMESTAMP '%s' AND \"at\" < TIMESTAMP '%s' AND customer IS %s"
                    .formatted(month, month.plusMonths(1), anonymous ? "NULL" : "NOT NULL");
        }
    }

    void run(Work work) {
        store.with(connection -> {
            List<Part> parts = Sql.list(
                    connection,
                    row -> new Part(row.getObject(1, LocalDate.class), row.getBoolean(2), row.getLong(3)),
                    """
                    SELECT date_trunc('month', "at")::DATE, customer IS NULL, count(*) FROM delta
                    GROUP BY ALL ORDER BY ALL""");
            work.stage(COMPACTING, parts.stream().mapToLong(Part::rows).sum());
            for (Part part : parts) {
                move(part);
                work.advance(part.rows());
            }
            if (!parts.isEmpty()) {
                store.mirror().sweep(store.lake().files(connection));
                Sql.execute(connection, "CHECKPOINT");
                store.changed();
            }
            return parts.size();
        });
    }

    /// Readers wait only while the switch is committed, not while the month is sorted.
    private void move(Part part) {
        try {
            delete(store.transaction(transaction -> rewrite(transaction, part)));
        } finally {
            if (store.isWriting()) {
                store.writing().unlock();
            }
        }
    }

    /// Returns the files that are no longer in force once the transaction has ended.
    private List<LakeFile> rewrite(Connection connection, Part part) {
        List<LakeFile> old = store.lake().files(connection).stream()
                .filter(file -> file.month().equals(part.month()) && file.anonymous() == part.anonymous())
                .toList();
        int generation = (int) Sql.number(connection, "SELECT value::INTEGER + 1 FROM meta WHERE name = 'generation'");
        Path file = store.lake().next(part.month(), part.anonymous(), generation);
        Path half = file.resolveSibling(file.getFileName() + ".half");
        String rows = old.stream()
                        .map(oldFile -> oldFile.select(columns) + " UNION ALL ")
                        .collect(Collectors.joining()) + "SELECT " + names() + " FROM delta WHERE " + part.condition();
        Sql.execute(
                connection,
                "COPY (SELECT * FROM (%s) ORDER BY customer, \"at\", known, id) TO %s (FORMAT parquet, COMPRESSION zstd)"
                        .formatted(rows, Columns.literal(half.toString())));
        settle(half, file);
        store.writing().lock();
        swap(connection, part, old, file);
        return old;
    }

    private void swap(Connection connection, Part part, List<LakeFile> old, Path file) {
        for (LakeFile replaced : old) {
            Sql.execute(
                    connection,
                    "DELETE FROM lake_file WHERE path = ?",
                    store.lake().relative(replaced.path()));
        }
        Sql.execute(
                connection,
                "INSERT INTO lake_file VALUES (?, ?, ?, ?, [%s])"
                        .formatted(columns.stream()
                                .map(column -> Columns.literal(column.name()))
                                .collect(Collectors.joining(", "))),
                store.lake().relative(file),
                part.month(),
                part.anonymous(),
                part.rows() + old.stream().mapToLong(LakeFile::rows).sum());
        Sql.execute(connection, "DELETE FROM delta WHERE " + part.condition());
        Sql.execute(connection, "UPDATE meta SET value = (value::INTEGER + 1)::VARCHAR WHERE name = 'generation'");
    }

    private static void delete(List<LakeFile> files) {
        try {
            for (LakeFile file : files) {
                Files.deleteIfExists(file.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file is on the disk under its name before anything speaks of it.
    private static void settle(Path half, Path file) {
        try {
            force(half);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            force(Objects.requireNonNull(file.getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private String names() {
        return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
    }
}

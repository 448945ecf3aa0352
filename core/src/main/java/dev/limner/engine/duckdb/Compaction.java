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
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/// Moves the delta into the lake, one month at a time: the month's files and its part of the delta become
/// new sorted
/// files, with the customers of today; that these are in force, that the old ones are not and that the
/// delta has lost
/// its part is one transaction.
///
/// A month of which the delta has nothing is written anew where rows of it bear another customer than today's.
final class Compaction {
    private static final Words COMPACTING = new Words("sorting months", "按月整理");

    private final Store store;
    private final List<Column> columns;
    private final Masking masking;
    private final boolean purging;

    Compaction(Store store) {
        this(store, false);
    }

    /// @param purging whether months are written anew, too, that have something past its age
    Compaction(Store store, boolean purging) {
        this.store = store;
        this.purging = purging;
        this.masking = new Masking(store.held());
        this.columns = Columns.of(store.plan());
    }

    /// A month and how many rows of it lie in the delta.
    private record Month(LocalDate start, long inDelta) {
        /// The delta's rows of it.
        String condition() {
            return "\"at\" >= TIMESTAMP '%s' AND \"at\" < TIMESTAMP '%s'".formatted(start, start.plusMonths(1));
        }
    }

    private static String kind(boolean anonymous) {
        return "customer IS " + (anonymous ? "NULL" : "NOT NULL");
    }

    void run(Work work) {
        List<Month> months = store.with(this::months);
        work.stage(COMPACTING, months.stream().mapToLong(Month::inDelta).sum());
        boolean changed = false;
        for (Month month : months) {
            changed |= move(month);
            work.advance(month.inDelta());
        }
        if (changed) {
            store.with(connection -> {
                store.mirror().sweep(store.lake().files(connection));
                return Sql.execute(connection, "CHECKPOINT");
            });
            store.changed();
        }
    }

    private List<Month> months(Connection connection) {
        String due = !purging
                ? ""
                : store.lake().files(connection).stream()
                        .filter(masking::isDue)
                        .map(LakeFile::month)
                        .distinct()
                        .map(" UNION ALL SELECT DATE '%s', 0"::formatted)
                        .collect(Collectors.joining());
        return Sql.list(connection, row -> new Month(row.getObject(1, LocalDate.class), row.getLong(2)), """
                SELECT month, sum(rows)::BIGINT FROM (
                  SELECT date_trunc('month', "at")::DATE AS month, count(*) AS rows FROM delta GROUP BY ALL
                  UNION ALL SELECT DISTINCT month, 0 FROM lake_file WHERE identity < %d%s)
                GROUP BY month ORDER BY month""".formatted(
                        store.identity().ledger().last(), due));
    }

    /// Readers wait only while the switch is committed, not while the month is sorted. Returns whether
    /// there was
    /// something to move.
    private boolean move(Month month) {
        store.placing().lock();
        try {
            List<LakeFile> old = store.transaction(transaction -> rewrite(transaction, month));
            old.forEach(file -> delete(file.path()));
            return month.inDelta() > 0 || !old.isEmpty();
        } finally {
            if (store.isWriting()) {
                store.writing().unlock();
            }
            store.placing().unlock();
        }
    }

    /// Returns the files that are no longer in force once the transaction has ended.
    private List<LakeFile> rewrite(DuckDBConnection connection, Month month) throws SQLException {
        List<LakeFile> files = store.lake().files(connection).stream()
                .filter(file -> file.month().equals(month.start()))
                .toList();
        Overlay overlay = store.identity().overlay(connection);
        if (!overlay.isEmpty()) {
            overlay.all().fill(connection);
        }
        boolean misplaced = !overlay.isEmpty() && files.stream().anyMatch(file -> isMisplaced(connection, file));
        List<LakeFile> old = new ArrayList<>();
        List<Written> written = new ArrayList<>();
        for (boolean anonymous : List.of(false, true)) {
            List<LakeFile> ofKind =
                    files.stream().filter(file -> file.anonymous() == anonymous).toList();
            boolean more = month.inDelta() > 0
                    && Sql.number(
                                    connection,
                                    "SELECT count(*) FROM (SELECT 1 FROM delta WHERE " + month.condition() + " AND "
                                            + kind(anonymous) + " LIMIT 1)")
                            > 0;
            boolean due = purging && ofKind.stream().anyMatch(masking::isDue);
            if (misplaced || more || due) {
                List<LakeFile> from = misplaced ? files : ofKind;
                written.add(write(connection, month, anonymous, from, misplaced));
                old.addAll(ofKind);
            }
        }
        List<Written> kept = written.stream().filter(file -> file.rows() > 0).toList();
        store.writing().lock();
        swap(connection, month, old, kept);
        return old;
    }

    /// A new file and how many rows it has.
    private record Written(Path path, boolean anonymous, long rows) {}

    private static boolean isMisplaced(Connection connection, LakeFile file) {
        return Sql.number(
                        connection,
                        "SELECT count(*) FROM (SELECT 1 FROM " + file.source()
                                + " AS e JOIN moved AS m ON e.node = m.node"
                                + " WHERE coalesce(e.customer, -1) <> m.root LIMIT 1)")
                > 0;
    }

    private Written write(
            Connection connection, Month month, boolean anonymous, List<LakeFile> from, boolean misplaced) {
        int generation = (int) Sql.number(connection, "SELECT value::INTEGER + 1 FROM meta WHERE name = 'generation'");
        Path file = store.lake().next(month.start(), anonymous, generation);
        Path half = file.resolveSibling(file.getFileName() + ".half");
        String rows = from.stream()
                        .map(old -> old.select(columns))
                        .map(select -> misplaced ? Overlay.corrected(select, columns) : select)
                        .map(select -> "SELECT * FROM (" + select + ") WHERE " + kind(anonymous) + " UNION ALL ")
                        .collect(Collectors.joining())
                + "SELECT " + names() + " FROM delta WHERE " + month.condition() + " AND " + kind(anonymous);
        Sql.execute(
                connection,
                "COPY (SELECT * FROM (%s) ORDER BY customer, \"at\", known, id) TO %s (FORMAT parquet, COMPRESSION zstd)"
                        .formatted(masking.over(rows, columns), Columns.literal(half.toString())));
        settle(half, file);
        long count =
                Sql.number(connection, "SELECT count(*) FROM read_parquet(" + Columns.literal(file.toString()) + ")");
        if (count == 0) {
            delete(file);
        }
        return new Written(file, anonymous, count);
    }

    private void swap(Connection connection, Month month, List<LakeFile> old, List<Written> written) {
        for (LakeFile replaced : old) {
            Sql.execute(
                    connection,
                    "DELETE FROM lake_file WHERE path = ?",
                    store.lake().relative(replaced.path()));
        }
        Sql.execute(
                connection,
                "UPDATE lake_file SET identity = ? WHERE month = ?",
                store.identity().ledger().last(),
                month.start());
        for (Written file : written) {
            Sql.execute(
                    connection,
                    "INSERT INTO lake_file VALUES (?, ?, ?, ?, [%s], ?, ?)"
                            .formatted(columns.stream()
                                    .map(column -> Columns.literal(column.name()))
                                    .collect(Collectors.joining(", "))),
                    store.lake().relative(file.path()),
                    month.start(),
                    file.anonymous(),
                    file.rows(),
                    store.identity().ledger().last(),
                    masking.cleaned());
        }
        Sql.execute(connection, "DELETE FROM delta WHERE " + month.condition());
        Sql.execute(connection, "UPDATE meta SET value = (value::INTEGER + 1)::VARCHAR WHERE name = 'generation'");
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file is on the disk under its name before anything speaks of it.
    static void settle(Path half, Path file) {
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

package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Lake.LakeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/// A store as of one instant, taken while others go on writing: every table as one transaction sees it, the lake's
/// files that it names, the raw rows, and the journal behind its place.
///
/// Nobody commits while files get their second names, which takes no reading; the tables are copied beside all others.
/// What the journal has beyond that instant is in it too: those deliveries were acknowledged.
public final class StoreSnapshot implements AutoCloseable {
    static final String PREFIX = "snapshot-";

    private final Path folder;
    private final List<Part> parts;
    private final long position;
    private final long events;
    private final int customers;

    /// A file of it.
    ///
    /// @param name where it belongs in the folder of a store
    public record Part(String name, Path path) {}

    private StoreSnapshot(Path folder, List<Part> parts, long position, long events, int customers) {
        this.folder = folder;
        this.parts = List.copyOf(parts);
        this.position = position;
        this.events = events;
        this.customers = customers;
    }

    /// Takes it; whoever takes it closes it.
    public static StoreSnapshot take(Store store) {
        Path folder = store.folder().resolve("tmp").resolve(PREFIX + UUID.randomUUID());
        DuckDBConnection connection = store.borrow();
        boolean done = false;
        try {
            Files.createDirectories(folder);
            Path database = folder.resolve(Store.DATABASE);
            StoreSnapshot taken;
            try (DatabaseCopy copy = new DatabaseCopy(connection, database)) {
                Sql.begin(connection);
                taken = linked(store, connection, folder);
                copy.fill();
                connection.commit();
                connection.setAutoCommit(true);
            }
            done = true;
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new dev.limner.problem.InternalProblem("the store cannot be copied", e);
        } finally {
            if (done) {
                store.giveBack(connection);
            } else {
                Sql.discard(connection);
                remove(folder);
            }
        }
    }

    private static StoreSnapshot linked(Store store, DuckDBConnection connection, Path folder) throws IOException {
        List<Part> parts = new ArrayList<>(List.of(new Part(Store.DATABASE, folder.resolve(Store.DATABASE))));
        store.reading().lock();
        try {
            long position = Sql.number(
                    connection, "SELECT coalesce(max(value::BIGINT), 0) FROM meta WHERE name = 'journal_position'");
            List<LakeFile> files = store.lake().files(connection);
            for (LakeFile file : files) {
                link(folder, "lake/" + store.lake().relative(file.path()), file.path(), parts);
            }
            for (Path raw : inside(store.folder().resolve("raw"), ".rows.gz")) {
                link(folder, "raw/" + raw.getFileName(), raw, parts);
            }
            for (Path journal : behind(store.folder().resolve("journal"), position)) {
                link(folder, "journal/" + journal.getFileName(), journal, parts);
            }
            long events = files.stream().mapToLong(LakeFile::rows).sum()
                    + Sql.number(connection, "SELECT count(*) FROM delta");
            return new StoreSnapshot(
                    folder, parts, position, events, store.customers().count());
        } finally {
            store.reading().unlock();
        }
    }

    private static void link(Path folder, String name, Path file, List<Part> parts) throws IOException {
        Path twin = folder.resolve(name);
        Files.createDirectories(twin.resolveSibling("."));
        UpgradeCopy.link(file, twin);
        parts.add(new Part(name, twin));
    }

    /// The journal's files that have something at or behind a position; each bears the position where it begins.
    private static List<Path> behind(Path journal, long position) throws IOException {
        List<Path> all = inside(journal, ".journal");
        int first = 0;
        for (int i = 0; i < all.size(); i++) {
            String name = String.valueOf(all.get(i).getFileName());
            if (Long.parseLong(name.substring(0, name.indexOf('.'))) <= position) {
                first = i;
            }
        }
        return all.subList(first, all.size());
    }

    private static List<Path> inside(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    /// Its files.
    public List<Part> parts() {
        return parts;
    }

    /// How far the journal is worked off in it.
    public long position() {
        return position;
    }

    public long events() {
        return events;
    }

    public int customers() {
        return customers;
    }

    private static void remove(Path folder) {
        try {
            UpgradeCopy.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        remove(folder);
    }

    /// Removes what a killed process left.
    static void sweep(Path tmp) throws IOException {
        try (Stream<Path> all = Files.list(tmp)) {
            for (Path left : all.filter(
                            path -> String.valueOf(path.getFileName()).startsWith(PREFIX))
                    .toList()) {
                UpgradeCopy.delete(left);
            }
        }
    }
}

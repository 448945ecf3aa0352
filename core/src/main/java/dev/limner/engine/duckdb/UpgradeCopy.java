package dev.limner.engine.duckdb;

import dev.limner.work.Reserve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// The copy of a store that is made before the steps of an upgrade run: a store of its own in the folder
/// `backups/schema-N`, which the earlier program opens as it was. Lake files are the same ones under a second name.
final class UpgradeCopy {
    private static final String FOLDER = "backups";
    /// How long copies are kept: what is to be erased must not live on in them.
    private static final Duration KEPT = Duration.ofDays(30);

    private UpgradeCopy() {}

    /// Makes the copy where the store is of an earlier schema; null where it is not.
    static @Nullable Upgrade make(DuckDBConnection root, Path folder, Reserve reserve)
            throws IOException, SQLException {
        sweep(folder.resolve(FOLDER), Instant.now().minus(KEPT));
        int version = Schema.version(root);
        if (version == 0 || version >= Schema.VERSION) {
            return null;
        }
        Path place = folder.resolve(FOLDER).resolve("schema-" + version);
        Path half = folder.resolve(FOLDER).resolve("schema-" + version + ".half");
        delete(half);
        Files.createDirectories(half);
        reserve.require(folder, Files.size(folder.resolve(Store.DATABASE)));
        try (DatabaseCopy copy = new DatabaseCopy(root, half.resolve(Store.DATABASE))) {
            copy.fill();
        }
        Lake lake = new Lake(folder.resolve("lake"));
        // only the column that every schema has
        for (Path file : Sql.list(root, row -> lake.path(row.getString(1)), "SELECT path FROM lake_file")) {
            Path twin = half.resolve("lake").resolve(lake.relative(file));
            Files.createDirectories(twin.resolveSibling("."));
            link(file, twin);
        }
        delete(place);
        Files.move(half, place, StandardCopyOption.ATOMIC_MOVE);
        return new Upgrade(version, Schema.VERSION, place);
    }

    /// Gives a file that never changes a second name, or a copy where the disk has no second names.
    static void link(Path file, Path twin) throws IOException {
        try {
            Files.createLink(twin, file);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException _) {
            Files.copy(file, twin);
        }
    }

    private static void sweep(Path backups, Instant oldest) throws IOException {
        if (!Files.isDirectory(backups)) {
            return;
        }
        try (Stream<Path> all = Files.list(backups)) {
            for (Path copy : all.filter(
                            path -> String.valueOf(path.getFileName()).startsWith("schema-"))
                    .toList()) {
                if (Files.getLastModifiedTime(copy).toInstant().isBefore(oldest)) {
                    delete(copy);
                }
            }
        }
    }

    /// Deletes a folder with all that is in it, where it is there.
    static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}

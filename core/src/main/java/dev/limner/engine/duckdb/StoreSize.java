package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Lake.LakeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How large a store is: bytes of its parts, and rows.
///
/// @param database bytes of the database, what it has not written into its file yet included
/// @param files how many files the lake has
/// @param waitingRows rows that are not in the lake yet
public record StoreSize(
        long database, long lake, long mirror, long journal, int files, long lakeRows, long waitingRows) {
    public static StoreSize of(Store store) {
        return store.reading(connection -> {
            List<LakeFile> files = store.lake().files(connection);
            Path folder = store.folder();
            return new StoreSize(
                    bytes(folder.resolve(Store.DATABASE)) + bytes(folder.resolve(Store.DATABASE + ".wal")),
                    bytes(folder.resolve("lake")),
                    bytes(folder.resolve("mirror")),
                    bytes(folder.resolve("journal")),
                    files.size(),
                    files.stream().mapToLong(LakeFile::rows).sum(),
                    Sql.number(connection, "SELECT count(*) FROM delta"));
        });
    }

    /// Of a file, or of all files in a folder; those that go away meanwhile do not count.
    private static long bytes(Path place) {
        if (!Files.exists(place)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(place)) {
            long bytes = 0;
            for (Path file : all.toList()) {
                bytes += size(file);
            }
            return bytes;
        } catch (UncheckedIOException | NoSuchFileException _) {
            return 0; // a folder went away while it was looked at
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException _) {
            return 0;
        }
    }
}

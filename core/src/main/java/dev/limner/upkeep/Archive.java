package dev.limner.upkeep;

import dev.limner.problem.InternalProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a backup lies: a folder, or a zip file where the name ends so. Lake files are packed already; nothing is
/// packed again.
///
/// @param zip null for a folder
record Archive(Path root, @Nullable FileSystem zip) implements AutoCloseable {
    static boolean isZip(Path at) {
        return at.toString().endsWith(".zip") || at.toString().endsWith(".zip.half");
    }

    /// A new one.
    static Archive create(Path at) throws IOException {
        if (isZip(at)) {
            Map<String, Object> options = Map.of("create", "true", "noCompression", "true", "useTempFile", "true");
            return zip(at, options);
        }
        return new Archive(Files.createDirectories(at), null);
    }

    static Archive open(Path at) throws IOException {
        return isZip(at) ? zip(at, Map.of("accessMode", "readOnly")) : new Archive(at, null);
    }

    private static Archive zip(Path at, Map<String, Object> options) throws IOException {
        URI uri = URI.create("jar:" + at.toAbsolutePath().toUri());
        FileSystem zip = FileSystems.newFileSystem(uri, options);
        return new Archive(Objects.requireNonNull(zip.getPath("/")), zip);
    }

    /// The place of a file, in a folder that exists.
    Path place(String name) throws IOException {
        Path place = root.resolve(name).normalize();
        if (!place.startsWith(root.normalize())) {
            throw new InternalProblem("a file outside of the backup: " + name);
        }
        Files.createDirectories(Objects.requireNonNull(place.getParent()));
        return place;
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}

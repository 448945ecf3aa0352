package dev.limner.upkeep;

import dev.limner.engine.duckdb.StoreSnapshot;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A copy of a workspace, definitions and store, that can be restored anywhere: taken while others read and write, and
/// consistent as of one instant.
///
/// It bears its name once it is whole; one that was given up leaves nothing. Rows that were read from files, and what
/// can be made again (mirrors), are not in it.
public final class Backup {
    private static final Words DATABASE = new Words("copying the database", "复制数据库");
    private static final Words FILES = new Words("copying files", "复制文件");
    private static final Set<String> ENDINGS = Set.of("yaml", "yml", "md");

    private final Workspace workspace;

    public Backup(Workspace workspace) {
        this.workspace = workspace;
    }

    /// The backups that are folders in a folder, by their names.
    public static Map<String, Manifest> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        Map<String, Manifest> found = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path place : all.filter(path -> Files.isRegularFile(path.resolve(Manifest.NAME)))
                    .filter(path -> !path.toString().endsWith(".half"))
                    .toList()) {
                found.put(String.valueOf(place.getFileName()), Manifest.read(place, place.toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private record Part(String name, Path path) {}

    /// Takes it.
    ///
    /// @param to a folder that is not there yet or empty, or a file whose name ends with `.zip`
    /// @throws UserProblem where something is there already, or the disk has no room
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public Manifest take(Path to, Instant now, Work work) {
        Path place = to.toAbsolutePath().normalize();
        Path half = Places.half(place);
        boolean done = false;
        try {
            Places.requireVacant(place);
            Files.createDirectories(place.resolveSibling("."));
            Places.remove(half);
            work.stage(DATABASE, 0);
            Manifest manifest;
            try (StoreSnapshot snapshot = StoreSnapshot.take(workspace.store())) {
                manifest = write(snapshot, half, now, work);
            }
            if (Files.isDirectory(place)) {
                Files.delete(place);
            }
            Files.move(half, place, StandardCopyOption.ATOMIC_MOVE);
            done = true;
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!done) {
                Places.remove(half);
            }
        }
    }

    private Manifest write(StoreSnapshot snapshot, Path half, Instant now, Work work) throws IOException {
        List<Part> parts = new ArrayList<>();
        definitions()
                .forEach(file -> parts.add(new Part(
                        Manifest.DEFINITIONS
                                + workspace.folder().relativize(file).toString().replace('\\', '/'),
                        file)));
        snapshot.parts().forEach(part -> parts.add(new Part(Manifest.STORE + part.name(), part.path())));
        long bytes = 0;
        for (Part part : parts) {
            bytes += Files.size(part.path());
        }
        workspace.store().reserve().require(half.resolveSibling("."), bytes);
        work.stage(FILES, bytes);
        List<Manifest.File> files = new ArrayList<>();
        try (Archive archive = Archive.create(half)) {
            for (Part part : parts) {
                try (InputStream in = Files.newInputStream(part.path());
                        OutputStream out = Files.newOutputStream(archive.place(part.name()))) {
                    files.add(Checksums.copy(part.name(), in, out, work));
                }
            }
            Manifest manifest = new Manifest(
                    Manifest.FORM,
                    workspace.settings().id(),
                    workspace.store().schema(),
                    workspace.settings().store(),
                    now,
                    snapshot.position(),
                    snapshot.events(),
                    snapshot.customers(),
                    files);
            manifest.write(archive.root());
            return manifest;
        }
    }

    /// The files by which the workspace is defined.
    private List<Path> definitions() throws IOException {
        Path store = workspace.store().folder().toAbsolutePath().normalize();
        try (Stream<Path> all = Files.walk(workspace.folder(), 4)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toAbsolutePath().normalize().startsWith(store))
                    .filter(file -> ENDINGS.contains(ending(file)))
                    .sorted()
                    .toList();
        }
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}

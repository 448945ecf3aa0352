package dev.limner.upkeep;

import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A backup made a workspace again, in a folder of its own: checked as a whole before anything is written, and there as
/// a whole or not at all.
public final class Restoration {
    private static final Words CHECKING = new Words("checking the backup", "校验备份");
    private static final Words COPYING = new Words("copying files", "复制文件");

    private Restoration() {}

    /// Restores.
    ///
    /// @param into a folder that is not there yet, or empty
    /// @throws UserProblem where it is no backup, one that is damaged, or something is there already
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public static Manifest restore(Path from, Path into, Work work) {
        Path place = into.toAbsolutePath().normalize();
        Path half = Places.half(place);
        boolean done = false;
        try {
            Places.requireVacant(place);
            if (!Files.exists(from)) {
                throw UserProblem.of(UserProblem.Code.FILE_NOT_FOUND, from.toString());
            }
            Places.remove(half);
            Manifest manifest;
            try (Archive archive = archive(from)) {
                manifest = Manifest.read(archive.root(), from.toString());
                check(archive, manifest, work);
                copy(archive, manifest, half, work);
            }
            Files.deleteIfExists(place);
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

    private static Archive archive(Path from) {
        try {
            return Archive.open(from);
        } catch (IOException _) {
            throw UserProblem.of(UserProblem.Code.NOT_A_BACKUP, from.toString());
        }
    }

    private static void check(Archive archive, Manifest manifest, Work work) throws IOException {
        work.stage(CHECKING, manifest.bytes());
        for (Manifest.File file : manifest.files()) {
            Path path = inside(archive.root(), file.path());
            if (!Files.isRegularFile(path) || Files.size(path) != file.bytes() || !isWhole(file, path, work)) {
                throw UserProblem.of(UserProblem.Code.BACKUP_DAMAGED, file.path());
            }
        }
    }

    private static boolean isWhole(Manifest.File file, Path path, Work work) {
        try {
            return Checksums.of(file.path(), path, work).equals(file);
        } catch (IOException _) {
            return false; // a zip file finds out by itself that an entry is damaged
        }
    }

    private static void copy(Archive archive, Manifest manifest, Path half, Work work) throws IOException {
        work.stage(COPYING, manifest.bytes());
        for (Manifest.File file : manifest.files()) {
            Path target = inside(half, placed(file.path(), manifest));
            Files.createDirectories(target.resolveSibling("."));
            try (InputStream in = Files.newInputStream(inside(archive.root(), file.path()));
                    OutputStream out = Files.newOutputStream(target)) {
                if (!Checksums.copy(file.path(), in, out, work).equals(file)) {
                    throw UserProblem.of(UserProblem.Code.BACKUP_DAMAGED, file.path());
                }
            }
        }
    }

    private static String placed(String path, Manifest manifest) {
        if (path.startsWith(Manifest.STORE)) {
            return manifest.store() + "/" + path.substring(Manifest.STORE.length());
        }
        return path.startsWith(Manifest.DEFINITIONS) ? path.substring(Manifest.DEFINITIONS.length()) : path;
    }

    /// A place below a root.
    ///
    /// @throws UserProblem where the path leads elsewhere
    private static Path inside(Path root, String path) {
        try {
            Path place = root.resolve(path).normalize();
            if (place.startsWith(root)) {
                return place;
            }
        } catch (InvalidPathException _) {
            // told below
        }
        throw UserProblem.of(UserProblem.Code.BACKUP_DAMAGED, path);
    }
}

package dev.limner.connect;

import dev.limner.problem.UserProblem;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// One of the files that a mapping's `file` means.
sealed interface Part {
    /// Its name among the others.
    String name();

    Stored open();

    /// A file of its own.
    record OnDisk(Path file, String name) implements Part {
        @Override
        public Stored open() {
            try {
                return Stored.open(name, new FileInputStream(file.toFile()), Files.size(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A file within a ZIP.
    record InZip(Path zip, String entry, long stored) implements Part {
        @Override
        public String name() {
            return zip.getFileName() + "/" + entry;
        }

        @Override
        public Stored open() {
            try {
                ZipFile file = new ZipFile(zip.toFile());
                InputStream content = file.getInputStream(file.getEntry(entry));
                return Stored.open(
                        name(),
                        new ZipContent(content, file),
                        file.getEntry(entry).getSize());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// All that `path` means, in the order of their names.
    ///
    /// @throws UserProblem where there is none
    static List<Part> of(Path path) {
        List<Part> parts = files(path).stream()
                .flatMap(file -> isZip(file) ? entries(file).stream() : Stream.of(onDisk(path, file)))
                .toList();
        if (parts.isEmpty()) {
            throw UserProblem.of(UserProblem.Code.FILE_NOT_FOUND, path.toString());
        }
        return parts;
    }

    private static Part onDisk(Path path, Path file) {
        return new OnDisk(file, Files.isRegularFile(path) ? path.toString() : file.getFileName() + "");
    }

    private static List<Path> files(Path path) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        Path folder = Files.isDirectory(path) ? path : path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault()
                .getPathMatcher(folder.equals(path) ? "glob:[!.]*" : "glob:" + path.getFileName());
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(file.getFileName()))
                    .sorted(Comparator.comparing(file -> file.getFileName() + ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether it is a ZIP by its first bytes and no workbook.
    private static boolean isZip(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(4);
            return Magic.isZip(first) && !Magic.isWorkbook(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Part> entries(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("__MACOSX/"))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .<Part>map(entry -> new InZip(zip, entry.getName(), entry.getCompressedSize()))
                    .toList();
        } catch (ZipException e) {
            throw UserProblem.of(UserProblem.Code.FILE_DAMAGED, zip.toString(), "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

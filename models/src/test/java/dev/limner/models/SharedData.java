package dev.limner.models;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The public data sets beside the project, which are not part of it: the folder `shared` that lies next to the
/// working directory or one of its parents, or that the system property `limner.shared` names.
public final class SharedData {
    private SharedData() {}

    /// The file at `path` below the folder.
    public static Path path(String path) {
        String named = System.getProperty("limner.shared");
        if (named != null) {
            return Path.of(named, path);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data"))) {
                return at.resolve("shared").resolve(path);
            }
        }
        throw new IllegalStateException("no folder shared/data beside the project: name it by -Dlimner.shared=...");
    }

    /// The records of the CSV file with a header line at `path`, packed (`.gz`) or not.
    public static List<NamedCsvRecord> csv(String path) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(reader(path))) {
            return reader.stream().toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// The lines of the text at `path`, packed (`.gz`) or not.
    public static List<String> lines(String path) {
        try (BufferedReader reader = reader(path)) {
            return reader.lines().toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static BufferedReader reader(String path) throws IOException {
        InputStream in = Files.newInputStream(path(path));
        InputStream unpacked = path.endsWith(".gz") ? new GZIPInputStream(in) : in;
        return new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8));
    }
}

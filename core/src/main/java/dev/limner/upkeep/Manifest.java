package dev.limner.upkeep;

import dev.limner.problem.UserProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a backup says of itself: `manifest.json`.
///
/// @param form of the backup; raised where it changes
/// @param schema of the store
/// @param store where the store lies in the workspace
/// @param journalPosition how far the journal is worked off in it
public record Manifest(
        int form,
        String workspace,
        int schema,
        String store,
        Instant takenAt,
        long journalPosition,
        long events,
        int customers,
        List<File> files) {
    static final String NAME = "manifest.json";
    static final int FORM = 1;

    /// Where the files of the workspace and those of its store lie in a backup.
    static final String DEFINITIONS = "workspace/";

    static final String STORE = "store/";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Manifest {
        files = List.copyOf(files);
    }

    /// A file of it.
    ///
    /// @param sha256 of its bytes, in hexadecimal
    public record File(String path, long bytes, String sha256) {}

    /// How many bytes all files have together.
    public long bytes() {
        return files.stream().mapToLong(File::bytes).sum();
    }

    void write(Path root) throws IOException {
        Files.write(root.resolve(NAME), JSON.writeValueAsBytes(this));
    }

    /// @throws UserProblem where there is none that can be read
    static Manifest read(Path root, String named) {
        Path file = root.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw UserProblem.of(UserProblem.Code.NOT_A_BACKUP, named);
        }
        try {
            Manifest manifest = JSON.readValue(Files.readAllBytes(file), Manifest.class);
            if (manifest.form() == FORM && manifest.store() != null) {
                return manifest;
            }
        } catch (JacksonException _) {
            // told below
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw UserProblem.of(UserProblem.Code.NOT_A_BACKUP, named);
    }
}

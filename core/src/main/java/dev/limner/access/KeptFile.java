package dev.limner.access;

import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A small JSON file that several processes read and write: always whole, for its owner's eyes alone.
///
/// @param <T> the record that it holds
final class KeptFile<T> {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path folder;
    private final Path file;
    private final Class<T> type;
    private final T empty;
    private @Nullable Read<T> read;

    private record Read<T>(@Nullable List<Object> stamp, T content) {}

    KeptFile(Path folder, String name, Class<T> type, T empty) {
        this.folder = folder;
        this.file = folder.resolve(name);
        this.type = type;
        this.empty = empty;
    }

    /// What it holds now, whoever wrote it.
    ///
    /// @throws UserProblem where it cannot be read
    synchronized T content() {
        try {
            List<Object> stamp = stamp();
            Read<T> last = read;
            if (last == null || !java.util.Objects.equals(stamp, last.stamp())) {
                last = new Read<>(stamp, stamp == null ? empty : MAPPER.readValue(Files.readString(file), type));
                read = last;
            }
            return last.content();
        } catch (JacksonException e) {
            // What it says of the text could be a secret.
            throw UserProblem.of(Code.BAD_DEFINITION, "JSON").at(file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Changes it, while nobody else does.
    T change(UnaryOperator<T> change) {
        synchronized (KeptFile.class) { // a lock on a file holds against other processes only
            OwnersOnly.createFolder(folder);
            try (FileChannel channel = OwnersOnly.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                T changed = change.apply(content());
                put(MAPPER.writeValueAsString(changed));
                return changed;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path lock() {
        return folder.resolve("lock");
    }

    private @Nullable List<Object> stamp() throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    }

    /// The file is the old one or the new one at any time, also where the machine stops.
    private void put(String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        try (FileChannel out = OwnersOnly.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnersOnly.sync(folder);
    }
}

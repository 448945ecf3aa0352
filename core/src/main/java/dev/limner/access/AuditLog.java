package dev.limner.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What was done, by whom: a file of JSON lines a month (UTC), which is only ever appended to.
public final class AuditLog {
    private static final String SUFFIX = ".jsonl";
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Path folder;

    /// Some of what was done, the newest first.
    ///
    /// @param total how many there are in all
    public record Page(long total, List<AuditEntry> entries) {}

    public AuditLog(Path folder) {
        this.folder = folder.resolve("audit");
    }

    /// Appends an entry. That something was changed is on the disk when this returns.
    public synchronized void add(AuditEntry entry) {
        OwnersOnly.createFolder(folder);
        Path file = folder.resolve(YearMonth.from(entry.at().atOffset(ZoneOffset.UTC)) + SUFFIX);
        byte[] line = (MAPPER.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel out = OwnersOnly.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(ByteBuffer.wrap(line));
            if (entry.right() != Right.READ) {
                out.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The entries that are asked for, the newest first.
    public Page page(Predicate<AuditEntry> wanted, int offset, int limit) {
        long total = 0;
        List<AuditEntry> shown = new ArrayList<>();
        for (Path file : files()) {
            for (AuditEntry entry : entries(file).reversed()) {
                if (wanted.test(entry)) {
                    if (total >= offset && shown.size() < limit) {
                        shown.add(entry);
                    }
                    total++;
                }
            }
        }
        return new Page(total, shown);
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<AuditEntry> entries(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            List<AuditEntry> entries = new ArrayList<>();
            for (String line : (Iterable<String>) lines::iterator) {
                try {
                    entries.add(MAPPER.readValue(line, AuditEntry.class));
                } catch (JacksonException _) {
                    // cut short when the machine stopped: what it was to say is lost, the rest is not
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

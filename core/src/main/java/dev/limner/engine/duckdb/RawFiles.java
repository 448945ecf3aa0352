package dev.limner.engine.duckdb;

import dev.limner.source.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The raw rows that a store keeps, one file a load in the folder `raw`; what was half written is swept when
/// the store is opened.
public final class RawFiles {
    private static final String END = ".rows.gz";

    private final Path folder;
    private final Store store;

    public RawFiles(Store store) {
        this.store = store;
        this.folder = store.folder().resolve("raw");
    }

    /// Where the rows of a load that begins go to meanwhile.
    public Path next() {
        return folder.resolve("next.half");
    }

    /// The file of a load, whether there is one or not.
    Path of(int load) {
        return folder.resolve("load-" + load + END);
    }

    /// The kept rows of a load; null where there are none.
    public @Nullable Path kept(Origin origin) {
        return kept(origin.load());
    }

    @Nullable
    Path kept(int load) {
        Path file = of(load);
        return Files.isRegularFile(file) ? file : null;
    }

    /// The loads of which there are some.
    List<Integer> loads() {
        return files().stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> name.startsWith("load-") && name.endsWith(END))
                .map(name -> Integer.parseInt(name.substring("load-".length(), name.length() - END.length())))
                .toList();
    }

    /// Deletes what is older than `days` before `now`, then the oldest until all take no more than `bytes`.
    public void trim(int days, long bytes, Instant now) {
        Map<Path, Instant> begun = new HashMap<>();
        new Origins(store).all().forEach(origin -> begun.put(of(origin.load()), origin.startedAt()));
        List<Path> oldestFirst = files().stream()
                .sorted(Comparator.comparing((Path file) -> begun.getOrDefault(file, Instant.EPOCH)))
                .toList();
        long all = oldestFirst.stream().mapToLong(RawFiles::size).sum();
        Instant limit = now.minus(Duration.ofDays(days));
        for (Path file : oldestFirst) {
            if (all > bytes || begun.getOrDefault(file, Instant.EPOCH).isBefore(limit)) {
                all -= size(file);
                Compaction.delete(file);
            }
        }
    }

    /// Deletes what no load knows.
    void sweep() {
        List<Path> known = new Origins(store)
                .all().stream().map(origin -> of(origin.load())).toList();
        files().stream().filter(file -> !known.contains(file)).forEach(Compaction::delete);
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.limner.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is found in the folder of a journal that nobody has open, from a position on.
///
/// @param end where its last whole record ends
/// @param records how many there are behind the position
/// @param tornBytes what stands behind the last whole record: a write that a crash cut off and nobody acknowledged, or
/// one that was damaged later
/// @param damagedAt where something is missing or damaged that more follows behind; -1 where nothing is
/// @param torn the file with the torn bytes; null where there are none
public record JournalState(
        long end,
        long records,
        long tornBytes,
        long damagedAt,
        @Nullable Path torn) {
    /// Looks, and changes nothing.
    public static JournalState of(Path folder, long position) {
        try {
            NavigableMap<Long, Path> files = JournalFile.all(folder);
            if (files.isEmpty()) {
                return new JournalState(0, 0, 0, -1, null);
            }
            Long first = files.floorKey(position);
            if (first == null) {
                return new JournalState(0, 0, 0, position, null);
            }
            long[] records = {0};
            long reached = first;
            for (long start : files.tailMap(first).keySet()) {
                if (reached < start) {
                    return new JournalState(reached, records[0], 0, reached, null);
                }
                Path path = Objects.requireNonNull(files.get(start));
                Long next = files.higherKey(start);
                long room = next == null ? Long.MAX_VALUE : next - start;
                reached = start
                        + JournalFile.read(path, 0, room, record -> {
                            records[0] += start + record.end() > position ? 1 : 0;
                        });
            }
            Path last = Objects.requireNonNull(files.get(files.lastKey()));
            long torn = Files.size(last) - (reached - files.lastKey());
            return new JournalState(reached, records[0], torn, -1, torn > 0 ? last : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Cuts the torn end off; what stood there goes to a file of its own beside it.
    public void setTornAside() {
        if (torn != null) {
            try {
                JournalFile.setAside(torn, Files.size(torn) - tornBytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

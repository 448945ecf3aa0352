package dev.limner.work;

import dev.limner.problem.UserProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/// How much of a disk stays free: what would fill it further stops before.
///
/// @param bytes that stay free
/// @param measure how much is free on the disk of a folder, in bytes
public record Reserve(long bytes, ToLongFunction<Path> measure) {
    /// 512 MB.
    public static final Reserve USUAL = of(512L << 20);

    private static final long MEGABYTE = 1_000_000;

    /// So many bytes of the disk itself.
    public static Reserve of(long bytes) {
        return new Reserve(bytes, Reserve::usable);
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is free on the disk of a folder, in bytes.
    public long free(Path folder) {
        return measure.applyAsLong(folder);
    }

    /// Whether less is free than must stay.
    public boolean isBroken(Path folder) {
        return free(folder) < bytes;
    }

    /// Makes sure that so many bytes more leave the reserve whole.
    ///
    /// @throws UserProblem where they do not
    public void require(Path folder, long more) {
        long free = free(folder);
        if (free - more < bytes) {
            throw UserProblem.of(
                    UserProblem.Code.DISK_NEARLY_FULL,
                    folder.toString(),
                    Long.toString(free / MEGABYTE),
                    Long.toString((bytes + more) / MEGABYTE));
        }
    }
}

package dev.limner.source;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one import did: every row of the file is in exactly one of `kept`, `quarantined` or `duplicates`.
///
/// @param duplicates rows that an earlier import had brought already
/// @param derived events made of groups of kept rows, beside them
/// @param mended how often each cleaning changed a value
public record LoadReport(
        int number,
        String source,
        String file,
        Instant startedAt,
        double seconds,
        long rows,
        long duplicates,
        List<Count> kept,
        List<Count> derived,
        List<Count> quarantined,
        List<Count> mended,
        @Nullable Instant firstEvent,
        @Nullable Instant lastEvent) {
    /// How many under one name, and how many of them without a customer.
    public record Count(String name, long count, long anonymous) {}
}

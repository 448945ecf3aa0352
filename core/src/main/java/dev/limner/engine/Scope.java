package dev.limner.engine;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Which customers a study is asked about, and as of which instant.
///
/// @param asOf events after it do not exist
/// @param mode what "as of" means for facts that became known late
/// @param from events before it are left out; null for none
/// @param customers the numbers of the customers asked about; null for everybody
public record Scope(
        Instant asOf,
        Mode mode,
        @Nullable Instant from,
        @Nullable RoaringBitmap customers) implements Serializable {
    /// The two meanings of "as of t".
    public enum Mode {
        /// What one could have known at t: `known <= t`. Live answers and training ask so.
        AS_KNOWN,
        /// What is known today of the time up to t: `at <= t`. Pages ask so by default.
        AS_CORRECTED
    }

    /// Everybody, with everything known today of the time up to `asOf`.
    public static Scope asOf(Instant asOf) {
        return new Scope(asOf, Mode.AS_CORRECTED, null, null);
    }

    public Scope within(@Nullable RoaringBitmap members) {
        return new Scope(asOf, mode, from, members);
    }

    public Scope since(Instant start) {
        return new Scope(asOf, mode, start, customers);
    }
}

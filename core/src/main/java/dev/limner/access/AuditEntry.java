package dev.limner.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that somebody did or was refused. It names no person but the one who did it, and bears no
/// secret.
///
/// @param who the user, the key, or `terminal`; empty for somebody who is not known
/// @param right what it needed
/// @param deed the route with the names of its places, or the verb of the command line
/// @param workspace null where it concerns none
/// @param object what it was done to, such as `customer 17`; null where the deed says it all
/// @param times how often within a minute, where it is a program that read
public record AuditEntry(
        Instant at,
        String who,
        Right right,
        String deed,
        @Nullable String workspace,
        @Nullable String object,
        Outcome outcome,
        int times) {
    /// How it ended.
    public enum Outcome {
        DONE,
        /// The caller may not.
        REFUSED,
        /// It went wrong, or what was asked for made no sense.
        FAILED
    }
}

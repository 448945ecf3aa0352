package dev.limner.access;

import java.time.Instant;

/// That somebody has logged in and not logged out yet.
///
/// @param hash of the token that his browser shows
/// @param generation of the user, when he logged in; sessions of an older one are over
record Session(String hash, String user, int generation, Instant startedAt, Instant seenAt) {
    Session seen(Instant at) {
        return new Session(hash, user, generation, startedAt, at);
    }
}

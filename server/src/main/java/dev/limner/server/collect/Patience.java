package dev.limner.server.collect;

import java.time.Duration;

/// How long is waited.
///
/// @param body for a whole body to come in
/// @param room for room, with a client that does not come again
record Patience(Duration body, Duration room) {
    /// Room is waited for less than the ten seconds after which the libraries of Sensors Data give up.
    static final Patience USUAL = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(8));
}

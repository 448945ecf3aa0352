package dev.limner.collect;

import java.time.Instant;

/// One body that a client sent, unpacked but not yet understood: what the journal keeps.
///
/// @param source whose key it bore
/// @param protocol how it is written
/// @param call what the address said of it where the body does not, such as `track`; else empty
/// @param received when it arrived
/// @param body a JSON document in UTF-8, without compression; records, where they are read from a stream
@SuppressWarnings("ArrayRecordComponent")
public record Delivery(String source, Protocol protocol, String call, Instant received, byte[] body) {
    /// The same of another source.
    public Delivery of(String other) {
        return new Delivery(other, protocol, call, received, body);
    }

    /// The same of no source, with the reason for it in place of the call.
    Delivery refused(String reason) {
        return new Delivery("", protocol, reason, received, body);
    }

    /// How bodies are written. The names are kept in the journal.
    public enum Protocol {
        /// Segment's tracking API, which RudderStack speaks too.
        SEGMENT,
        /// Sensors Data: one event or an array of them.
        SENSORS,
        /// PostHog's capture API.
        POSTHOG,
        /// Limner's own: one event, an array of them, or one a line.
        PLAIN,
        /// Records read from a stream, as [StreamRecord] writes them.
        STREAM
    }
}

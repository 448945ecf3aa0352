package dev.limner.server.collect;

import dev.limner.collect.Delivery;
import dev.limner.collect.Delivery.Protocol;
import dev.limner.collect.Intake;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Hands deliveries over to the intake, and says what became of them.
final class Gate {
    /// What became of a request.
    sealed interface Outcome {
        /// It is stored for good.
        record Taken(Delivery delivery) implements Outcome {}

        /// It is not taken, but noted.
        record Turned(String reason) implements Outcome {}

        /// Nothing was done; later perhaps.
        record Later(int retryAfterSeconds) implements Outcome {}
    }

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Intake intake;
    private final InstantSource clock;
    private final Patience patience;
    /// Those that may wait at once: each holds its body.
    private final Semaphore waiting = new Semaphore(200);

    Gate(Intake intake, InstantSource clock, Patience patience) {
        this.intake = intake;
        this.clock = clock;
        this.patience = patience;
    }

    /// @param keys the write keys that the request names; the first is the one that counts
    Outcome receive(Protocol protocol, String call, List<String> keys, byte[] body) {
        Delivery nobodys = new Delivery("", protocol, call, clock.instant(), body);
        if (keys.isEmpty()) {
            return turn(nobodys, "no_key");
        }
        String source = intake.source(keys.getFirst());
        if (source == null) {
            return turn(nobodys, "unknown_key");
        }
        Delivery delivery = new Delivery(source, protocol, call, nobodys.received(), body);
        try {
            intake.take(delivery);
            return new Outcome.Taken(delivery);
        } catch (Intake.Overloaded e) {
            return new Outcome.Later(Math.max(1, e.retryAfterSeconds));
        }
    }

    /// Like [#receive], for clients that do not come again: waits a while for room.
    Outcome receivePatiently(Protocol protocol, List<String> keys, byte[] body) {
        Outcome outcome = receive(protocol, "", keys, body);
        if (!(outcome instanceof Outcome.Later) || !waiting.tryAcquire()) {
            return outcome;
        }
        try {
            long end = System.nanoTime() + patience.room().toNanos();
            while (outcome instanceof Outcome.Later && System.nanoTime() < end) {
                Thread.sleep(PAUSE);
                outcome = receive(protocol, "", keys, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
        return outcome;
    }

    /// The body of a request.
    ///
    /// @param longest unpacked, in bytes
    byte[] body(Context request, int longest) throws Refused, IOException {
        return Body.read(request, longest, patience.body());
    }

    /// A delivery as of now that goes nowhere.
    Delivery untaken(Protocol protocol, byte[] body) {
        return new Delivery("", protocol, "", clock.instant(), body);
    }

    /// Notes what could not even be unpacked.
    Outcome turn(Protocol protocol, String call, Refused refused) {
        return turn(new Delivery("", protocol, call, clock.instant(), refused.body()), refused.reason);
    }

    private Outcome turn(Delivery delivery, String reason) {
        intake.refuse(
                new Delivery(
                        delivery.source(),
                        delivery.protocol(),
                        delivery.call(),
                        delivery.received(),
                        Refused.start(delivery.body())),
                reason);
        return new Outcome.Turned(reason);
    }

    /// The write key that the headers bear: `Bearer KEY`, or the name of `Basic`; null where they bear none.
    static @Nullable String keyInHeader(Context request) {
        String header = request.header("Authorization");
        if (header == null) {
            return null;
        }
        String rest = header.substring(header.indexOf(' ') + 1).strip();
        String key;
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            key = rest;
        } else if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String pair = new String(Base64.getDecoder().decode(rest), StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                key = colon < 0 ? pair : pair.substring(0, colon);
            } catch (IllegalArgumentException e) {
                return null;
            }
        } else {
            return null;
        }
        return key.isBlank() ? null : key.strip();
    }
}

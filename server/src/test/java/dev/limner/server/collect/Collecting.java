package dev.limner.server.collect;

import io.javalin.Javalin;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The endpoints on a server of their own, with an intake in memory and a clock that is set by hand.
final class Collecting implements AutoCloseable {
    static final Map<String, String> SOURCES = Map.ofEntries(
            Map.entry("WK", "web"),
            Map.entry("WK_node_1", "segment-node"),
            Map.entry("WK_web", "segment-web"),
            Map.entry("WK_rudder_1", "rudder-node"),
            Map.entry("WK_rud_web", "rudder-web"),
            Map.entry("TK1", "sensors-java"),
            Map.entry("default", "sensors-web"),
            Map.entry("phc_key1", "posthog"));

    static final Patience PATIENCE = new Patience(Duration.ofMillis(600), Duration.ofSeconds(1));

    final Remembered intake = new Remembered(SOURCES);
    volatile Instant now = Instant.parse("2026-11-22T01:00:00Z");
    private final Javalin javalin;

    Collecting() {
        javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = true;
                    config.jetty.modifyHttpConfiguration(http -> http.setRequestHeaderSize(Endpoints.LONGEST_HEAD));
                    for (Endpoint endpoint : Endpoints.all(intake, () -> now, PATIENCE)) {
                        config.routes.addHttpHandler(
                                endpoint.method(),
                                endpoint.path(),
                                request -> endpoint.act().on(request));
                    }
                })
                .start("127.0.0.1", 0);
    }

    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}

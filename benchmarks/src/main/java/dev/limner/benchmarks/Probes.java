package dev.limner.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events of people whom nobody knew, each of which makes a call: the time until the call comes is that of taking the
/// event, of entering the segment, of storing both and of the call.
final class Probes implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, CountDownLatch> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final String run = Long.toString(System.nanoTime(), 36);

    Probes() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", call -> {
            JsonNode body = JsonMapper.shared().readTree(call.getRequestBody().readAllBytes());
            String who =
                    body.path("data").path("customer").path(0).path("value").asString("");
            CountDownLatch latch = waiting.get(who);
            if (latch != null) {
                latch.countDown();
            }
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Seconds until the call of a probe came.
    double seconds(Line line) throws IOException, InterruptedException {
        String who = "probe-" + run + "-" + count.incrementAndGet();
        CountDownLatch latch = new CountDownLatch(1);
        waiting.put(who, latch);
        long start = System.nanoTime();
        String body =
                "{\"batch\":[{\"type\":\"track\",\"event\":\"visit\",\"userId\":\"%s\",\"messageId\":\"%s\",\"timestamp\":\"%s\",\"properties\":{\"city\":\"%s\",\"channel\":\"web\"}}]}"
                        .formatted(who, who, Instant.now(), CollectedShop.PROBED);
        while (line.post(body) != 200) {
            Thread.sleep(20);
        }
        if (!latch.await(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException("no call came");
        }
        waiting.remove(who);
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

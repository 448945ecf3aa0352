package dev.limner.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Receives webhooks and tells them apart by their ids; refuses some at their first try.
final class HookReceiver implements AutoCloseable {
    private static final Pattern PERSON = Pattern.compile("[au]-(.*)");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Map<String, JsonNode> bodies = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
    /// The path at which it takes its time, and how long.
    private volatile String slowPath = "";

    private volatile long slowMillis;
    /// When the last call came, by [System#nanoTime].
    private volatile long lastCall = System.nanoTime();

    HookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    private void receive(HttpExchange call) throws IOException {
        if (call.getRequestURI().getPath().equals(slowPath)) {
            pause();
        }
        lastCall = System.nanoTime();
        String id = String.valueOf(call.getRequestHeaders().getFirst("webhook-id"));
        JsonNode body = JsonMapper.shared().readTree(call.getRequestBody().readAllBytes());
        int before = tries.computeIfAbsent(id, _ -> new AtomicInteger()).getAndIncrement();
        boolean refused = before == 0 && Math.floorMod(id.hashCode(), 40) == 0;
        if (!refused) {
            JsonNode other = bodies.put(id, body);
            if (other != null && !other.equals(body)) {
                bodies.put("two bodies of " + id, body);
            }
        }
        call.sendResponseHeaders(refused ? 503 : 204, -1);
        call.close();
    }

    private void pause() {
        try {
            Thread.sleep(slowMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void slow(String path, long millis) {
        slowMillis = millis;
        slowPath = path;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Waits until no call has come for so long, and no longer than a minute.
    void awaitQuiet(Duration quiet) throws InterruptedException {
        long begun = System.nanoTime();
        long end = begun + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < end && System.nanoTime() - Math.max(begun, lastCall) < quiet.toNanos()) {
            Thread.sleep(50);
        }
    }

    /// The ids of what was taken.
    List<String> ids() {
        return bodies.keySet().stream().sorted().toList();
    }

    /// How many of a trigger were taken.
    long of(String trigger) {
        return said().stream().filter(said -> said.startsWith(trigger + " ")).count();
    }

    /// What was taken: trigger, person and value of each, sorted.
    List<String> said() {
        List<String> said = new ArrayList<>();
        bodies.values().forEach(body -> {
            JsonNode data = body.path("data");
            Matcher person =
                    PERSON.matcher(data.path("customer").path(0).path("value").asString(""));
            said.add(String.join(
                    " ",
                    data.path("trigger").asString(""),
                    person.matches() ? person.group(1) : "?",
                    data.path("value").asString("-")));
        });
        return said.stream().sorted().toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

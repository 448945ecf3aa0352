package dev.limner.server.collect;

import dev.limner.collect.Collector;
import dev.limner.collect.Delivery;
import dev.limner.collect.Intake;
import dev.limner.collect.Message;
import dev.limner.collect.Rules;
import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.DuckDbEngine;
import dev.limner.engine.duckdb.EventLog;
import dev.limner.engine.duckdb.QuarantineLog;
import dev.limner.engine.duckdb.Store;
import dev.limner.event.TrackingPlan;
import dev.limner.event.TrackingPlan.File.PropertyEntry;
import dev.limner.event.TrackingPlan.File.TypeEntry;
import dev.limner.event.ValueType;
import dev.limner.history.LocalClock;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.problem.Words;
import dev.limner.server.Desks;
import dev.limner.server.LimnerServer;
import dev.limner.source.Mapping;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A server that genuine clients send to, over a store of its own. Each client has a source, whose key is its name.
final class ClientsShop implements AutoCloseable {
    private static final Words TITLE = new Words("x", "x");
    private static final File CLIENTS = new File("clients");

    private final Store store;
    private final Collector collector;
    private final LimnerServer server;
    /// How many deliveries more are stored while their client is told that they were not.
    final AtomicInteger lost = new AtomicInteger();

    final List<Message> messages = new CopyOnWriteArrayList<>();
    final AtomicInteger deliveries = new AtomicInteger();

    ClientsShop(Path folder, List<String> keys) {
        store = Store.open(folder, plan(), new Store.Limits(200, 1));
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        keys.forEach(key -> mappings.put(key, mapping(key)));
        Decoders decoders = new Decoders();
        collector = Collector.start(new Collector.Setup(
                store,
                new DuckDbEngine(store, 1),
                mappings,
                delivery -> {
                    List<Message> decoded = decoders.decode(delivery);
                    messages.addAll(decoded);
                    return decoded;
                },
                () -> new Rules(
                        new Lexicon(store.plan(), new LocalClock(ZoneId.of("Asia/Shanghai")), Map.of(), Map.of()),
                        InForce.NONE,
                        List.of(),
                        Map.of()),
                ClientsShop::none,
                Clock.systemUTC(),
                new Collector.Limits(64 << 20, 1 << 20, Duration.ofMillis(100), 1_000)));
        server = LimnerServer.start(new Desks(List.of()), new Losing(), Clock.systemUTC(), 0);
    }

    /// Tells clients now and then that a delivery was not taken which was.
    private final class Losing implements Intake {
        @Override
        public @Nullable String source(String key) {
            return collector.source(key);
        }

        @Override
        public void take(Delivery delivery) throws Overloaded {
            collector.take(delivery);
            deliveries.incrementAndGet();
            if (lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new Overloaded(1);
            }
        }

        @Override
        public void refuse(Delivery delivery, String reason) {
            collector.refuse(delivery, reason);
        }
    }

    private static @Nullable String none(String secret) {
        return null;
    }

    private static TrackingPlan plan() {
        Map<String, PropertyEntry> properties = new LinkedHashMap<>();
        for (String text : List.of("order_id", "name", "plan", "pid")) {
            properties.put(text, new PropertyEntry(ValueType.TEXT, TITLE, null));
        }
        properties.put("total", new PropertyEntry(ValueType.MONEY, TITLE, null));
        Map<String, TypeEntry> types = new LinkedHashMap<>();
        types.put("order_completed", new TypeEntry(TITLE, List.of("order_id", "total")));
        types.put("view_product", new TypeEntry(TITLE, List.of("pid")));
        types.put("page", new TypeEntry(TITLE, List.of("name")));
        types.put("screen", new TypeEntry(TITLE, List.of("name")));
        types.put("traits", new TypeEntry(TITLE, List.of("plan")));
        types.put("group", new TypeEntry(TITLE, List.of("name")));
        for (String bare : List.of("sign_up", "pageview", "web_click", "item", "item_removed")) {
            types.put(bare, new TypeEntry(TITLE, List.of()));
        }
        return new TrackingPlan(new TrackingPlan.File(types, properties));
    }

    private static Mapping mapping(String key) {
        return new Mapping(
                key,
                TITLE,
                null,
                null,
                new Mapping.Collect(List.of(key), null),
                null,
                "Asia/Shanghai",
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /// Runs one of the scripts beside the module.
    ///
    /// @return its exit code
    int run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder npm = new ProcessBuilder("npm", "run", "--silent", script).directory(CLIENTS).inheritIO();
        npm.environment().putAll(environment);
        npm.environment().put("BASE_URL", url());
        Process process = npm.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(script + " does not end");
        }
        return process.exitValue();
    }

    /// Waits until everything that was acknowledged is stored.
    void settle() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!collector.isSettled()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not settled", collector.failure());
            }
            Thread.sleep(10);
        }
    }

    /// All events of whoever has that identifier, one a line: when, what, and the values that the plan knows.
    List<String> events(String identifier) {
        Integer customer = store.customers().find(identifier);
        if (customer == null) {
            return List.of("nobody");
        }
        return new EventLog(store)
                .all(customer, store.plan().types(), Scope.asOf(Clock.systemUTC().instant().plusSeconds(60))).stream()
                        .map(event -> event.type().name()
                                + event.values().stream()
                                        .map(value -> " " + value.property().name() + "=" + value.text())
                                        .collect(Collectors.joining()))
                        .sorted()
                        .toList();
    }

    /// Whether both are identifiers of one customer.
    boolean isOne(String one, String other) {
        Integer customer = store.customers().find(one);
        return customer != null && customer.equals(store.customers().find(other));
    }

    /// Why rows of a source were set aside.
    List<String> aside(String source) {
        return new QuarantineLog(store)
                .page(source, null, 0, 100).stream()
                        .map(QuarantineLog.Entry::reason)
                        .sorted()
                        .toList();
    }

    @Override
    public void close() {
        server.close();
        collector.close();
        store.close();
    }
}

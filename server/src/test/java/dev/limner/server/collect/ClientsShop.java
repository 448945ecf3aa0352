package dev.limner.server.collect;

import dev.limner.collect.Collector;
import dev.limner.collect.Delivery;
import dev.limner.collect.Intake;
import dev.limner.collect.Message;
import dev.limner.connect.FileFormats;
import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.EventLog;
import dev.limner.engine.duckdb.ParquetFormat;
import dev.limner.engine.duckdb.QuarantineLog;
import dev.limner.engine.duckdb.Store;
import dev.limner.server.Desks;
import dev.limner.server.Intakes;
import dev.limner.server.LimnerServer;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A server that genuine clients send to, over a store of its own. Each client has a source, whose key is its name;
/// that of the name `slow` waits long for its answers.
final class ClientsShop implements AutoCloseable {
    private static final String PLAN = """
            types:
              order_completed: {title: {en: Order, zh: 订单}, properties: [order_id, total]}
              view_product: {title: {en: View, zh: 浏览}, properties: [pid]}
              page: {title: {en: Page, zh: 页面}, properties: [name]}
              screen: {title: {en: Screen, zh: 屏幕}, properties: [name]}
              traits: {title: {en: Traits, zh: 属性}, properties: [plan]}
              group: {title: {en: Group, zh: 群组}, properties: [name]}
              sign_up: {title: {en: Sign-up, zh: 登录}, properties: []}
              pageview: {title: {en: Page view, zh: 页面浏览}, properties: []}
              web_click: {title: {en: Click, zh: 点击}, properties: []}
              item: {title: {en: Item, zh: 物品}, properties: []}
              item_removed: {title: {en: Item removed, zh: 物品删除}, properties: []}
            properties:
              order_id: {type: text, title: {en: Order id, zh: 订单号}}
              total: {type: money, title: {en: Total, zh: 总额}}
              name: {type: text, title: {en: Name, zh: 名称}}
              plan: {type: text, title: {en: Plan, zh: 方案}}
              pid: {type: text, title: {en: Product, zh: 商品}}
            """;
    private static final String SOURCE = """
            source: KEY
            title: {en: KEY, zh: KEY}
            collect:
              keys: [KEY]
            zone: Asia/Shanghai
            currency: CNY
            """;
    private static final File CLIENTS = new File("clients");

    private final Desk desk;
    private final Store store;
    private final LimnerServer server;
    /// How many deliveries more are stored while their client is told that they were not.
    final AtomicInteger lost = new AtomicInteger();

    final List<Message> messages = new CopyOnWriteArrayList<>();
    final AtomicInteger deliveries = new AtomicInteger();

    ClientsShop(Path folder, List<String> keys) throws IOException {
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("limner.yaml"), """
                id: shop
                title: {en: Shop, zh: 店铺}
                zone: Asia/Shanghai
                currency: CNY
                clock: real
                store: store
                simulated: false
                """);
        Files.writeString(folder.resolve("events.yaml"), PLAN);
        for (String key : keys) {
            Files.writeString(folder.resolve("sources/" + key + ".yaml"), SOURCE.replace("KEY", key));
        }
        desk = new Desk(Workspace.open(folder, new Store.Limits(200, 1)), Clock.systemUTC());
        store = desk.workspace().store();
        Decoders decoders = new Decoders();
        desk.collect(
                delivery -> {
                    List<Message> decoded = decoders.decode(delivery);
                    messages.addAll(decoded);
                    return decoded;
                },
                ClientsShop::none);
        server = LimnerServer.start(
                new Desks(List.of(desk), new FileFormats(new ParquetFormat(), Map.of())),
                new Losing(new Intakes(List.of(desk))),
                Clock.systemUTC(),
                0);
    }

    private static @Nullable String none(String secret) {
        return null;
    }

    /// Tells clients now and then that a delivery was not taken which was.
    private final class Losing implements Intake {
        private final Intake intake;

        private Losing(Intake intake) {
            this.intake = intake;
        }

        @Override
        public @Nullable String source(String key) {
            return intake.source(key);
        }

        @Override
        public void take(Delivery delivery) throws Overloaded {
            intake.take(delivery);
            deliveries.incrementAndGet();
            if (delivery.source().endsWith("/slow")) {
                pause();
            }
            if (lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new Overloaded(1);
            }
        }

        private static void pause() {
            try {
                Thread.sleep(2_500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void refuse(Delivery delivery, String reason) {
            intake.refuse(delivery, reason);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /// Runs one of the scripts beside the module, which reads nothing and must end well within a minute.
    void run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Path said = Files.createTempFile(script, ".txt");
        ProcessBuilder npm = new ProcessBuilder("npm", "run", "--silent", script)
                .directory(CLIENTS)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        npm.environment().putAll(environment);
        npm.environment().put("BASE_URL", url());
        Process process = npm.start();
        process.getOutputStream().close();
        boolean ends = process.waitFor(60, TimeUnit.SECONDS);
        if (!ends) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String all = Files.readString(said);
        Files.delete(said);
        if (!ends || process.exitValue() != 0) {
            throw new AssertionError(script + (ends ? " fails: " : " does not end: ") + all);
        }
    }

    /// Waits until everything that was acknowledged is stored.
    void settle() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Collector collector = Objects.requireNonNull(desk.collector());
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
                        .all(
                                customer,
                                store.plan().types(),
                                Scope.asOf(Clock.systemUTC().instant().plusSeconds(60)))
                        .stream()
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
        desk.close();
    }
}

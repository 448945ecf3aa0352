package dev.limner.upkeep;

import dev.limner.collect.Collector;
import dev.limner.collect.Delivery;
import dev.limner.collect.Intake.Overloaded;
import dev.limner.collect.Message;
import dev.limner.engine.duckdb.Store;
import dev.limner.identity.Customers.Identifier;
import dev.limner.source.MemoryRows;
import dev.limner.work.Reserve;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Template;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A workspace that imports orders and collects purchases, with a disk as full as a test wants.
final class Kiosk {
    static final AtomicLong FREE = new AtomicLong(1L << 40);

    private static final List<String> COLUMNS = List.of("customer", "time", "order", "item", "quantity", "price");
    private static final List<List<String>> ROWS = List.of(
            List.of("A1", "2024-01-10 10:00:00", "o1", "tea", "2", "10.00"),
            List.of("A1", "2024-03-01 00:00:00", "o2", "pot", "1", "5.50"),
            List.of("B2", "2024-02-01 09:00:00", "o3", "tea", "3", "100"),
            List.of("", "2024-03-06 09:00:00", "o5", "tea", "1", "9.99"));

    private Kiosk() {}

    static Path write(Path folder) throws IOException {
        Template.write(folder, ZoneId.of("Asia/Kathmandu"), "NPR");
        Files.writeString(folder.resolve("data/orders.csv"), "");
        Files.writeString(folder.resolve("sources/web.yaml"), """
                source: web
                title: {en: Web, zh: 网站}
                collect: {keys: [key]}
                zone: Asia/Kathmandu
                """);
        return folder;
    }

    static Store.Limits limits() {
        return new Store.Limits(200, 1, new Reserve(1 << 20, _ -> FREE.get()));
    }

    static Desk open(Path folder) {
        return new Desk(Workspace.open(folder, limits()), Clock.systemUTC());
    }

    /// With some orders in the lake.
    static Desk filled(Path folder) throws IOException {
        Desk desk = open(write(folder));
        desk.fill(List.of("orders"), MemoryRows.of(COLUMNS, ROWS), new Work());
        return desk;
    }

    /// One more order.
    static void fill(Desk desk, String order) {
        List<String> row = List.of("C3", "2024-03-07 09:00:00", order, "cup", "1", "3.00");
        desk.fill(List.of("orders"), MemoryRows.of(COLUMNS, List.of(row)), new Work());
    }

    static Collector collect(Desk desk) {
        desk.collect(Kiosk::messages, _ -> null);
        return Objects.requireNonNull(desk.collector());
    }

    private static List<Message> messages(Delivery delivery) {
        String id = new String(delivery.body(), StandardCharsets.UTF_8);
        ObjectNode properties = JsonMapper.shared().createObjectNode().put("item", id);
        Message.Heading heading = new Message.Heading(
                id,
                delivery.received(),
                true,
                null,
                List.of(new Identifier("member", "A1")),
                JsonMapper.shared().createObjectNode());
        return List.of(new Message.Track(heading, "purchase", properties, properties));
    }

    static void send(Collector collector, String id) throws Overloaded {
        collector.take(
                new Delivery("web", Delivery.Protocol.PLAIN, "", Instant.now(), id.getBytes(StandardCharsets.UTF_8)));
    }

    static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        if (!condition.getAsBoolean()) {
            throw new AssertionError("it did not come to that");
        }
    }
}

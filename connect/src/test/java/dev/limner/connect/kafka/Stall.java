package dev.limner.connect.kafka;

import dev.limner.collect.Collector;
import dev.limner.collect.Inlet;
import dev.limner.engine.duckdb.Store;
import dev.limner.problem.InternalProblem;
import dev.limner.trigger.Outlet;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Template;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/// A workspace whose orders are the records of a topic.
final class Stall {
    private static final String SOURCE = """
            source: till
            title: {en: Till, zh: 收银台}
            collect:
              kafka: {brokers: "BROKERS", topic: orders}
            zone: Asia/Kathmandu
            customer: {column: buyer.member, kind: member}
            time: {column: at, pattern: "yyyy-MM-dd HH:mm:ss"}
            rules:
              - rule: sold
                title: {en: Sold, zh: 销售}
                when: {quantity: {at_least: 1}}
                event: purchase
                properties: {item: item, quantity: quantity, order_id: number}
            """;

    private Stall() {}

    static Path write(Path folder, String brokers) throws IOException {
        Template.write(folder, ZoneId.of("Asia/Kathmandu"), "NPR");
        Files.writeString(folder.resolve("sources/till.yaml"), SOURCE.replace("BROKERS", brokers));
        return folder;
    }

    static Desk open(Path folder, Inlet.Opening inlets, Outlet outlet) {
        Desk desk = new Desk(Workspace.open(folder, new Store.Limits(200, 1)), Clock.systemUTC());
        desk.collect(new Collector.Wiring(
                _ -> {
                    throw new InternalProblem("nothing is sent here");
                },
                _ -> null,
                new Collector.Limits(64 << 20, Duration.ofMillis(100), 1_000),
                inlets,
                outlet));
        return desk;
    }

    static Collector collector(Desk desk) {
        return Objects.requireNonNull(desk.collector());
    }

    /// The numbers of the orders that are stored of a customer.
    static List<String> orders(Desk desk, String member) {
        return desk.events(desk.customer(member), desk.moment("2100-01-01")).stream()
                .flatMap(event -> event.values().stream())
                .filter(value -> value.property().name().equals("order_id"))
                .map(value -> value.text())
                .toList();
    }

    static String order(String number, String member) {
        return "{\"number\": \"%s\", \"buyer\": {\"member\": \"%s\"}, \"item\": \"tea\", \"quantity\": 2, \"at\": \"2026-03-01 10:00:00\"}"
                .formatted(number, member);
    }

    static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 6_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        if (!condition.getAsBoolean()) {
            throw new AssertionError("it did not come to that");
        }
    }
}

package dev.limner.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/// A workspace of customers who order a mug at a rhythm of their own, of whom a third stop some day.
final class MadeUpOrders {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private MadeUpOrders() {}

    /// Makes it, and imports a year of orders.
    static Path shop(Path shop, int customers) throws IOException {
        run("init", shop.toString(), "--zone", "UTC", "--currency", "EUR");
        Path settings = shop.resolve("limner.yaml");
        Files.writeString(settings, Files.readString(settings).replace("clock: real", "clock: 2025-01-01"));
        StringBuilder rows = new StringBuilder("customer,time,order,item,quantity,price\n");
        Random random = new Random(3);
        for (int customer = 0; customer < customers; customer++) {
            int gap = 5 + random.nextInt(50);
            int end = random.nextInt(3) == 0 ? random.nextInt(365) : 365;
            for (int day = random.nextInt(60); day < end; day += 1 + random.nextInt(2 * gap)) {
                LocalDateTime at = LocalDateTime.of(2024, 1, 1, 10, 0).plusDays(day);
                rows.append("k%d,%s,%d-%d,mug,1,%d.00%n".formatted(customer, at.format(TIME), customer, day, 5 + gap));
            }
        }
        Files.writeString(shop.resolve("data/orders.csv"), rows);
        run("import", "-w", shop.toString());
        return shop;
    }

    /// What a verb prints.
    static String run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter print = new PrintWriter(out, true);
        Main.run(print, print, arguments);
        return out.toString();
    }
}

package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Models at the command line, over a made-up file of orders.
class PredictionVerbsTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter print = new PrintWriter(out, true);
        Main.run(print, print, arguments);
        return out.toString();
    }

    private String shop(int customers) throws IOException {
        Path shop = folder.resolve("shop");
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
        return shop.toString();
    }

    @Test
    void aModelIsFittedItsCardReadAndACustomerScored() throws IOException {
        String shop = shop(400);
        assertThat(run("models", "-w", shop)).contains("churn").contains("not fitted yet");
        assertThat(run("card", "churn", "-w", shop)).contains("NOT_FITTED").contains("limner fit churn");
        assertThat(run("fit", "churn", "responds", "-w", shop))
                .contains("log_loss")
                .contains("NO_EVENTS");
        JsonNode card = JsonMapper.shared().readTree(run("card", "churn", "-w", shop, "--json"));
        assertThat(card.path("fit").path("card").path("judged").size()).isEqualTo(3);
        assertThat(run("card", "churn", "-w", shop))
                .contains("held out at 2024-10-03")
                .contains("what it used");
        assertThat(run("score", "churn", "-w", shop, "--limit", "3").lines()).hasSize(3);
        assertThat(run("score", "--customer", "k7", "-w", shop)).contains("Will not order in 90 days");
        assertThat(run("ask", "score('churn') is known", "-w", shop)).contains("customers");
        assertThat(run("fit", "--due", "churn", "-w", shop)).isEmpty();
        assertThat(run("fit", "chrn", "-w", shop)).contains("UNKNOWN_MODEL").contains("Maybe you meant (churn)");
        assertThat(run("recommend", "-w", shop)).contains("NO_VARIATION");
        String file = Path.of(shop, "segments", "clusters.yaml").toString();
        assertThat(run("clusters", "-w", shop, "--write", file)).contains("fidelity");
        assertThat(run("segments", "-w", shop)).contains("cluster-1");
    }
}

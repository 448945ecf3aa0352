package dev.limner.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.duckdb.Erasures;
import dev.limner.engine.duckdb.OutboxLog;
import dev.limner.privacy.Bearing;
import dev.limner.trigger.Intent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Consent and erasure while events arrive.
class PrivacyLiveTest {
    private static final Map<String, String> RULES = Map.of(
            "tempted", "for any item: (count(product_viewed in last 7 days) >= 3 and no purchase in last 7 days)");
    private static final Collector.Limits LIMITS = new Collector.Limits(64 << 20, Duration.ofMillis(100), 1_000);

    @TempDir
    private Path folder = Path.of("");

    private static String event(String id, String name, String who, String properties) {
        return "{\"id\": \"%s\", \"event\": \"%s\", \"who\": {\"login\": \"%s\"}, \"properties\": {%s}}"
                .formatted(id, name, who, properties);
    }

    private static String viewed(String id, String who, String item) {
        return event(id, "Product Viewed", who, "\"item\": \"%s\"".formatted(item));
    }

    private static void tempt(Running shop, String who, String item) {
        for (int i = 0; i < 3; i++) {
            shop.send(viewed(who + item + i, who, item));
        }
    }

    private static @Nullable String called(Running shop) throws InterruptedException {
        JsonNode call = shop.calls.poll(500, TimeUnit.MILLISECONDS);
        return call == null ? null : call.path("data").path("value").asString();
    }

    private static List<String> heldBack(Running shop) {
        return new OutboxLog(shop.store())
                .latest("remind", 10).stream()
                        .map(OutboxLog.Entry::intent)
                        .filter(intent -> Intent.NO_CONSENT.equals(intent.heldBack()))
                        .map(intent -> String.valueOf(intent.value()))
                        .toList();
    }

    @Test
    void nobodyIsCalledOfWhoDoesNotConsentAndTheReasonIsKept() throws InterruptedException {
        try (Running shop = new Running(folder, RULES, LIMITS, "marketing")) {
            tempt(shop, "mei", "lamp");
            assertThat(called(shop)).isNull();
            assertThat(heldBack(shop)).containsExactly("lamp");
            shop.send(event("yes", "consent_given", "mei", "\"purpose\": \"marketing\""));
            tempt(shop, "mei", "vase");
            assertThat(called(shop)).isEqualTo("vase");
            shop.restart();
            shop.send(event("no", "consent_withdrawn", "mei", "\"purpose\": \"marketing\""));
            tempt(shop, "mei", "cup");
            assertThat(called(shop)).isNull();
            assertThat(heldBack(shop)).containsExactlyInAnyOrder("lamp", "cup");
            // what was held back has not acted: it does not count for once per thirty days
            shop.send(event("again", "consent_given", "mei", "\"purpose\": \"marketing\""));
            shop.pass(Duration.ofDays(8));
            for (int i = 0; i < 3; i++) {
                shop.send(viewed("later" + i, "mei", "lamp"));
            }
            assertThat(called(shop)).isEqualTo("lamp");
        }
    }

    @Test
    void whoIsErasedLeavesAtOnceAndDoesNotComeBackWithWhatIsSentAgain() throws InterruptedException {
        try (Running shop = new Running(folder, RULES)) {
            tempt(shop, "mei-of-the-lamps", "lamp");
            tempt(shop, "tom-of-the-vases", "vase");
            assertThat(shop.collector().live().members("tempted").getCardinality())
                    .isEqualTo(2);
            int customer = Objects.requireNonNull(shop.store().customers().find("mei-of-the-lamps"));
            Bearing bearing = new Bearing(shop.store().customers().identifiers(customer));
            new Erasures(shop.store()).erase(customer, "", "", Running.NOON, Running.NOON, Running.NOON);
            shop.collector().forget(customer, bearing);
            Running.until(() -> shop.collector().live().members("tempted").getCardinality() == 1);
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 3; i++) {
                    shop.send(viewed("mei-of-the-lamps" + "lamp" + i, "mei-of-the-lamps", "lamp"));
                    shop.send(viewed("another" + round + i, "mei-of-the-lamps", "lamp"));
                }
                assertThat(shop.store().customers().find("mei-of-the-lamps")).isNull();
                assertThat(shop.collector().live().members("tempted").getCardinality())
                        .isEqualTo(1);
                assertThat(shop.collector().feed().after(0, 0))
                        .noneMatch(seen -> bearing.isIn(String.valueOf(seen.raw())));
                assertThat(new OutboxLog(shop.store()).latest("remind", 10))
                        .noneMatch(entry -> entry.intent().body().contains("mei-of"));
                shop.restart();
            }
            shop.pass(Duration.ofDays(1));
            tempt(shop, "mei-of-the-lamps", "cup");
            Integer back = shop.store().customers().find("mei-of-the-lamps");
            assertThat(back).isNotNull().isNotEqualTo(customer);
        }
    }
}

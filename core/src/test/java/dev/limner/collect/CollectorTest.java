package dev.limner.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.duckdb.OutboxLog;
import dev.limner.engine.duckdb.QuarantineLog;
import dev.limner.engine.duckdb.StayLog;
import dev.limner.engine.duckdb.Store;
import dev.limner.event.Event;
import dev.limner.identity.Decision;
import dev.limner.identity.Entry;
import dev.limner.source.LoadReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// From a delivery to the events, the memberships and the calls that follow from it.
class CollectorTest {
    private final Running shop;

    CollectorTest(@TempDir Path folder) {
        shop = new Running(
                folder,
                Map.of(
                        "tempted",
                        "for any item: (count(product_viewed in last 7 days) >= 3 and no purchase in last 7 days)",
                        "idle",
                        "no product_viewed in last 3 days"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static String view(String id, String who, String item) {
        return "{\"id\": \"%s\", \"event\": \"Product Viewed\", \"who\": {%s}, \"properties\": {\"item\": \"%s\", \"from\": \"home\"}}"
                .formatted(id, who, item);
    }

    private static String purchase(String id, String who, String item) {
        return "{\"id\": \"%s\", \"event\": \"purchase\", \"who\": {%s}, \"properties\": {\"item\": \"%s\", \"amount\": 12.5}}"
                .formatted(id, who, item);
    }

    private static String login(String name) {
        return "\"login\": \"" + name + "\"";
    }

    /// Whom the next call told of, and by which value.
    private List<String> told() throws InterruptedException {
        JsonNode call = Objects.requireNonNull(shop.calls.poll(20, TimeUnit.SECONDS), "nothing was told");
        return List.of(
                call.path("data").path("customer").path(0).path("value").asString(),
                call.path("data").path("value").asString());
    }

    private void nothingIsTold() throws InterruptedException {
        assertThat(shop.calls.poll(500, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aProductViewedThriceWithinAWeekIsToldOnceAndAcrossARestart() throws InterruptedException {
        shop.send(view("1", login("mei"), "lamp"));
        shop.pass(Duration.ofDays(2));
        shop.send(view("2", login("mei"), "lamp"));
        shop.restart();
        shop.pass(Duration.ofDays(2));
        nothingIsTold();
        shop.send(view("3", login("mei"), "lamp"));
        assertThat(told()).containsExactly("mei", "lamp");
        shop.send(view("4", login("mei"), "lamp"));
        shop.restart();
        shop.send(view("5", login("mei"), "lamp"));
        nothingIsTold();
        assertThat(new OutboxLog(shop.store()).latest("remind", 10))
                .hasSize(1)
                .allMatch(entry -> entry.doneAt() != null);
    }

    @Test
    void aPurchaseInBetweenPreventsItForThatProductAlone() throws InterruptedException {
        shop.send(view("1", login("mei"), "lamp"));
        shop.send(view("2", login("mei"), "lamp"));
        shop.send(view("3", login("mei"), "vase"));
        shop.send(view("4", login("mei"), "vase"));
        shop.send(purchase("5", login("mei"), "lamp"));
        shop.send(view("6", login("mei"), "lamp"));
        nothingIsTold();
        shop.send(view("7", login("mei"), "vase"));
        assertThat(told()).containsExactly("mei", "vase");
        assertThat(shop.calls).isEmpty();
    }

    @Test
    void anEventIsStoredOnceHoweverOftenItIsSent() {
        String body = view("1", login("mei"), "lamp");
        shop.send("[" + body + "," + body + "]");
        shop.send(body);
        shop.restart();
        shop.send(body);
        assertThat(shop.events("mei")).hasSize(1);
        LoadReport load = shop.store().loads().getFirst();
        assertThat(load.rows()).isEqualTo(4);
        assertThat(load.duplicates()).isEqualTo(3);
        assertThat(load.kept()).extracting(LoadReport.Count::count).containsExactly(1L);
    }

    @Test
    void anEventOfLongAgoIsFoundAgainInTheStore() {
        String old =
                "{\"id\": \"old\", \"event\": \"purchase\", \"at\": \"2025-11-02T04:00:00Z\", \"who\": {\"login\": \"mei\"}, \"properties\": {\"item\": \"lamp\"}}";
        shop.send(old);
        shop.store().compact(new dev.limner.work.Work());
        shop.pass(Duration.ofDays(30));
        shop.restart();
        shop.send("[" + old + "," + purchase("new", login("mei"), "vase") + "]");
        assertThat(shop.events("mei")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kept", "lost", "damaged", "of another store"})
    void aStartSaysTheSameWhateverBecameOfWhatWasInMemory(String memory) throws InterruptedException {
        Path file = shop.store().folder().resolve("live.memory");
        shop.send("[" + view("1", login("mei"), "lamp") + "," + view("2", login("mei"), "lamp") + "]");
        shop.send(purchase("3", login("ravi"), "vase"));
        shop.pass(Duration.ofDays(1));
        shop.restart(() -> {
            assertThat(file).exists();
            change(file, memory);
        });
        assertThat(file).doesNotExist();
        assertThat(shop.collector().isResumed()).isEqualTo(memory.equals("kept"));
        assertThat(shop.isIn("idle", "mei")).isFalse();
        assertThat(shop.isIn("idle", "ravi")).isTrue();
        shop.pass(Duration.ofDays(3));
        Running.until(() -> shop.isIn("idle", "mei"));
        shop.send(view("4", login("mei"), "lamp"));
        assertThat(shop.isIn("tempted", "mei")).isTrue();
        assertThat(told()).containsExactly("mei", "lamp");
        int mei = Objects.requireNonNull(shop.store().customers().find("mei"));
        Running.until(() -> new StayLog(shop.store()).ofCustomer(mei).size() == 2);
    }

    private static void change(Path file, String memory) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            switch (memory) {
                case "lost" -> Files.delete(file);
                case "damaged" -> bytes[bytes.length / 2] ^= 8;
                case "of another store" -> bytes[20] ^= 1;
                default -> {}
            }
            if (!memory.equals("lost")) {
                Files.write(file, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatWasInMemoryIsGoneOnceTheStoreIsChanged() {
        Path file = shop.store().folder().resolve("live.memory");
        shop.send("[" + view("1", login("mei"), "lamp") + "," + view("2", login("ravi"), "lamp") + "]");
        shop.restart(() -> {
            assertThat(file).exists();
            try (Store other = shop.open()) {
                int mei = Objects.requireNonNull(other.customers().find("mei"));
                int ravi = Objects.requireNonNull(other.customers().find("ravi"));
                other.identity()
                        .append(
                                new Entry.Decided(Decision.Link.of(List.of(mei, ravi))),
                                "test",
                                "one",
                                Running.NOON,
                                Running.NOON);
            }
            assertThat(file).doesNotExist();
        });
        assertThat(shop.events("ravi")).hasSize(2);
    }

    @Test
    void whatSomebodyDidBeforeLoggingInIsTheirs() throws InterruptedException {
        shop.send(view("1", "\"cookie\": \"c1\"", "lamp"));
        shop.send(view("2", "\"cookie\": \"c1\"", "lamp"));
        shop.send(view("3", login("mei"), "vase"));
        nothingIsTold();
        shop.send("{\"id\": \"4\", \"link\": true, \"who\": {\"login\": \"mei\", \"cookie\": \"c1\"}}");
        assertThat(shop.events("mei")).hasSize(3);
        shop.send(view("5", login("mei"), "lamp"));
        assertThat(told()).containsExactly("c1", "lamp");
        shop.restart();
        assertThat(shop.events("c1")).hasSize(4);
        assertThat(shop.isIn("tempted", "mei")).isTrue();
    }

    @Test
    void anUnlinkSetsAnIdentifierApart() {
        shop.send(view("1", "\"login\": \"mei\", \"cookie\": \"c1\"", "lamp"));
        shop.send(view("2", "\"cookie\": \"c1\"", "vase"));
        assertThat(shop.events("mei")).hasSize(2);
        shop.send("{\"id\": \"3\", \"unlink\": true, \"who\": {\"cookie\": \"c1\", \"login\": \"mei\"}}");
        shop.send(view("4", "\"cookie\": \"c1\"", "vase"));
        assertThat(shop.store().customers().find("mei"))
                .isNotEqualTo(shop.store().customers().find("c1"));
        shop.restart();
        assertThat(shop.store().customers().find("mei"))
                .isNotEqualTo(shop.store().customers().find("c1"));
    }

    private static String traits(String id, String change, String traits) {
        return "{\"id\": \"%s\", \"change\": \"%s\", \"who\": {\"login\": \"mei\"}, \"traits\": {%s}}"
                .formatted(id, change, traits);
    }

    @Test
    void traitsAreSetOnceAddedUpAndGrowAlsoAcrossARestartAndHoweverOftenTheyAreSent() {
        shop.send(traits("1", "SET_ONCE", "\"city\": \"Suzhou\""));
        shop.send("[" + traits("2", "ADD", "\"visits\": 2") + "," + traits("3", "ADD", "\"visits\": 3") + "]");
        shop.send(traits("4", "APPEND", "\"likes\": [\"tea\"]"));
        shop.restart();
        shop.send("[" + traits("5", "SET_ONCE", "\"city\": \"Xiamen\"") + "," + traits("3", "ADD", "\"visits\": 3")
                + "," + traits("6", "ADD", "\"visits\": -1") + ","
                + traits("7", "APPEND", "\"likes\": [\"jade\", \"tea\"]")
                + "]");
        assertThat(shop.events("mei").stream().flatMap(event -> event.values().stream()))
                .extracting(value -> value.property().name() + " " + value.text())
                .containsExactly("city Suzhou", "visits 2", "visits 5", "likes tea", "visits 4", "likes tea; jade");
    }

    @Test
    void whatCannotBeTakenIsSetAsideWithItsReason() {
        shop.send(
                "[" + view("1", login("mei"), "lamp") + ", {\"id\": \"2\", \"event\": \"Danced\"}, {\"id\": \"3\"},"
                        + purchase("4", login("mei"), "x").replace("12.5", "\"much\"")
                        + ", {\"id\": \"5\", \"event\": \"purchase\", \"at\": \"2031-01-01T00:00:00Z\", \"who\": {\"login\": \"mei\"}}]");
        assertThat(new QuarantineLog(shop.store()).page("web", null, 0, 10))
                .extracting(QuarantineLog.Entry::reason)
                .containsExactlyInAnyOrder("no_rule", "bad_message", "bad_value:amount", "future_time");
        assertThat(shop.events("mei")).hasSize(1);
        assertThat(shop.events("mei").getFirst().values())
                .extracting(Event.Value::text)
                .containsExactly("lamp");
    }

    @Test
    void whatIsRefusedIsKeptWithItsReason() {
        shop.collector().refuse(Said.delivery(Running.NOON, view("1", login("mei"), "lamp")), "encrypted");
        shop.collector().refuse(Said.delivery(Running.NOON, view("2", login("mei"), "lamp")), "unknown_key");
        shop.settle();
        assertThat(new QuarantineLog(shop.store()).page(Draft.UNKNOWN, null, 0, 10))
                .extracting(QuarantineLog.Entry::reason)
                .containsExactlyInAnyOrder("encrypted", "unknown_key");
        assertThat(shop.store().customers().find("mei")).isNull();
    }

    @Test
    void timeAloneMovesPeopleAndTheLogOfStaysKnowsWhen() {
        shop.send(view("1", login("mei"), "lamp"));
        assertThat(shop.isIn("idle", "mei")).isFalse();
        shop.pass(Duration.ofDays(4));
        Running.until(() -> shop.isIn("idle", "mei"));
        shop.settle();
        int mei = Objects.requireNonNull(shop.store().customers().find("mei"));
        Running.until(() -> !new StayLog(shop.store()).ofCustomer(mei).isEmpty());
        assertThat(new StayLog(shop.store()).ofCustomer(mei))
                .extracting(stay -> stay.entered().effectiveAt())
                .containsExactly(Running.NOON.plus(Duration.ofDays(3)));
    }

    @Test
    void aDefinitionMayBeEditedWhileEventsCome() {
        shop.send(view("1", login("mei"), "lamp"));
        shop.define("buyer", "any purchase");
        shop.send(purchase("2", login("mei"), "lamp"));
        assertThat(shop.isIn("buyer", "mei")).isTrue();
        shop.define("buyer", "sum(purchase.amount) > 100");
        assertThat(shop.isIn("buyer", "mei")).isFalse();
        shop.send("[" + purchase("3", login("mei"), "x").replace("12.5", "99") + "]");
        assertThat(shop.isIn("buyer", "mei")).isTrue();
    }

    @Test
    void aReceiverThatFailsIsTriedAgain() throws InterruptedException {
        shop.status.set(500);
        for (int i = 0; i < 3; i++) {
            shop.send(view("v" + i, login("mei"), "lamp"));
        }
        JsonNode first = Objects.requireNonNull(shop.calls.poll(5, TimeUnit.SECONDS));
        shop.status.set(204);
        Running.until(() -> new OutboxLog(shop.store()).waiting().stream().anyMatch(entry -> entry.attempts() == 1));
        shop.pass(Duration.ofMinutes(1));
        shop.restart();
        JsonNode again = Objects.requireNonNull(shop.calls.poll(5, TimeUnit.SECONDS));
        assertThat(again).isEqualTo(first);
        Running.until(() -> new OutboxLog(shop.store()).waiting().isEmpty());
    }
}

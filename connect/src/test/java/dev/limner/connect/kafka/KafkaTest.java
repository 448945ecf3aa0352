package dev.limner.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.source.Mapping;
import dev.limner.trigger.Intent;
import dev.limner.trigger.Outlet;
import dev.limner.trigger.Trigger;
import dev.limner.workspace.Desk;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Topics of a genuine broker.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaTest {
    /// So many records are written at the most, however long readers take to start.
    private static final int MOST = 5_000;

    @TempDir
    private static Path home = Path.of("set by JUnit");

    @TempDir
    private Path folder = Path.of("");

    private Broker broker = unset();

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // opened before all tests
    private static <T> T unset() {
        return null;
    }

    @BeforeAll
    void open() throws Exception {
        broker = new Broker(home);
        broker.topic("orders", 4);
    }

    @AfterAll
    void close() {
        broker.close();
    }

    private Desk stall(Path where) throws Exception {
        return Stall.open(where, KafkaInlet.opening(_ -> null), Outlet.NONE);
    }

    private List<Map<String, Object>> aside(Path store) throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:" + store.resolve("limner.duckdb"));
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT part, line, reason FROM quarantine ORDER BY part, line")) {
            while (result.next()) {
                rows.add(Map.of("part", result.getString(1), "line", result.getLong(2), "reason", result.getString(3)));
            }
        }
        return rows;
    }

    @Test
    void recordsAreEventsOfTheirCustomersAndBadOnesAreSetAsideWithTheirPlaces() throws Exception {
        Path where = Stall.write(folder, broker.address());
        Files.writeString(
                where.resolve("sources/till.yaml"),
                Files.readString(where.resolve("sources/till.yaml"))
                        .replace("topic: orders", "topic: mixed, group: mixed"));
        broker.topic("mixed", 2);
        broker.put("mixed", 0, Stall.order("a1", "mei"));
        broker.put("mixed", 1, "[" + Stall.order("b1", "mei") + "," + Stall.order("b2", "ravi") + "]");
        long broken = broker.put("mixed", 1, "{\"number\":");
        long empty = broker.put("mixed", 1, null);
        long timeless = broker.put("mixed", 0, Stall.order("a2", "mei").replace("2026-03-01 10:00:00", "soon"));
        long nothing = broker.put("mixed", 0, Stall.order("a3", "mei").replace("\"quantity\": 2", "\"quantity\": 0"));
        broker.put("mixed", 0, Stall.order("a4", "ravi"));
        try (Desk desk = stall(where)) {
            Stall.until(() -> desk.workspace().store().customers().count() == 2
                    && Stall.orders(desk, "ravi").size() == 2);
            assertThat(Stall.orders(desk, "mei")).containsExactlyInAnyOrder("a1", "b1");
            assertThat(Stall.orders(desk, "ravi")).containsExactlyInAnyOrder("a4", "b2");
            Stall.until(() -> desk.workspace().store().loads().stream()
                            .flatMap(load -> load.quarantined().stream())
                            .mapToLong(count -> count.count())
                            .sum()
                    == 4);
        }
        assertThat(aside(where.resolve("store")))
                .containsExactly(
                        Map.of("part", "mixed/0", "line", timeless, "reason", "bad_value:at"),
                        Map.of("part", "mixed/0", "line", nothing, "reason", "no_rule"),
                        Map.of("part", "mixed/1", "line", broken, "reason", "bad_json"),
                        Map.of("part", "mixed/1", "line", empty, "reason", "no_value"));
    }

    @Test
    void nothingIsLostOrDoubledHoweverOftenReadersAreKilledAndPartitionsWander() throws Exception {
        Path where = Stall.write(folder, broker.address());
        Random random = new Random(11);
        Set<String> written = new HashSet<>();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < MOST && !enough.get(); i++) {
                    broker.put("orders", i % 4, Stall.order("n" + i, "mei"));
                    written.add("n" + i);
                    Thread.sleep(5);
                }
            } catch (Exception e) {
                failure.set(e);
            }
        });
        for (int round = 0; round < 6; round++) {
            Process reader = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-Xmx200m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Reader.class.getName(),
                            where.toString(),
                            Integer.toString(round))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(out.readLine()).startsWith("reading");
                Thread.sleep(800 + random.nextInt(1_500));
            } finally {
                reader.destroyForcibly().waitFor();
            }
        }
        enough.set(true);
        writer.join();
        assertThat(failure.get()).isNull();
        try (Desk desk = stall(where)) {
            Stall.until(() -> stored(desk) >= written.size());
            List<String> orders = Stall.orders(desk, "mei");
            assertThat(orders).doesNotHaveDuplicates();
            assertThat(Set.copyOf(orders)).isEqualTo(written);
        }
        assertThat(written).hasSizeGreaterThan(100);
    }

    private static long stored(Desk desk) {
        return desk.workspace().store().loads().stream()
                .flatMap(load -> load.kept().stream())
                .mapToLong(count -> count.count())
                .sum();
    }

    @Test
    void aTopicThatIsReadAgainFromItsBeginningAddsNothing() throws Exception {
        Path where = Stall.write(folder, broker.address());
        Files.writeString(
                where.resolve("sources/till.yaml"),
                Files.readString(where.resolve("sources/till.yaml"))
                        .replace("topic: orders", "topic: again, group: again"));
        broker.topic("again", 1);
        for (int i = 0; i < 10; i++) {
            broker.put("again", 0, Stall.order("n" + i, "mei"));
        }
        try (Desk desk = stall(where)) {
            Stall.until(() -> Stall.collector(desk).isSettled()
                    && desk.workspace().store().customers().count() == 1
                    && Stall.orders(desk, "mei").size() == 10);
        }
        // whatever the group's own offsets say, the store's count: here a group that has none
        Files.writeString(
                where.resolve("sources/till.yaml"),
                Files.readString(where.resolve("sources/till.yaml")).replace("group: again", "group: other"));
        broker.put("again", 0, Stall.order("n10", "mei"));
        try (Desk desk = stall(where)) {
            Stall.until(() -> Stall.orders(desk, "mei").size() == 11);
            assertThat(Stall.collector(desk).feed().after(0, 0)).hasSize(1);
        }
    }

    @Test
    void intentsGoToATopicUnderTheirIds() throws Exception {
        broker.topic("entered", 1);
        Trigger.Topic topic = new Trigger.Topic(broker.address(), "entered", null);
        Intent intent =
                new Intent(UUID.randomUUID(), "remind", 7, null, Instant.now(), "{\"type\":\"segment.entered\"}", null);
        try (KafkaOutlet outlet = new KafkaOutlet(_ -> null);
                KafkaConsumer<String, String> reader = new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.address(),
                                "group.id",
                                "test",
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            assertThat(outlet.send(topic, intent)).isNull();
            reader.subscribe(List.of("entered"));
            List<ConsumerRecord<String, String>> found = new ArrayList<>();
            Stall.until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(found::add);
                return !found.isEmpty();
            });
            assertThat(found.getFirst().value()).isEqualTo(intent.body());
            assertThat(found.getFirst().key()).isEqualTo("7");
            assertThat(new String(
                            found.getFirst().headers().lastHeader("limner-id").value(), StandardCharsets.UTF_8))
                    .isEqualTo(intent.id().toString());
            assertThat(outlet.send(new Trigger.Topic(broker.address(), "x", "NOT_SET"), intent))
                    .contains("NOT_SET");
        }
    }

    @Test
    void aMappingNeedsAKeyOrATopicAndNotBoth() {
        Mapping.Kafka kafka = new Mapping.Kafka("localhost:9092", "orders", null, null, null, null);
        assertThat(kafka.group()).isEqualTo("limner");
        assertThat(kafka.isOwn()).isFalse();
    }
}

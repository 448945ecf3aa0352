package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.connect.FileFormats;
import dev.limner.engine.duckdb.CanonicalExport;
import dev.limner.engine.duckdb.ParquetFormat;
import dev.limner.engine.duckdb.Store;
import dev.limner.server.collect.Decoders;
import dev.limner.upkeep.Restoration;
import dev.limner.work.Reserve;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Template;
import dev.limner.workspace.Workspace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that collects, as whoever operates it sees it.
class OperatingTest {
    private static final String SOURCE = """
            source: web
            title: {en: Web, zh: 网站}
            collect: {keys: [key]}
            zone: Asia/Kathmandu
            """;

    @TempDir
    private Path folder = Path.of("");

    private final AtomicLong free = new AtomicLong(1L << 40);
    private HttpClient client = unset();
    private Desk desk = unset();
    private LimnerServer server = unset();

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // opened before each test
    private static <T> T unset() {
        return null;
    }

    @BeforeEach
    void open() throws Exception {
        if (!Files.exists(folder.resolve("shop"))) {
            Template.write(folder.resolve("shop"), ZoneId.of("Asia/Kathmandu"), "NPR");
        }
        Files.writeString(folder.resolve("shop/sources/web.yaml"), SOURCE);
        Store.Limits limits = new Store.Limits(200, 1, new Reserve(1 << 20, _ -> free.get()));
        desk = new Desk(Workspace.open(folder.resolve("shop"), limits), Clock.systemUTC());
        client = HttpClient.newHttpClient();
        List<Desk> desks = List.of(desk);
        server = LimnerServer.start(
                new Desks(desks, new FileFormats(new ParquetFormat(), Map.of()), folder.resolve("kept")),
                new Intakes(desks),
                Clock.systemUTC(),
                0);
    }

    @AfterEach
    void close() {
        server.close();
        desk.close();
        client.close();
    }

    private void collect() {
        desk.collect(new Decoders(), _ -> null);
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(at(path));
    }

    private HttpResponse<String> event(String id, String who) throws Exception {
        return send(at("/v1/events")
                .header("Authorization", "Bearer key")
                .POST(BodyPublishers.ofString(
                        "{\"id\":\"%s\",\"event\":\"purchase\",\"identifiers\":{\"member\":\"%s\"},\"properties\":{\"item\":\"tea\"}}"
                                .formatted(id, who))));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private boolean isSettled() {
        return Objects.requireNonNull(desk.collector()).isSettled();
    }

    private List<String> causes(HttpResponse<String> answer) {
        List<String> causes = new ArrayList<>();
        for (JsonNode reason : JsonMapper.shared().readTree(answer.body()).path("reasons")) {
            causes.add(reason.path("cause").asString());
        }
        return causes;
    }

    @Test
    void itIsReadyOnceItCollectsAndNotWhileTheDiskIsNearlyFull() throws Exception {
        HttpResponse<String> before = get("/readyz");
        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(causes(before)).containsExactly("replaying");
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        collect();
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        free.set(1_000);
        until(() -> Objects.requireNonNull(desk.collector()).isNarrow());
        assertThat(causes(get("/readyz"))).containsExactly("disk");
        HttpResponse<String> refused = event("1", "mei");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
        free.set(1L << 40);
        until(() -> !Objects.requireNonNull(desk.collector()).isNarrow());
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(event("1", "mei").statusCode()).isEqualTo(200);
    }

    @Test
    void anOutboxThatNobodyWorksOffMakesItUnready() throws Exception {
        // an intent that is long due and that no sender has under way
        close();
        try (var other = java.sql.DriverManager.getConnection(
                        "jdbc:duckdb:" + folder.resolve("shop/store/limner.duckdb"));
                var statement = other.createStatement()) {
            statement.execute("INSERT INTO outbox VALUES (uuid(), 'remind', 0, NULL, TIMESTAMP '2020-01-01', '{}', 0,"
                    + " TIMESTAMP '2020-01-01', NULL, NULL)");
        }
        open();
        assertThat(causes(get("/readyz"))).containsExactly("replaying", "outbox");
        assertThat(get("/metrics").body()).contains("limner_outbox_intents{state=\"waiting\",workspace=\"shop\"} 1.0");
    }

    @Test
    void metricsCountWhatArrivesAndNameNobody() throws Exception {
        collect();
        event("1", "secret-member-77");
        event("1", "secret-member-77");
        send(at("/v1/events").header("Authorization", "Bearer key").POST(BodyPublishers.ofString("{")));
        until(this::isSettled);
        get("/api/v1/workspaces/shop/profiles/secret-member-77");
        get("/api/v1/workspaces/shop/profiles/secret-member-78");
        get("/nowhere/secret-member-79");
        until(() -> {
            try {
                return get("/metrics")
                        .body()
                        .contains("route=\"/api/v1/workspaces/{workspace}/profiles/{id}\",status=\"4xx\"");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        HttpResponse<String> answer = get("/metrics");
        String text = answer.body();
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(text)
                .contains("limner_messages_total{outcome=\"taken\",source=\"web\",workspace=\"shop\"} 1.0")
                .contains("limner_messages_total{outcome=\"duplicate\",source=\"web\",workspace=\"shop\"} 1.0")
                .contains("limner_journal_waiting_bytes{workspace=\"shop\"} 0.0")
                .contains("limner_customers{workspace=\"shop\"} 1.0")
                .contains("limner_step_seconds_count{workspace=\"shop\"}")
                .contains("limner_store_rows{part=\"delta\",workspace=\"shop\"} 1.0")
                .contains(
                        "limner_http_request_seconds_count{method=\"GET\",route=\"/api/v1/workspaces/{workspace}/profiles/{id}\",status=\"2xx\"} 1")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("secret-member");
    }

    @Test
    void everyMetricIsInItsDocument() throws Exception {
        collect();
        Matcher names =
                Pattern.compile("# TYPE (limner_\\S+)").matcher(get("/metrics").body());
        String document = Files.readString(Path.of("../docs/operate.md"));
        List<String> missing = new ArrayList<>();
        while (names.find()) {
            if (!document.contains("`" + names.group(1) + "`")) {
                missing.add(names.group(1));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void aRequestBearsTheCallersIdOrOneThatIsMade() throws Exception {
        HttpResponse<String> named = send(at("/api/v1/workspaces/none").header("X-Request-Id", "abc-1"));
        assertThat(named.headers().firstValue("X-Request-Id")).hasValue("abc-1");
        assertThat(JsonMapper.shared().readTree(named.body()).path("requestId").asString())
                .isEqualTo("abc-1");
        HttpResponse<String> odd = send(at("/api/v1/workspaces/none").header("X-Request-Id", "a b\"c"));
        assertThat(odd.headers().firstValue("X-Request-Id").orElseThrow()).hasSize(36);
    }

    @Test
    void aBackupIsTakenWhileItRunsAndSaysTheSame() throws Exception {
        collect();
        for (int i = 0; i < 20; i++) {
            assertThat(event("e" + i, "member" + i % 7).statusCode()).isEqualTo(200);
        }
        until(this::isSettled);
        HttpResponse<String> begun = send(at("/api/v1/workspaces/shop/backups").POST(BodyPublishers.noBody()));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        String name = JsonMapper.shared().readTree(begun.body()).path("name").asString();
        until(() -> desk.work() == null);
        assertThat(desk.failure()).isNull();
        JsonNode list = JsonMapper.shared()
                .readTree(get("/api/v1/workspaces/shop/backups").body());
        assertThat(list.path("backups").size()).isEqualTo(1);
        assertThat(list.path("backups").path(0).path("events").asInt()).isEqualTo(20);
        Restoration.restore(folder.resolve("kept").resolve(name), folder.resolve("again"), new Work());
        try (Workspace again = Workspace.open(folder.resolve("again"), new Store.Limits(200, 1))) {
            assertThat(CanonicalExport.digest(again.store()))
                    .isEqualTo(CanonicalExport.digest(desk.workspace().store()));
        }
    }

    @Test
    void nobodyStandsInTheLog() throws Exception {
        List<LogRecord> records = new ArrayList<>();
        Handler listener = new Handler() {
            @Override
            public synchronized void publish(LogRecord entry) {
                records.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        try {
            collect();
            event("1", "zhang.wei@example.org");
            event("2", "+8613800001234");
            send(at("/v1/events?who=zhang.wei@example.org")
                    .header("Authorization", "Bearer key")
                    .POST(BodyPublishers.ofString(
                            "{\"event\": \"purchase\", \"identifiers\": {\"email\": \"zhang.wei@example.org\"")));
            send(at("/sa?data=zhang.wei").GET());
            until(this::isSettled);
            for (String path : List.of(
                    "/api/v1/workspaces/shop/profiles/zhang.wei@example.org",
                    "/api/v1/workspaces/shop/profiles/nobody-zhang.wei",
                    "/api/v1/workspaces/shop/customers/%2B8613800001234",
                    "/api/v1/workspaces/shop/customers?q=zhang.wei",
                    "/zhang.wei")) {
                get(path);
            }
        } finally {
            root.removeHandler(listener);
        }
        List<String> lines = new ArrayList<>();
        for (LogRecord entry : records) {
            lines.add(new java.util.logging.SimpleFormatter().format(entry));
        }
        assertThat(lines).isNotEmpty();
        assertThat(String.join("\n", lines)).doesNotContain("zhang.wei").doesNotContain("13800001234");
    }
}

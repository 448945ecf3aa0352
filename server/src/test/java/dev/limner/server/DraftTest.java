package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A new source over HTTP: proposed, corrected, saved and imported.
class DraftTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SOURCES = "/api/v1/workspaces/shop/sources";
    private static final String VISITS =
            "member,visited_at,store\nc20,2024-03-01 10:00:00,north\nc21,2024-03-02 11:30:00,south\n,2024-03-03 08:00:00,north\n";

    @TempDir
    private Path folder = Path.of("");

    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        shop = Shop.open(folder.resolve("shop"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private HttpResponse<String> post(String path, Map<String, String> body) {
        return shop.send(shop.request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private static JsonNode read(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDroppedFileBecomesASourceWhoseRowsAreImported() throws InterruptedException {
        JsonNode proposed = read(post(SOURCES + "/preview", Map.of("file", "visits.csv", "content", encoded(VISITS))));
        assertThat(proposed.path("columns").toString()).contains("store");
        assertThat(proposed.path("trial").path("rows").asLong()).isEqualTo(3);
        assertThat(proposed.path("trial").path("shown").get(0).path("customer").asString())
                .isEqualTo("c20");
        assertThat(folder.resolve("shop/sources/visits.yaml")).doesNotExist();

        String mapping = proposed.path("mapping").asString();
        String plan = proposed.path("plan").asString();
        JsonNode wrong = read(post(
                SOURCES + "/preview",
                Map.of(
                        "file",
                        "visits.csv",
                        "content",
                        encoded(VISITS),
                        "mapping",
                        mapping.replace("{column: member", "{column: membre"),
                        "plan",
                        plan)));
        assertThat(wrong.path("problem").path("code").asString()).isEqualTo("MAPPING_COLUMN_UNKNOWN");
        assertThat(wrong.has("trial")).isFalse();

        JsonNode stored = read(shop.send(
                shop.request(SOURCES + "/files/visits.csv").PUT(HttpRequest.BodyPublishers.ofString(VISITS))));
        assertThat(stored.path("bytes").asLong()).isEqualTo(VISITS.length());
        JsonNode saved = read(post(SOURCES, Map.of("mapping", mapping, "plan", plan)));
        assertThat(saved.path("source").asString()).isEqualTo("visits");
        assertThat(post(SOURCES, Map.of("mapping", mapping, "plan", plan)).body())
                .contains("SOURCE_EXISTS");
        read(post(SOURCES + "/visits/import", Map.of()));
        JsonNode loads = JSON.createArrayNode();
        for (int i = 0; i < 600 && loads.isEmpty(); i++) {
            Thread.sleep(100);
            for (JsonNode source : read(shop.get(SOURCES)).path("sources")) {
                loads = source.path("id").asString().equals("visits") ? source.path("loads") : loads;
            }
        }
        assertThat(loads.get(0).path("rows").asLong()).isEqualTo(3);
        assertThat(read(shop.get("/api/v1/workspaces/shop/customers/c20/events?limit=500"))
                        .toString())
                .contains("north");
    }

    @Test
    void noNameLeadsOutOfTheWorkspace() {
        assertThat(shop.send(shop.request(SOURCES + "/files/..%2Flimner.yaml")
                                .PUT(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isBetween(400, 499);
        assertThat(post(SOURCES + "/preview", Map.of("file", "../limner.yaml")).body())
                .contains("BAD_ID");
        String mapping =
                "source: x\ntitle: {en: x, zh: x}\nfile: ../../secret.csv\nzone: UTC\ncustomer: {column: a, kind: member}\ntime: {constant: 2024-01-01}\nrules: []\n";
        assertThat(post(SOURCES, Map.of("mapping", mapping, "plan", "")).body()).contains("FILE_NOT_FOUND");
        assertThat(Files.exists(folder.resolve("shop/sources/x.yaml"))).isFalse();
    }
}

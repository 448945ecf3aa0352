package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who is who over HTTP, on a real server with literal bodies.
class IdentityResourceTest {
    private static final String SHOP = "/api/v1/workspaces/shop";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Shop shop = unset();

    @SuppressWarnings("NullAway") // opened before each test
    private static Shop unset() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        shop = Shop.open(folder.resolve("shop"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private HttpResponse<String> send(String path, String body) {
        return shop.send(shop.request(SHOP + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode post(String path, String body) {
        HttpResponse<String> response = send(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private JsonNode get(String path) {
        HttpResponse<String> response = shop.get(SHOP + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    @Test
    void twoCustomersBecomeOneForEveryPageAndTwoAgain() {
        int before = get("/customers").path("total").asInt();
        JsonNode linked = post("/identity/links", """
                {"identifiers": ["c20", "c21"], "who": "kim", "why": "same address"}""");
        assertThat(linked.path("effect").path("merges").asInt()).isEqualTo(1);
        assertThat(get("/customers").path("total").asInt()).isEqualTo(before - 1);
        assertThat(get("").path("customers").asInt()).isEqualTo(before - 1);
        assertThat(get("/customers/c21").path("id").asString())
                .as("either identifier finds it")
                .isEqualTo("c20");
        assertThat(get("/customers/c20").path("identifiers").size()).isEqualTo(2);
        assertThat(get("/customers?q=c21").path("total").asInt()).isEqualTo(1);
        int number = linked.path("entry").path("number").asInt();
        assertThat(get("/identity/entries/" + number).path("effect")).isEqualTo(linked.path("effect"));
        post("/identity/undo", "{\"entry\": %d}".formatted(number));
        assertThat(get("/customers").path("total").asInt()).isEqualTo(before);
        JsonNode log = get("/identity").path("entries");
        assertThat(log.get(0).path("kind").asString()).isEqualTo("undo");
        assertThat(log.get(1).path("who").asString()).isEqualTo("kim");
        assertThat(log.get(1).path("counts").asBoolean()).isFalse();
    }

    @Test
    void aPolicyIsPreviewedBeforeItIsApplied() {
        int before = get("/identity").path("customers").asInt();
        String policy = """
                {"policy": {"kinds": [{"kind": "member", "most": 1}], "ignore": [{"values": ["c20"]}]}}""";
        JsonNode preview = post("/identity/preview", policy);
        assertThat(preview.path("vanishing").asInt()).isEqualTo(1);
        assertThat(preview.path("after").asInt()).isEqualTo(before - 1);
        assertThat(get("/identity").path("customers").asInt()).isEqualTo(before);
        post("/identity/apply", policy);
        assertThat(get("/identity").path("customers").asInt()).isEqualTo(before - 1);
        assertThat(get("/identity")
                        .path("policy")
                        .path("kinds")
                        .get(0)
                        .path("kind")
                        .asString())
                .isEqualTo("member");
        assertThat(get("/identity").path("fileDiffers").asBoolean()).isTrue();
        assertThat(shop.get(SHOP + "/customers/c20").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCannotBeDoneIsTold() {
        assertThat(send("/identity/links", "{\"identifiers\": [\"c20\", \"nobody\"]}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("/identity/splits", "{\"identifiers\": [\"c20\"]}").body())
                .contains("NOTHING_LEFT");
        assertThat(send("/identity/undo", "{\"entry\": 7}").statusCode()).isEqualTo(404);
        assertThat(shop.get(SHOP + "/identity/entries/x").statusCode()).isEqualTo(404);
    }
}

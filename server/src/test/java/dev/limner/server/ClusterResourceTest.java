package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Groups of alike customers and trees over HTTP, on a real server with literal bodies.
class ClusterResourceTest {
    private static final String SHOP = "/api/v1/workspaces/shop";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    /// Orders of made-up customers at rhythms of their own, of whom a third stop some day.
    private static String orders(int customers) {
        StringBuilder rows = new StringBuilder("customer,time,order,item,quantity,price\n");
        Random random = new Random(5);
        for (int customer = 0; customer < customers; customer++) {
            int gap = 5 + random.nextInt(60);
            int end = random.nextInt(3) == 0 ? random.nextInt(500) : 500;
            for (int day = random.nextInt(90); day < end; day += 1 + random.nextInt(2 * gap)) {
                String at = LocalDateTime.of(2023, 2, 1, 10, 0).plusDays(day).format(TIME);
                rows.append("k%d,%s,%d-%d,mug,1,%d.00\n".formatted(customer, at, customer, day, 5 + gap));
            }
        }
        return rows.toString();
    }

    private static JsonNode get(Shop shop, String path) {
        HttpResponse<String> response = shop.get(SHOP + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private static void post(Shop shop, String path, String body) {
        HttpResponse<String> response = shop.send(shop.request(SHOP + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    /// Finds groups in the background and waits for them.
    private static JsonNode found(Shop shop) {
        assertThat(get(shop, "/clusters").has("version")).isFalse();
        post(shop, "/clusters/fit", "{}");
        JsonNode page = get(shop, "/clusters");
        while (!page.has("version")) {
            Thread.onSpinWait();
            page = get(shop, "/clusters");
        }
        return page;
    }

    @Test
    void groupsAreFoundInTheBackgroundAndBecomeSegmentsThroughThePlan() throws IOException {
        try (Shop shop = Shop.open(folder.resolve("shop"), Map.of("data/orders.csv", orders(420)))) {
            JsonNode found = found(shop).path("found");
            JsonNode group = found.path("clusters").path(0);
            assertThat(found.path("clusters").size()).isBetween(3, 7);
            assertThat(found.path("points").size()).isBetween(300, 420);
            assertThat(found.path("points").path(0).propertyNames()).containsExactlyInAnyOrder("x", "y", "cluster");
            assertThat(group.path("aloud").path("zh").asString()).contains("客户");
            assertThat(group.path("profile").path(0).path("type").asString()).isEqualTo("days");
            assertThat(get(shop, "/clusters/drift").path("drift").path("index").asDouble())
                    .isZero();
            JsonNode contrast = get(shop, "/clusters/" + group.path("id").asString() + "/contrast");
            assertThat(contrast.path("rows").size()).isGreaterThan(3);
            String rule = group.path("rule").asString();
            post(shop, "/definitions/plan", """
                    {"segments":[{"id":"cluster-1","title":{"en":"One","zh":"一"},"text":"%s"}],"remove":[]}""".formatted(rule));
        }
    }

    @Test
    void tooFewCustomersAreRefusedAndTheRefusalIsKept() throws IOException {
        try (Shop shop = Shop.open(folder.resolve("few/shop"))) {
            assertThat(found(shop).path("refused").path("code").asString()).isEqualTo("TOO_FEW_CUSTOMERS");
            assertThat(get(shop, "/tree?model=responds")
                            .path("refused")
                            .path("code")
                            .asString())
                    .isEqualTo("NO_EVENTS");
        }
    }

    @Test
    void aTreeIsGrownOfAModelOrOfAConditionAndWithoutEitherOffersModels() throws IOException {
        try (Shop shop = Shop.open(folder.resolve("trees/shop"), Map.of("data/orders.csv", orders(420)))) {
            JsonNode none = get(shop, "/tree");
            assertThat(none.has("tree")).isFalse();
            assertThat(none.path("models").path(0).path("model").asString()).isEqualTo("churn");
            JsonNode churn = get(shop, "/tree?model=churn").path("tree");
            assertThat(churn.path("nodes").path(0).has("parent")).isFalse();
            assertThat(churn.path("nodes")
                            .path(1)
                            .path("question")
                            .path("aloud")
                            .path("zh")
                            .asString())
                    .isNotBlank();
            assertThat(churn.path("low").asDouble())
                    .isLessThan(churn.path("actual").asDouble());
            String target = URLEncoder.encode("any order in last 30 days", StandardCharsets.UTF_8);
            JsonNode answer = get(shop, "/tree?horizonDays=30&depth=1&target=" + target);
            JsonNode own = answer.path("tree");
            assertThat(own.path("nodes").size()).as(answer.toString()).isEqualTo(3);
            assertThat(own.path("nodes").path(1).path("leaf").path("rule").asString())
                    .startsWith("any order in last 365 days and ");
            HttpResponse<String> wrong = shop.get(SHOP + "/tree?target=any%20ordr");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("UNKNOWN_EVENT_TYPE");
        }
    }
}

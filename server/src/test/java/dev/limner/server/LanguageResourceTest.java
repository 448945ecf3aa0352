package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The language over HTTP, on a real server with literal bodies.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguageResourceTest {
    private static final String SHOP = "/api/v1/workspaces/shop";
    private static final String LANGUAGE = SHOP + "/language";
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    private Shop shop = unset();

    @SuppressWarnings("NullAway") // opened before all tests
    private static Shop unset() {
        return null;
    }

    @BeforeAll
    void open() throws IOException {
        shop = Shop.open(folder.resolve("shop"));
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private HttpResponse<String> send(String path, String body) {
        return shop.send(shop.request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode post(String path, String body) {
        HttpResponse<String> response = send(LANGUAGE + path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private JsonNode get(String path) {
        HttpResponse<String> response = shop.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    @Test
    void aRightTextIsReadCheckedAndReadAloud() {
        assertThat(post("/check", "{\"text\":\"count( order )>=3\"}")).isEqualTo(JSON.readTree("""
                {"text":"count( order )>=3","usual":"count(order) >= 3",
                 "tree":{"is":"compare","left":{"is":"aggregate","fold":"COUNT","set":{"is":"events","type":"order"}},
                         "operator":"AT_LEAST","right":{"is":"decimal","value":3}},
                 "type":"boolean",
                 "aloud":{"en":"customers who ordered at least 3 times","zh":"下单至少 3 次的客户"},
                 "mistakes":[],"right":true}"""));
    }

    @Test
    void aTreeIsWrittenAsText() {
        JsonNode checked = post("/check", """
                {"tree":{"is":"exists","any":false,"set":{"is":"events","type":"order",
                  "window":{"is":"window_last","count":60,"unit":"DAY"}}}}""");
        assertThat(checked.path("text").asString()).isEqualTo("no order in last 60 days");
        assertThat(checked.path("right").asBoolean()).isTrue();
    }

    @Test
    void aTreeThatIsNoExpressionIsTold() {
        JsonNode checked = post("/check", "{\"tree\":{\"is\":\"compere\"}}");
        assertThat(checked.path("right").asBoolean()).isFalse();
        assertThat(checked.path("mistakes").path(0).path("problem").path("code").asString())
                .isEqualTo("BAD_DEFINITION");
    }

    @Test
    void everyMistakeIsToldWithItsPlaceInBothLanguages() {
        JsonNode checked = post("/check", "{\"text\":\"lifecycel = 'lost' and count(ordr) > 2\"}");
        assertThat(checked.path("right").asBoolean()).isFalse();
        assertThat(list(checked.path("mistakes"))).hasSize(2);
        assertThat(checked.path("mistakes").path(0)).isEqualTo(JSON.readTree("""
                {"start":0,"end":9,"warning":false,"problem":{"type":"about:blank","title":"UNKNOWN_NAME","status":400,
                 "code":"UNKNOWN_NAME","where":"1:1",
                 "detail":{"en":"There is no tag and no trait (lifecycel).","zh":"没有标签或属性（lifecycel）。"},
                 "hint":{"en":"Maybe you meant (lifecycle).","zh":"是否要写（lifecycle）？"}}}"""));
        assertThat(checked.path("mistakes").path(1).path("start").asInt()).isEqualTo(29);
    }

    @Test
    void aSegmentMustBeAConditionAndMayNotReferToItself() {
        assertThat(post("/check", "{\"text\":\"count(order)\",\"condition\":true}")
                        .path("mistakes")
                        .path(0)
                        .path("problem")
                        .path("code")
                        .asString())
                .isEqualTo("NOT_A_CONDITION");
        assertThat(post("/check", "{\"text\":\"count(order)\"}").path("type").asString())
                .isEqualTo("number");
        String own = "{\"text\":\"in segment 'own' and any order\",\"condition\":true,\"segment\":\"own\"}";
        assertThat(post("/check", own)
                        .path("mistakes")
                        .path(0)
                        .path("problem")
                        .path("code")
                        .asString())
                .isEqualTo("CYCLE");
    }

    @Test
    void theCountIsThatOfTheListAndNamesTheSameCustomers() {
        JsonNode everybody = get(SHOP + "/customers?tags=orders&limit=1000");
        long several = list(everybody.path("rows")).stream()
                .filter(row -> row.path("values").path(0).path("value").asInt(0) >= 3)
                .count();
        JsonNode count = post("/count", "{\"text\":\"count(order) >= 3\",\"sample\":false}");
        assertThat(several).isBetween(5L, 39L);
        assertThat(count.path("customers").asLong()).isEqualTo(several);
        assertThat(count.path("of").asInt()).isEqualTo(everybody.path("total").asInt());
        assertThat(count.path("low").asLong()).isEqualTo(several);
        assertThat(count.path("sampled").asBoolean()).isFalse();
        assertThat(count.path("sampleShare").asDouble()).isEqualTo(1);
        JsonNode members = post("/members", "{\"text\":\"count(order) >= 3\",\"limit\":4}");
        assertThat(members.path("total").asLong()).isEqualTo(several);
        assertThat(list(members.path("customers"))).hasSize(4);
        assertThat(members.path("customers")
                        .path(0)
                        .path("values")
                        .path(0)
                        .path("tag")
                        .asString())
                .isEqualTo("orders");
        assertThat(members.path("customers")
                        .path(0)
                        .path("values")
                        .path(0)
                        .path("value")
                        .asInt())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void aCountIsOfThePopulationAndAsOfTheDateAskedFor() {
        JsonNode active = post("/count?population=lifecycle:active", "{\"text\":\"any order\"}");
        JsonNode all = post("/count", "{\"text\":\"in segment 'lifecycle:active'\"}");
        assertThat(active.path("of").asLong()).isEqualTo(all.path("customers").asLong());
        assertThat(active.path("share").asDouble()).isEqualTo(1);
        assertThat(post("/count?asOf=2020-01-01", "{\"text\":\"any order\"}")
                        .path("of")
                        .asLong())
                .isZero();
    }

    @Test
    void aWrongConditionIsNotCounted() {
        HttpResponse<String> response = send(LANGUAGE + "/count", "{\"text\":\"count(order)\"}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).path("code").asString()).isEqualTo("NOT_A_CONDITION");
    }

    @Test
    void theEditorIsToldHowToGoOnAndWhatStandsThere() {
        JsonNode completion = post("/complete", "{\"text\":\"count(购\",\"offset\":7}");
        assertThat(completion.path("from").asInt()).isEqualTo(6);
        assertThat(completion.path("items").path(0)).isEqualTo(JSON.readTree("""
                {"insert":"purchase","label":"purchase","kind":"event",
                 "detail":{"en":"Event “Purchase”","zh":"事件“购买”"}}"""));
        JsonNode hover = post("/hover", "{\"text\":\"any order in last 7 days\",\"offset\":5}");
        assertThat(hover.path("start").asInt()).isEqualTo(4);
        assertThat(hover.path("title").path("zh").asString()).isEqualTo("事件“订单”");
        assertThat(post("/hover", "{\"text\":\"\",\"offset\":0}")).isEqualTo(JSON.readTree("{}"));
    }

    @Test
    void theVocabularyNamesWhatExpressionsMayName() {
        JsonNode words = get(LANGUAGE + "/vocabulary");
        assertThat(list(words.path("events")).stream()
                        .map(event -> event.path("name").asString()))
                .contains("purchase", "view");
        assertThat(list(words.path("segments")).stream()
                        .map(segment -> segment.path("id").asString()))
                .contains("lifecycle:active");
        assertThat(list(words.path("tags")).stream()
                        .filter(tag -> tag.path("name").asString().equals("lifecycle"))
                        .map(tag -> tag.path("choices").size()))
                .containsExactly(5);
        for (JsonNode function : words.path("functions")) {
            assertThat(function.path("doc").path("zh").asString()).isNotEmpty();
        }
    }

    @Test
    void whatIsTooLongOrNoQuestionIsRefused() {
        assertThat(send(LANGUAGE + "/check", "{\"text\":\"" + "x".repeat(10_001) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(LANGUAGE + "/check", "{\"text\":\"" + "x".repeat(1_000_001) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        for (String body : List.of("", "{", "[]", "null", "{}", "{\"text\":\"a\",\"tree\":{}}", "{\"txt\":\"a\"}")) {
            HttpResponse<String> response = send(LANGUAGE + "/check", body);
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(JSON.readTree(response.body()).path("code").asString()).isEqualTo("BAD_DEFINITION");
        }
        assertThat(send(LANGUAGE + "/complete", "{\"text\":\"a\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theDocumentDescribesTheBodies() {
        JsonNode document = get("/api/v1/openapi.json");
        JsonNode check = document.path("paths")
                .path("/api/v1/workspaces/{workspace}/language/check")
                .path("post");
        assertThat(check.path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("schema")
                        .path("$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Expression");
        assertThat(document.path("components")
                        .path("schemas")
                        .path("Expression")
                        .path("properties")
                        .path("tree"))
                .isEqualTo(JSON.readTree("{\"type\":\"object\",\"additionalProperties\":true}"));
    }
}

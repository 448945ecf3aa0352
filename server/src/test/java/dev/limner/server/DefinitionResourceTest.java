package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Segments by rules over HTTP, on a real server with literal bodies: what they are, and changing them.
class DefinitionResourceTest {
    private static final String SHOP = "/api/v1/workspaces/shop";
    private static final JsonMapper JSON = JsonMapper.shared();

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
        return JSON.readTree(response.body());
    }

    private JsonNode get(String path) {
        HttpResponse<String> response = shop.get(SHOP + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    private JsonNode rule(String id) {
        return list(get("/segments").path("rules")).stream()
                .filter(rule -> rule.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static final String WIDER = """
            {"segments":[{"id":"loyal","title":{"en":"Loyal","zh":"忠诚"},"text":"count(order) >= 2"}],
             "remove":[],"note":"two are enough"}""";

    @Test
    void segmentsByRulesStandBesideThoseByTags() {
        JsonNode loyal = rule("loyal");
        assertThat(loyal.path("text").asString()).isEqualTo("in segment 'buyers' and count(order) >= 3 and no return");
        assertThat(loyal.path("owner").asString()).isEqualTo("kim");
        assertThat(loyal.path("version").asInt()).isZero();
        assertThat(loyal.path("customers").asInt())
                .isEqualTo(get("/customers?population=loyal").path("total").asInt())
                .isPositive();
        JsonNode page = get("/segments/rules/loyal");
        assertThat(page.path("uses")).isEqualTo(JSON.readTree("[\"buyers\"]"));
        assertThat(page.path("usedBy")).isEqualTo(JSON.readTree("[]"));
        assertThat(get("/segments/rules/buyers").path("usedBy")).isEqualTo(JSON.readTree("[\"loyal\"]"));
    }

    @Test
    void aPlanTellsWhoComesInAndChangesNothing() {
        int before = rule("loyal").path("customers").asInt();
        JsonNode plan = post("/definitions/plan", WIDER.replace(",\"note\":\"two are enough\"", ""));
        assertThat(plan.path("problems")).isEqualTo(JSON.readTree("[]"));
        JsonNode change = plan.path("changes").path(0);
        assertThat(change.path("id").asString()).isEqualTo("loyal");
        assertThat(change.path("definition").asString()).isEqualTo("segment");
        assertThat(change.path("kind").asString()).isEqualTo("changed");
        assertThat(change.path("after").asString()).isEqualTo("count(order) >= 2");
        assertThat(change.path("out").asInt()).isZero();
        assertThat(change.path("in").asInt()).isPositive();
        assertThat(change.path("examplesIn").size()).isLessThanOrEqualTo(5).isPositive();
        assertThat(rule("loyal").path("customers").asInt()).isEqualTo(before);
        assertThat(get("/definitions/versions").path("versions")).isEqualTo(JSON.readTree("[]"));
        int in = change.path("in").asInt();
        post("/definitions/apply", WIDER);
        assertThat(rule("loyal").path("customers").asInt()).isEqualTo(before + in);
    }

    @Test
    void aChangeIsAppliedKeptAndTakenBack() {
        int before = rule("loyal").path("customers").asInt();
        assertThat(post("/definitions/apply", WIDER).path("version").asInt()).isEqualTo(2);
        JsonNode versions = get("/definitions/versions").path("versions");
        assertThat(list(versions).stream()
                        .map(version -> version.path("version").asInt()))
                .containsExactly(2, 1);
        assertThat(versions.path(0).path("note").asString()).isEqualTo("two are enough");
        assertThat(versions.path(0).path("changes")).isEqualTo(JSON.readTree("[\"loyal\"]"));
        assertThat(folder.resolve("shop/segments/edited/loyal.yaml")).content().contains("count(order) >= 2");
        JsonNode page = get("/segments/rules/loyal");
        assertThat(page.path("version").asInt()).isEqualTo(2);
        assertThat(page.path("owner").asString()).isEqualTo("kim");
        assertThat(list(page.path("versions")).stream()
                        .map(version -> version.path("text").asString()))
                .containsExactly("count(order) >= 2", "in segment 'buyers' and count(order) >= 3 and no return");
        assertThat(post("/definitions/undo", "{\"version\":2}").path("version").asInt())
                .isEqualTo(3);
        assertThat(rule("loyal").path("customers").asInt()).isEqualTo(before);
        assertThat(post("/definitions/back", "{\"version\":2}").path("version").asInt())
                .isEqualTo(4);
        assertThat(rule("loyal").path("text").asString()).isEqualTo("count(order) >= 2");
    }

    @Test
    void everyMistakeIsToldWithItsPlaceAndNothingIsApplied() {
        String wrong = """
                {"segments":[{"id":"one","title":{"en":"One","zh":"一"},"text":"any ordre"},
                             {"id":"two","title":{"en":"Two","zh":"二"},"text":"in segment 'tow'"}],"remove":["buyers"]}""";
        JsonNode plan = post("/definitions/plan", wrong);
        assertThat(plan.path("changes")).isEqualTo(JSON.readTree("[]"));
        assertThat(list(plan.path("problems")).stream()
                        .map(problem -> problem.path("id").asString() + " "
                                + problem.path("problem").path("code").asString() + " "
                                + problem.path("problem").path("where").asString("")))
                .containsExactlyInAnyOrder(
                        "buyers STILL_NAMED ", "one UNKNOWN_EVENT_TYPE 1:5", "two UNKNOWN_SEGMENT 1:12");
        HttpResponse<String> refused = send("/definitions/apply", wrong);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(JSON.readTree(refused.body()).path("code").asString()).isEqualTo("DEFINITIONS_WRONG");
        assertThat(refused.body()).contains("segment one 1:5", "buyers", "segment two 1:12");
        assertThat(get("/definitions/versions").path("versions")).isEqualTo(JSON.readTree("[]"));
    }

    @Test
    void whatCannotBeChangedIsRefused() {
        String named = "{\"segments\":[{\"id\":\"a b\",\"title\":{\"en\":\"A\",\"zh\":\"甲\"},\"text\":\"any order\"}],"
                + "\"remove\":[]}";
        assertThat(send("/definitions/plan", named).body()).contains("\"code\":\"BAD_ID\"");
        assertThat(send("/definitions/plan", "{\"segments\":[],\"remove\":[\"nobody\"]}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("/definitions/undo", "{\"version\":7}").body()).contains("\"code\":\"UNKNOWN_VERSION\"");
        assertThat(send("/definitions/apply", "{\"segments\":[]}").body()).contains("missing: remove");
    }

    @Test
    void theHistoryOfASegmentAddsUp() {
        JsonNode points = get("/segments/rules/buyers/history?from=2023-01-01&to=2024-07-01&points=7")
                .path("points");
        assertThat(points.size()).isEqualTo(7);
        assertThat(points.path(0).path("at").asString()).isEqualTo("2023-01-01");
        assertThat(points.path(0).path("customers").asInt()).isZero();
        assertThat(points.path(6).path("at").asString()).isEqualTo("2024-07-01");
        int size = 0;
        for (JsonNode point : points) {
            size += point.path("entered").asInt() - point.path("left").asInt();
            assertThat(point.path("customers").asInt()).isEqualTo(size);
            assertThat(point.path("customers").asInt())
                    .isEqualTo(get("/customers?population=buyers&asOf="
                                    + point.path("at").asString())
                            .path("total")
                            .asInt());
        }
        assertThat(size).isEqualTo(rule("buyers").path("customers").asInt());
    }

    @Test
    void aPortraitTellsSinceWhenAndUntilWhen() {
        JsonNode portrait = get("/customers/c20");
        JsonNode alone = get("/customers/c20/memberships").path("memberships");
        assertThat(list(alone).stream()
                        .map(membership -> membership.path("segment").asString()))
                .contains("buyers")
                .anyMatch(segment -> segment.startsWith("lifecycle:"));
        for (JsonNode membership : portrait.path("memberships")) {
            String segment = membership.path("segment").asString();
            assertThat(get("/customers?population=" + segment + "&q=c20")
                            .path("total")
                            .asInt())
                    .as(segment)
                    .isOne();
        }
        JsonNode first = list(portrait.path("memberships")).stream()
                .filter(membership -> membership.path("segment").asString().equals("buyers"))
                .findFirst()
                .orElseThrow();
        assertThat(first.path("until").isMissingNode()).isTrue();
        String since = first.path("since").asString();
        assertThat(get("/customers?population=buyers&q=c20&asOf=" + since)
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(get("/customers?population=buyers&q=c20&asOf="
                                + java.time.LocalDate.parse(since).plusDays(1))
                        .path("total")
                        .asInt())
                .isOne();
    }

    @Test
    void whyIsToldOfMembersAndOfOthers() {
        JsonNode why = get("/segments/rules/buyers/customers/c20/why");
        assertThat(why.path("holds").asBoolean()).isTrue();
        assertThat(why.path("tree").path("text").asString()).isEqualTo("any order");
        assertThat(why.path("tree").path("value").asString()).isEqualTo("true");
        assertThat(why.path("cited").size()).isPositive();
        assertThat(why.path("cited").path(0).path("type").asString()).isEqualTo("order");
        assertThat(why.path("sentence").path("zh").asString()).startsWith("条件成立。");
        JsonNode not = post("/language/why", "{\"text\":\"count(order) > 100\",\"customer\":\"c20\"}");
        assertThat(not.path("holds").asBoolean()).isFalse();
        assertThat(not.path("sentence").path("en").asString()).startsWith("The condition does not hold.");
        assertThat(send("/language/why", "{\"text\":\"any order\",\"customer\":\"nobody\"}")
                        .statusCode())
                .isEqualTo(404);
        JsonNode tags = post(
                "/language/why",
                "{\"text\":\"value_tier = 'head' and lifecycle in ('dormant', 'lost')\",\"customer\":\"c20\"}");
        assertThat(tags.path("tree").path("children").size()).isEqualTo(2);
        assertThat(get("/segments/rules/buyers/customers/c20/why?asOf=2020-01-01")
                        .path("holds")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void overlapsAreExclusiveAndContrastsSortedByEffect() {
        JsonNode overlap = get("/segments/overlap?ids=loyal,quiet,buyers");
        int inAny = list(overlap.path("parts")).stream()
                .mapToInt(part -> part.path("customers").asInt())
                .sum();
        assertThat(inAny).isEqualTo(rule("buyers").path("customers").asInt());
        double last = Double.MAX_VALUE;
        JsonNode rows = get("/segments/rules/loyal/contrast").path("rows");
        assertThat(rows.size()).isPositive();
        for (JsonNode row : rows) {
            double effect = Math.abs(row.path("effect").asDouble());
            assertThat(effect).isLessThanOrEqualTo(last);
            assertThat(row.path("low").asDouble()).isLessThan(row.path("high").asDouble());
            last = effect;
        }
    }
}

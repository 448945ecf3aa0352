package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.limner.access.Right;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The real server on a free port over a small workspace, asked by HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimnerServerTest {
    private static final String SHOP = "/api/v1/workspaces/shop";
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    private Shop shop = unset();
    private JsonNode document = JSON.createObjectNode();

    @SuppressWarnings("NullAway") // opened before all tests
    private static Shop unset() {
        return null;
    }

    @BeforeAll
    void open() throws IOException {
        shop = Shop.open(folder.resolve("shop"));
        document = json("/api/v1/openapi.json");
        joinAndPart();
    }

    /// So that the log of who is who has entries, and nobody is another one than before.
    private void joinAndPart() {
        change("/identity/links", "{\"identifiers\": [\"c20\", \"c21\"]}");
        change("/identity/undo", "{\"entry\": 1}");
    }

    private void change(String path, String body) {
        HttpResponse<String> response = shop.send(shop.request("/api/v1/workspaces/shop" + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private JsonNode json(String path) {
        HttpResponse<String> response = shop.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    static Stream<Route> gets() {
        return Routes.all(Desks.none(), Guard.open()).stream()
                .filter(route -> route.method().name().equals("GET"))
                .filter(route -> route.right() != Right.ADMINISTER) // AccessTest asks these, where there are users
                .filter(route -> !route.path().endsWith("/scores")) // ModelScoresTest, where a model is fitted
                .filter(route -> !route.path().contains("/clusters/")); // ClusterResourceTest, where groups are found
    }

    @ParameterizedTest
    @MethodSource("gets")
    void everyGetAnswersAsTheDocumentSays(Route route) {
        String path = route.path()
                .replace("{workspace}", "shop")
                .replace("{id}", "c20")
                .replace("{tag}", "lifecycle")
                .replace("{source}", "orders")
                .replace("{model}", "churn")
                .replace("{segment}", "loyal")
                .replace("{customer}", "c20")
                .replace("{entry}", "1");
        if (path.endsWith("/overlap")) {
            path += "?ids=loyal,quiet,lifecycle:active";
        }
        if (path.endsWith("/look-alikes")) {
            path += "?segment=loyal";
        }
        if (path.contains("/privacy/person")) {
            path += "?identifier=c20";
        }
        assertThat(path).doesNotContain("{");
        HttpResponse<String> response = shop.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(route.mediaType());
        if (document.path("paths").path(route.path()).isMissingNode()) {
            assertThat(route.right()).isEqualTo(Right.PUBLIC);
        } else if (route.mediaType().equals(Route.JSON)) {
            assertThat(faults(route.path(), response.body())).isEmpty();
        }
    }

    /// Where the body is not as the document says; properties that the document does not name are faults too.
    private List<Error> faults(String path, String body) {
        JsonNode content = document.path("paths")
                .path(path)
                .path("get")
                .path("responses")
                .path("200")
                .path("content");
        ObjectNode schema = (ObjectNode) content.path(Route.JSON).path("schema").deepCopy();
        assertThat(schema.isEmpty()).isFalse();
        JsonNode components = document.path("components").deepCopy();
        components.path("schemas").forEach(component -> ((ObjectNode) component).put("additionalProperties", false));
        schema.set("components", components);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.writeValueAsString(schema))
                .validate(body, InputFormat.JSON);
    }

    @Test
    void theSchemasCanFail() {
        assertThat(faults("/api/v1/workspaces", "{\"workspaces\":[]}")).hasSize(1);
        assertThat(faults("/api/v1/workspaces", "{\"workspaces\":[{\"id\":3}],\"version\":\"\"}"))
                .isNotEmpty();
    }

    @Test
    void everyRouteHasTheRightThatIsWrittenHere() {
        assertThat(Routes.all(Desks.none(), Guard.open()))
                .extracting(route -> route.right() + " " + route.method() + " " + route.path())
                .containsExactlyInAnyOrder(
                        "PUBLIC GET /healthz",
                        "PUBLIC GET /readyz",
                        "READ GET /api/v1/workspaces/{workspace}/backups",
                        "ADMINISTER POST /api/v1/workspaces/{workspace}/backups",
                        "PUBLIC GET /api/v1/openapi.json",
                        "PUBLIC GET /api/v1/session",
                        "PUBLIC POST /api/v1/session",
                        "SIGNED_IN DELETE /api/v1/session",
                        "PUBLIC POST /api/v1/session/first",
                        "SIGNED_IN POST /api/v1/session/password",
                        "PUBLIC POST /api/v1/session/visit",
                        "PUBLIC POST /api/v1/session/arrival",
                        "ADMINISTER GET /api/v1/users",
                        "ADMINISTER POST /api/v1/users",
                        "ADMINISTER PUT /api/v1/users/{user}",
                        "ADMINISTER DELETE /api/v1/users/{user}",
                        "ADMINISTER GET /api/v1/keys",
                        "ADMINISTER POST /api/v1/keys",
                        "ADMINISTER DELETE /api/v1/keys/{key}",
                        "ADMINISTER GET /api/v1/audit",
                        "READ GET /api/v1/workspaces",
                        "READ GET /api/v1/workspaces/{workspace}",
                        "OPERATE POST /api/v1/workspaces/{workspace}/cancel",
                        "READ GET /api/v1/workspaces/{workspace}/kpis",
                        "READ GET /api/v1/workspaces/{workspace}/series",
                        "READ GET /api/v1/workspaces/{workspace}/heatmap",
                        "READ GET /api/v1/workspaces/{workspace}/movement",
                        "READ GET /api/v1/workspaces/{workspace}/tags",
                        "READ GET /api/v1/workspaces/{workspace}/customers",
                        "READ GET /api/v1/workspaces/{workspace}/customers.csv",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/events",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/mended",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/tags/{tag}/why",
                        "READ GET /api/v1/workspaces/{workspace}/identity",
                        "READ GET /api/v1/workspaces/{workspace}/identity/entries/{entry}",
                        "READ POST /api/v1/workspaces/{workspace}/identity/preview",
                        "OPERATE POST /api/v1/workspaces/{workspace}/identity/apply",
                        "OPERATE POST /api/v1/workspaces/{workspace}/identity/links",
                        "OPERATE POST /api/v1/workspaces/{workspace}/identity/splits",
                        "OPERATE POST /api/v1/workspaces/{workspace}/identity/undo",
                        "READ GET /api/v1/workspaces/{workspace}/identity/matches",
                        "READ GET /api/v1/workspaces/{workspace}/identity/matches/pairs",
                        "OPERATE POST /api/v1/workspaces/{workspace}/identity/matches",
                        "OPERATE POST /api/v1/workspaces/{workspace}/identity/matches/join",
                        "OPERATE POST /api/v1/workspaces/{workspace}/identity/matches/answers",
                        "READ GET /api/v1/workspaces/{workspace}/quality",
                        "READ GET /api/v1/workspaces/{workspace}/privacy",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/consents",
                        "PRIVACY GET /api/v1/workspaces/{workspace}/privacy/person",
                        "PRIVACY GET /api/v1/workspaces/{workspace}/privacy/person.zip",
                        "PRIVACY POST /api/v1/workspaces/{workspace}/privacy/erasures",
                        "PRIVACY POST /api/v1/workspaces/{workspace}/privacy/purge",
                        "READ GET /api/v1/workspaces/{workspace}/live",
                        "READ GET /api/v1/workspaces/{workspace}/live/arrivals",
                        "READ GET /api/v1/workspaces/{workspace}/live/stream",
                        "READ GET /api/v1/workspaces/{workspace}/live/triggers",
                        "READ GET /api/v1/workspaces/{workspace}/profiles/{id}",
                        "READ POST /api/v1/workspaces/{workspace}/profiles",
                        "READ GET /api/v1/workspaces/{workspace}/rfm",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/memberships",
                        "READ GET /api/v1/workspaces/{workspace}/segments",
                        "READ GET /api/v1/workspaces/{workspace}/segments/overlap",
                        "READ GET /api/v1/workspaces/{workspace}/segments/rules/{segment}",
                        "READ GET /api/v1/workspaces/{workspace}/segments/rules/{segment}/history",
                        "READ GET /api/v1/workspaces/{workspace}/segments/rules/{segment}/contrast",
                        "READ GET /api/v1/workspaces/{workspace}/segments/rules/{segment}/customers/{customer}/why",
                        "READ POST /api/v1/workspaces/{workspace}/definitions/plan",
                        "DEFINE POST /api/v1/workspaces/{workspace}/definitions/apply",
                        "DEFINE POST /api/v1/workspaces/{workspace}/definitions/undo",
                        "DEFINE POST /api/v1/workspaces/{workspace}/definitions/back",
                        "READ GET /api/v1/workspaces/{workspace}/definitions/versions",
                        "READ POST /api/v1/workspaces/{workspace}/language/why",
                        "READ GET /api/v1/workspaces/{workspace}/language/vocabulary",
                        "READ POST /api/v1/workspaces/{workspace}/language/check",
                        "READ POST /api/v1/workspaces/{workspace}/language/complete",
                        "READ POST /api/v1/workspaces/{workspace}/language/hover",
                        "READ POST /api/v1/workspaces/{workspace}/language/count",
                        "READ POST /api/v1/workspaces/{workspace}/language/members",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/traits",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/groups",
                        "READ GET /api/v1/workspaces/{workspace}/groups",
                        "READ GET /api/v1/workspaces/{workspace}/recommendations",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/recommendations",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/outlook",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/affinities",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/needs",
                        "READ GET /api/v1/workspaces/{workspace}/affinities",
                        "READ GET /api/v1/workspaces/{workspace}/needs",
                        "READ GET /api/v1/workspaces/{workspace}/look-alikes",
                        "READ GET /api/v1/workspaces/{workspace}/clusters",
                        "READ GET /api/v1/workspaces/{workspace}/clusters/drift",
                        "READ GET /api/v1/workspaces/{workspace}/clusters/{cluster}/contrast",
                        "OPERATE POST /api/v1/workspaces/{workspace}/clusters/fit",
                        "READ GET /api/v1/workspaces/{workspace}/tree",
                        "READ GET /api/v1/workspaces/{workspace}/models",
                        "READ GET /api/v1/workspaces/{workspace}/models/{model}",
                        "READ GET /api/v1/workspaces/{workspace}/models/{model}/scores",
                        "OPERATE POST /api/v1/workspaces/{workspace}/models/fit",
                        "READ GET /api/v1/workspaces/{workspace}/customers/{id}/predictions",
                        "OPERATE POST /api/v1/workspaces/{workspace}/sources",
                        "OPERATE POST /api/v1/workspaces/{workspace}/sources/preview",
                        "OPERATE PUT /api/v1/workspaces/{workspace}/sources/files/{name}",
                        "OPERATE POST /api/v1/workspaces/{workspace}/sources/{source}/import",
                        "READ GET /api/v1/workspaces/{workspace}/sources",
                        "READ GET /api/v1/workspaces/{workspace}/sources/{source}/quarantine");
    }

    @Test
    void smallAnswersAreLiterally() {
        assertThat(shop.get("/healthz").body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(shop.get("/api/v1/workspaces").body())
                .isEqualTo("{\"workspaces\":[{\"id\":\"shop\",\"title\":{\"en\":\"shop\",\"zh\":\"shop\"},"
                        + "\"simulated\":false,\"customers\":40,\"state\":\"ready\"}],\"version\":\"0.1.0\"}");
        String problem = shop.get("/api/v1/workspaces/shap").body();
        assertThat(problem.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "made"))
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"UNKNOWN_WORKSPACE\",\"status\":404,"
                                + "\"code\":\"UNKNOWN_WORKSPACE\","
                                + "\"detail\":{\"en\":\"There is no workspace (shap).\",\"zh\":\"没有工作区（shap）。\"},"
                                + "\"hint\":{\"en\":\"Maybe you meant (shop).\",\"zh\":\"是否要找（shop）？\"},\"requestId\":\"made\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "404, UNKNOWN_WORKSPACE, /api/v1/workspaces/none/customers",
        "404, UNKNOWN_CUSTOMER, /api/v1/workspaces/shop/customers/nobody",
        "404, UNKNOWN_CUSTOMER, /api/v1/workspaces/shop/customers/nobody/events",
        "404, UNKNOWN_SEGMENT, /api/v1/workspaces/shop/customers?population=lifecycle:nobody",
        "404, UNKNOWN_SEGMENT, /api/v1/workspaces/shop/kpis?population=nothing",
        "404, UNKNOWN_TAG, /api/v1/workspaces/shop/customers/c20/tags/nothing/why",
        "404, UNKNOWN_TAG, /api/v1/workspaces/shop/movement?tag=nothing",
        "404, UNKNOWN_TAG, /api/v1/workspaces/shop/customers?sort=nothing",
        "404, UNKNOWN_TAG, /api/v1/workspaces/shop/customers?tags=spend%2Cnothing&q=nobody",
        "404, UNKNOWN_TAG, /api/v1/workspaces/shop/customers.csv?tags=spend%2Cnothing",
        "404, UNKNOWN_SOURCE, /api/v1/workspaces/shop/sources/nothing/quarantine",
        "404, UNKNOWN_PAGE, /api/v1/nothing",
        "404, UNKNOWN_MODEL, /api/v1/workspaces/shop/models/chrun",
        "404, NOT_FITTED, /api/v1/workspaces/shop/models/churn/scores",
        "409, NO_CLUSTERS, /api/v1/workspaces/shop/clusters/drift",
        "409, NO_CLUSTERS, /api/v1/workspaces/shop/clusters/cluster-1/contrast",
        "404, UNKNOWN_MODEL, /api/v1/workspaces/shop/tree?model=chrun",
        "400, BAD_PARAMETER, /api/v1/workspaces/shop/tree?model=churn&depth=9",
        "400, BAD_PARAMETER, /api/v1/workspaces/shop/tree?model=churn&target=any%20order",
        "404, UNKNOWN_VERSION, /api/v1/workspaces/shop/models/churn?version=7",
        "404, UNKNOWN_CUSTOMER, /api/v1/workspaces/shop/customers/nobody/predictions",
        "400, BAD_DATE, /api/v1/workspaces/shop/customers?asOf=yesterday",
        "400, BAD_DATE, /api/v1/workspaces/shop/kpis?asOf=%2B999999999-01-01",
        "400, BAD_DATE, /api/v1/workspaces/shop/series?from=2024-02-30",
        "400, BAD_PARAMETER, /api/v1/workspaces/shop/rfm?cutoffs=guessed",
        "400, BAD_PARAMETER, /api/v1/workspaces/shop/series?step=decade",
        "400, BAD_PARAMETER, /api/v1/workspaces/shop/kpis?days=0",
        "400, BAD_PARAMETER, /api/v1/workspaces/shop/customers?where=spend",
        "400, BAD_PARAMETER, /api/v1/workspaces/shop/customers?where=spend:a..b",
        "400, BAD_PARAMETER, /api/v1/workspaces/shop/customers?limit=1001",
        "400, BAD_PARAMETER, /api/v1/workspaces/shop/customers?offset=-1",
        "400, BAD_PARAMETER, /api/v1/workspaces/shop/movement?tag=spend",
        "400, UNKNOWN_EVENT_TYPE, /api/v1/workspaces/shop/customers/c20/events?type=nothing",
    })
    void whatIsWrongIsToldInBothLanguages(int status, String code, String path) {
        HttpResponse<String> response = shop.get(path);
        JsonNode problem = JSON.readTree(response.body());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("detail").path("en").asString()).isNotBlank();
        assertThat(problem.path("detail").path("zh").asString()).containsPattern("\\p{IsHan}");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "localhost:7788, 200",
        "127.0.0.1, 200",
        "[::1]:80, 200",
        "limner.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example:80, 403",
    })
    void onlyThisMachinesOwnNamesAreAnswered(String host, int status) throws IOException {
        String answer = raw("GET /api/v1/workspaces HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer.contains("\"customers\"")).isEqualTo(status == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz"})
    void healthIsToldUnderAnyNameOrAddress(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: 10.1.2.3:7788\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), shop.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost:1", "null", "no origin at all", "http://"})
    void aForeignPageCannotChangeAnything(String origin) {
        HttpResponse<String> refused = shop.send(
                shop.request(SHOP + "/cancel").header("Origin", origin).POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(refused.body()).path("code").asString()).isEqualTo("FORBIDDEN");
    }

    @Test
    void theOwnPagesAndToolsWithoutAnOriginMayCancel() {
        HttpRequest.Builder post = shop.request(SHOP + "/cancel").POST(HttpRequest.BodyPublishers.noBody());
        assertThat(shop.send(post).body()).isEqualTo("{\"state\":\"ready\"}");
        assertThat(shop.send(post.header("Origin", "http://localhost:" + shop.port()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void everyAnswerBearsTheHeadersThatProtectIt() {
        for (String path : List.of("/healthz", SHOP + "/customers", "/api/v1/nothing")) {
            HttpResponse<String> response = shop.get(path);
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'self'");
        }
    }

    @Test
    void theCsvQuotesAndDefusesFormulas() {
        HttpResponse<String> response = shop.get(SHOP + "/customers.csv?sort=id&tags=orders,spend");
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"customers.csv\"");
        assertThat(response.body())
                .startsWith("\uFEFFcustomer,orders,spend\r\n")
                .endsWith("\r\n");
        List<String> lines = response.body().substring(1).lines().toList();
        assertThat(lines).hasSize(41);
        assertThat(lines.stream().map(line -> line.replaceFirst(",\\d+,[0-9.]+$", "")))
                .contains("'=1+1", "'+86 10", "'@home", "-5", "'-5a", "\"a,b\"", "\"say \"\"hi\"\"\"", "张三");
    }

    @Test
    void theCsvHoldsTheSameCustomersAsThePages() {
        String question = "?where=" + encoded("orders:2..4") + "&where=" + encoded("lifecycle:lost|dormant|active|new");
        List<String> ids = list(
                        json(SHOP + "/customers" + question + "&limit=1000").path("rows"))
                .stream()
                .map(row -> CustomerResource.quoted(row.path("id").asString()))
                .toList();
        List<String> lines = shop.get(SHOP + "/customers.csv" + question + "&tags=orders")
                .body()
                .lines()
                .toList();
        assertThat(ids).isNotEmpty();
        assertThat(lines.stream().skip(1).map(line -> line.replaceFirst(",\\d+$", "")))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void thePagesOfCustomersAddUp() {
        List<String> whole = ids("?limit=1000");
        assertThat(whole).hasSize(40).doesNotHaveDuplicates().containsAll(Shop.AWKWARD);
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < 40; offset += 7) {
            paged.addAll(ids("?limit=7&offset=" + offset));
        }
        assertThat(paged).isEqualTo(whole);
        assertThat(ids("?offset=2000000000")).isEmpty();
        assertThat(json(SHOP + "/customers?limit=3").path("total").asInt()).isEqualTo(40);
    }

    private List<String> ids(String question) {
        return list(json(SHOP + "/customers" + question).path("rows")).stream()
                .map(row -> row.path("id").asString())
                .toList();
    }

    @Test
    void customersAreSortedBySpendWhereNothingElseIsAsked() {
        List<BigDecimal> spends = list(json(SHOP + "/customers?tags=spend").path("rows")).stream()
                .map(row ->
                        new BigDecimal(row.path("values").path(0).path("value").asString()))
                .toList();
        assertThat(spends).hasSize(40).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void anAwkwardIdentifierHasAPortraitToo() {
        for (String id : Shop.AWKWARD) {
            assertThat(json(SHOP + "/customers/" + encoded(id)).path("id").asString())
                    .isEqualTo(id);
        }
    }

    @Test
    void asOfAnswersWithWhatHadHappened() {
        int all = json(SHOP + "/customers").path("total").asInt();
        int before = json(SHOP + "/customers?asOf=2023-07-01").path("total").asInt();
        assertThat(before).isPositive().isLessThan(all);
        assertThat(json(SHOP + "/customers?asOf=2022-01-01").path("total").asInt())
                .isZero();
        JsonNode events = json(SHOP + "/customers/c20/events?limit=500");
        String last = events.path("events").path(0).path("at").asString();
        assertThat(last).endsWith("+05:45");
        JsonNode earlier = json(SHOP + "/customers/c20/events?asOf="
                + encoded(OffsetDateTime.parse(last).minusSeconds(1).toString()));
        assertThat(earlier.path("total").asLong())
                .isLessThan(events.path("total").asLong());
        assertThat(json(SHOP + "/customers/c20/events?asOf=" + encoded(last)).path("total"))
                .isEqualTo(events.path("total"));
    }

    @Test
    void thePagesOfEventsAddUp() {
        JsonNode whole = json(SHOP + "/customers/c20/events?limit=500");
        List<JsonNode> paged = new ArrayList<>();
        String next = "0";
        while (!next.isEmpty()) {
            JsonNode page = json(SHOP + "/customers/c20/events?limit=2&before=" + next);
            paged.addAll(list(page.path("events")));
            next = page.path("next").asString("");
        }
        assertThat(paged)
                .isEqualTo(list(whole.path("events")))
                .hasSize(whole.path("total").asInt());
        long purchases =
                json(SHOP + "/customers/c20/events?type=purchase").path("total").asLong();
        long orders =
                json(SHOP + "/customers/c20/events?type=order").path("total").asLong();
        long returns =
                json(SHOP + "/customers/c20/events?type=return").path("total").asLong();
        assertThat(purchases + orders + returns).isEqualTo(whole.path("total").asLong());
    }

    @Test
    void aPopulationIsThoseOfItsSegment() {
        int sum = 0;
        for (JsonNode group : json(SHOP + "/segments").path("groups")) {
            if (group.path("tag").asString().equals("lifecycle")) {
                for (JsonNode segment : group.path("segments")) {
                    JsonNode page = json(SHOP + "/customers?population="
                            + encoded(segment.path("id").asString()));
                    assertThat(page.path("total").asInt())
                            .isEqualTo(segment.path("customers").asInt());
                    sum += page.path("total").asInt();
                }
            }
        }
        assertThat(sum).isEqualTo(40);
    }

    @Test
    void rfmCountsEverybodyOnceInClassesAndGrid() {
        for (String method : List.of("quantile", "fixed", "learned")) {
            JsonNode rfm = json(SHOP + "/rfm?cutoffs=" + method);
            assertThat(sum(rfm.path("classes"))).isEqualTo(40);
            assertThat(sum(rfm.path("grid"))).isEqualTo(40);
            assertThat(rfm.path("customers").asInt()).isEqualTo(40);
            assertThat(rfm.path("method").asString()).isEqualTo(method);
        }
    }

    private static int sum(JsonNode parts) {
        return list(parts).stream()
                .mapToInt(part -> part.path("customers").asInt())
                .sum();
    }

    @Test
    void revenueInTheSeriesIsWhatCustomersSpentAndAnonymousRevenueStandsBesideIt() {
        BigDecimal known = BigDecimal.ZERO;
        BigDecimal anonymous = BigDecimal.ZERO;
        for (JsonNode point : json(SHOP + "/series?step=week").path("points")) {
            known = known.add(new BigDecimal(point.path("revenue").asString()));
            anonymous =
                    anonymous.add(new BigDecimal(point.path("anonymousRevenue").asString()));
        }
        BigDecimal spend = list(json(SHOP + "/customers?tags=spend").path("rows")).stream()
                .map(row ->
                        new BigDecimal(row.path("values").path(0).path("value").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(known).isEqualByComparingTo(spend);
        assertThat(anonymous).isPositive();
    }

    @Test
    void rowsSetAsideAreShownWithTheirReasonAndDefused() {
        JsonNode page = json(SHOP + "/sources/orders/quarantine");
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(list(page.path("rows")).stream()
                        .map(row -> row.path("reason").asString()))
                .containsExactlyInAnyOrder("no_rule", "bad_value:time", "wrong_number_of_fields");
        JsonNode few = json(SHOP + "/sources/orders/quarantine?reason=wrong_number_of_fields");
        assertThat(few.path("total").asInt()).isEqualTo(1);
        assertThat(few.path("rows").path(0).path("raw").asString()).isEqualTo("'=cmd(),too few");
        assertThat(few.path("rows").path(0).path("title").path("zh").asString()).isEqualTo("该行字段数不对");
    }

    @Test
    void everyTagSaysWhy() {
        for (JsonNode tag : json(SHOP + "/tags").path("tags")) {
            String id = tag.path("id").asString();
            String body = shop.get(SHOP + "/customers/c20/tags/" + id + "/why").body();
            assertThat(faults("/api/v1/workspaces/{workspace}/customers/{id}/tags/{tag}/why", body))
                    .as(id)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/kpis",
                "/series",
                "/heatmap",
                "/movement",
                "/tags",
                "/customers",
                "/customers/c20",
                "/rfm",
                "/segments",
                "/customers/c20/events",
                "/customers/c20/tags/rfm_class/why"
            })
    void beforeAnythingHappenedTheAnswersAreEmptyAndStillAsTheDocumentSays(String path) {
        HttpResponse<String> response = shop.get(SHOP + path + "?asOf=2020-01-01&to=2020-01-01");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String documented =
                "/api/v1/workspaces/{workspace}" + path.replace("c20", "{id}").replace("rfm_class", "{tag}");
        assertThat(faults(documented, response.body())).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsTold() {
        assertThatThrownBy(() -> LimnerServer.start(Desks.none(), shop.port()))
                .hasMessageStartingWith("PORT_TAKEN  Port " + shop.port() + " is taken by another program.");
    }
}

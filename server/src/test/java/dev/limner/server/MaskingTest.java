package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.access.Closed;
import dev.limner.access.Right;
import dev.limner.access.Role;
import dev.limner.server.collect.Decoders;
import dev.limner.work.Work;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// A real server over made-up people whose names, phones and addresses nobody may see who has not the right
/// to: every route is asked, and what it answers is searched for them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaskingTest {
    private static final String PHONE = "15912345678";
    private static final String EMAIL = "zhen.mimi@example.com";
    private static final String NAME = "甄秘密";
    private static final List<String> SECRETS = List.of(PHONE, EMAIL, NAME, "12345678", "zhen.mimi");

    private static final String PEOPLE = """
            source: people
            title: {en: People, zh: 人员}
            file: data/people.csv
            format: {delimiter: ",", encoding: UTF-8}
            zone: Asia/Kathmandu
            identifiers:
              - {column: card, kind: card}
              - {column: phone, kind: phone}
              - {column: email, kind: contact}
            time: {column: time, pattern: "yyyy-MM-dd HH:mm:ss"}
            clean:
              - {rule: names, title: {en: Names, zh: 姓名}, column: name, action: name}
            rules:
              - {rule: traits, title: {en: Traits, zh: 属性}, event: traits, like_named: true}
            """;
    private static final String ROWS = """
            card,time,name,phone,email,city,birthday
            ,2024-01-05 10:00:00, 甄 秘密 ,15912345678,zhen.mimi@example.com,Kathmandu,1984-02-03
            K1,2024-01-06 10:00:00,甄秘密,,,Kathmandu,1984-02-03
            K2,yesterday,甄秘密,15912345678,zhen.mimi@example.com,Kathmandu,1984-02-03
            K3,2024-01-07 10:00:00,李示例,,,Kathmandu,1990-01-01
            """;
    private static final String LIVE = """
            source: live
            title: {en: Live, zh: 实时}
            collect: {keys: [web], kinds: {login: card}}
            zone: Asia/Kathmandu
            currency: NPR
            """;
    private static final String MATCHING = """
            review: 0.001
            compare:
              - {trait: name, as: full_name}
              - {trait: birthday, as: birth_date}
            """;
    private static final String GROUPS = """
            groups:
              - {group: family, title: {en: Family, zh: 家庭}, by: [name]}
            """;
    private static final String TAGS = """
            groups: []
            tags:
              - name: called
                title: {en: Called, zh: 称呼}
                description: {en: "The name.", zh: "姓名。"}
                group: value
                type: text
                owner: kim
                version: 1
                refresh: daily
                formula: latest
                options: {event: traits, property: name}
            """;
    private static final String SEGMENTS = """
            rules:
              - {id: buyers, title: {en: Buyers, zh: 买家}, rule: any order}
              - {id: reachable, title: {en: Reachable, zh: 可联系}, rule: "phone is known and name is known"}
              - {id: writing, title: {en: Writing, zh: 来信}, rule: any view}
            """;
    private static final String TRIGGER = """
            trigger: hello
            title: {en: Hello, zh: 您好}
            segment: writing
            webhook: {url: "http://127.0.0.1:9/never"}
            """;

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    private Closed access = unset();
    private Shop shop = unset();
    private final Map<Role, String> keys = new LinkedHashMap<>();

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // opened before all tests
    private static <T> T unset() {
        return null;
    }

    @BeforeAll
    void open() throws IOException, InterruptedException {
        access = new Closed(folder.resolve("accounts"), Clock.systemUTC(), new SecureRandom());
        shop = Shop.open(
                folder.resolve("shop"),
                Map.of(
                        "sources/people.yaml", PEOPLE,
                        "data/people.csv", ROWS,
                        "sources/live.yaml", LIVE,
                        "matching.yaml", MATCHING,
                        "groups.yaml", GROUPS,
                        "tags/own.yaml", TAGS,
                        "segments/rules.yaml", SEGMENTS,
                        "triggers/hello.yaml", TRIGGER),
                access);
        for (Role role : Role.values()) {
            keys.put(
                    role,
                    access.accounts()
                            .addKey(role.name(), role.rights(), List.of(), "test", null)
                            .secret());
        }
        shop.desk().matches().find(new Work());
        shop.desk().collect(new Decoders(), _ -> null);
        collect();
    }

    /// A message of a known customer, and one that is set aside.
    private void collect() throws InterruptedException {
        HttpResponse<String> taken = shop.send(shop.request("/v1/events")
                .header("Authorization", "Bearer web")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        [{"id": "m-1", "event": "view", "time": "2024-06-20T08:00:00Z",
                          "identifiers": {"phone": "15912345678"}, "properties": {"item": "tea", "note": "甄秘密"}},
                         {"id": "m-2", "event": "nothing of the kind", "time": "2024-06-20T08:00:00Z",
                          "identifiers": {"phone": "15912345678"}, "properties": {"email": "zhen.mimi@example.com"}}]
                        """)));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        for (int tries = 0; tries < 200; tries++) {
            if (get(Role.ADMINISTRATOR, "/live/arrivals").body().contains("m-2")) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the messages are not worked off");
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private HttpResponse<String> get(Role role, String path) {
        return ask(role, HandlerType.GET, "/api/v1/workspaces/shop" + path, null);
    }

    private HttpResponse<String> ask(Role role, HandlerType method, String path, @Nullable String body) {
        return shop.send(shop.request(path)
                .header("Authorization", "Bearer " + keys.get(role))
                .method(
                        method.name(),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body)));
    }

    /// A question of each kind that a route may be asked, so that it answers with people where it can.
    private record Question(
            HandlerType method, String path, @Nullable String body) {}

    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry(
                    "/identity/preview",
                    "{\"policy\": {\"kinds\": [], \"ignore\": [{\"values\": [\"" + PHONE + "\"]}]}}"),
            Map.entry("/profiles", "{\"ids\": [\"K1\", \"phone:" + PHONE + "\"]}"),
            Map.entry(
                    "/definitions/plan",
                    "{\"segments\": [{\"id\": \"x\", \"title\": {\"en\": \"x\", \"zh\": \"x\"},"
                            + " \"text\": \"phone is known\"}], \"remove\": []}"),
            Map.entry(
                    "/language/why",
                    "{\"text\": \"name is known and phone like '159%'\", \"customer\": \"" + PHONE + "\"}"),
            Map.entry("/language/check", "{\"text\": \"name is known\"}"),
            Map.entry("/language/complete", "{\"text\": \"name = \", \"offset\": 7}"),
            Map.entry("/language/hover", "{\"text\": \"name is known\", \"offset\": 2}"),
            Map.entry("/language/count", "{\"text\": \"name is known\"}"),
            Map.entry("/language/members", "{\"text\": \"name is known\"}"),
            Map.entry("/sources/preview", "{\"file\": \"people.csv\"}"));

    static Stream<Route> routes() {
        return Routes.all(Desks.none(), Guard.open()).stream()
                .filter(route -> route.path().startsWith(Routes.WORKSPACE))
                .filter(route -> route.method().equals(HandlerType.GET) || body(route) != null);
    }

    private static @Nullable String body(Route route) {
        return BODIES.get(route.path().substring(Routes.WORKSPACE.length()));
    }

    private static List<Question> questions(Route route) {
        List<Question> questions = new ArrayList<>();
        for (String customer : List.of("phone:" + PHONE, "K1")) {
            String path = route.path()
                    .replace("{workspace}", "shop")
                    .replace("{id}", encoded(customer))
                    .replace("{customer}", encoded(customer))
                    .replace("{segment}", "reachable")
                    .replace("{tag}", "called")
                    .replace("{source}", "people")
                    .replace("{model}", "churn")
                    .replace("{cluster}", "cluster-1")
                    .replace("{entry}", "1");
            String more = path.endsWith("/look-alikes")
                    ? "?segment=reachable"
                    : path.contains("/customers") && !path.contains("/customers/") ? "?tags=called,spend" : "";
            questions.add(new Question(route.method(), path + more, body(route)));
            questions.add(new Question(route.method(), path.replace("/people/", "/live/"), body(route)));
            questions.add(new Question(route.method(), path + "?what=sure", body(route)));
        }
        return questions.stream().distinct().toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void nothingPersonalIsInAnyAnswerForWhoeverMayNotSeeIt(Route route) {
        for (Role role : List.of(Role.VIEWER, Role.ANALYST, Role.OPERATOR)) {
            for (Question question : questions(route)) {
                if (role.rights().contains(route.right()) && !route.mediaType().equals(Route.EVENTS)) {
                    HttpResponse<String> response = ask(role, question.method(), question.path(), question.body());
                    assertThat(response.statusCode()).as(response.body()).isLessThan(500);
                    assertThat(response.body()).as(question.path()).doesNotContain(SECRETS);
                }
            }
        }
    }

    /// So that the test above can fail: those who may see it do, on every route that speaks of people.
    @Test
    void whoeverMaySeesThemOnEveryRouteThatSpeaksOfPeople() {
        Set<String> showing = new TreeSet<>();
        routes().filter(route -> !route.mediaType().equals(Route.EVENTS)).forEach(route -> {
            for (Question question : questions(route)) {
                HttpResponse<String> response =
                        ask(Role.ADMINISTRATOR, question.method(), question.path(), question.body());
                if (SECRETS.stream().anyMatch(response.body()::contains)) {
                    showing.add(route.path().substring(Routes.WORKSPACE.length()));
                }
            }
        });
        assertThat(showing)
                .containsExactlyInAnyOrder(
                        "/customers",
                        "/customers.csv",
                        "/customers/{id}",
                        "/customers/{id}/events",
                        "/customers/{id}/groups",
                        "/customers/{id}/tags/{tag}/why",
                        "/customers/{id}/traits",
                        "/definitions/plan",
                        "/groups",
                        "/identity/entries/{entry}",
                        "/identity/matches/pairs",
                        "/language/members",
                        "/language/why",
                        "/live/arrivals",
                        "/live/triggers",
                        "/profiles",
                        "/profiles/{id}",
                        "/segments/rules/{segment}/customers/{customer}/why",
                        "/sources/preview",
                        "/sources/{source}/quarantine");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VIEWER", "PRIVACY_OFFICER"})
    void arrivingMessagesAreMaskedInTheStreamToo(Role role) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response = client.send(
                    shop.request("/api/v1/workspaces/shop/live/stream")
                            .header("Authorization", "Bearer " + keys.get(role))
                            .GET()
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            StringBuilder read = new StringBuilder();
            try (InputStream in = response.body()) {
                byte[] some = new byte[4096];
                while (read.toString().split("data: ", -1).length <= 2) {
                    int count = in.read(some);
                    assertThat(count).isPositive();
                    read.append(new String(some, 0, count, StandardCharsets.UTF_8));
                }
            }
            assertThat(SECRETS.stream().anyMatch(read.toString()::contains))
                    .as(read.toString())
                    .isEqualTo(role.rights().contains(Right.PERSONAL));
        }
    }

    @Test
    void aMaskedNameStillLeadsToItsPortrait() {
        String list = get(Role.VIEWER, "/customers?q=" + PHONE).body();
        assertThat(list).contains("\"total\":1");
        String id = JsonMapper.shared()
                .readTree(list)
                .path("rows")
                .path(0)
                .path("id")
                .asString();
        assertThat(get(Role.VIEWER, "/customers/" + encoded(id)).body())
                .contains("159****5678")
                .contains("z***@example.com");
        assertThat(get(Role.VIEWER, "/customers?q=" + PHONE.substring(0, 5)).body())
                .contains("\"total\":0");
        assertThat(get(Role.PRIVACY_OFFICER, "/customers?q=" + PHONE.substring(0, 5))
                        .body())
                .contains("\"total\":1");
    }
}

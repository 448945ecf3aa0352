package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Customers that may be one person over HTTP, on a real server over a register in which every third person
/// of 300 has a second card, and every ninth told little at it.
class MatchResourceTest {
    private static final String PATH = "/api/v1/workspaces/shop/identity";
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高";
    private static final String CHARACTERS = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉建华国玉";

    private static final String MAPPING = """
            source: people
            title: {en: People, zh: 人员}
            file: data/people.csv
            format: {delimiter: ",", encoding: UTF-8}
            zone: Asia/Kathmandu
            customer: {column: card, kind: card}
            time: {column: time, pattern: "yyyy-MM-dd HH:mm:ss"}
            rules:
              - {rule: traits, title: {en: Traits, zh: 属性}, event: traits, like_named: true}
            """;
    private static final String MATCHING = """
            review: 0.001
            compare:
              - {trait: name, as: full_name}
              - {trait: birthday, as: birth_date}
              - {trait: phone, as: phone}
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Shop shop = unset();

    @SuppressWarnings("NullAway") // opened before each test
    private static Shop unset() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        shop = Shop.open(
                folder.resolve("shop"),
                Map.of("sources/people.yaml", MAPPING, "data/people.csv", people(), "matching.yaml", MATCHING));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static String people() {
        Random random = new Random(5);
        StringBuilder rows = new StringBuilder("card,time,name,birthday,phone\n");
        for (int i = 0; i < 300; i++) {
            String name = "" + any(SURNAMES, random) + any(CHARACTERS, random) + any(CHARACTERS, random);
            String told = "%d-%02d-%02d,139%d"
                    .formatted(
                            1950 + random.nextInt(50),
                            1 + random.nextInt(12),
                            1 + random.nextInt(28),
                            10_000_000 + random.nextInt(90_000_000));
            rows.append("a%d,2024-01-01 10:00:00,%s,%s%n".formatted(i, name, told));
            if (i % 3 == 0) {
                rows.append("b%d,2024-01-02 10:00:00,%s,%s%n".formatted(i, name, i % 9 == 0 ? "," : told));
            }
        }
        return rows.toString();
    }

    private static char any(String characters, Random random) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    private HttpResponse<String> send(String path, String body) {
        return shop.send(shop.request(PATH + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode post(String path, String body) {
        HttpResponse<String> response = send(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private JsonNode get(String path) {
        HttpResponse<String> response = shop.get(PATH + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    /// Compares everybody, and waits until that is done.
    private void compare() throws InterruptedException {
        assertThat(post("/matches", "").path("state").asString()).isEqualTo("working");
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (shop.desk().work() != null && Instant.now().isBefore(end)) {
            Thread.sleep(10);
        }
        assertThat(shop.desk().work()).isNull();
    }

    @Test
    void whatIsComparedIsToldBeforeAnythingIs() {
        JsonNode matching = get("/matches");
        assertThat(matching.path("last").isMissingNode()).isTrue();
        assertThat(matching.path("compares").path("automatic").asDouble()).isEqualTo(0.95);
        assertThat(matching.path("compares").path("traits").get(1).path("as").asString())
                .isEqualTo("birth_date");
        assertThat(get("/matches/pairs").path("total").asInt()).isZero();
        assertThat(send("/matches/join", "{}").body()).contains("NOTHING_SURE");
    }

    @Test
    void surePairsAreJoinedAsOneEntryThatCanBeTakenBack() throws InterruptedException {
        int before = get("").path("customers").asInt();
        compare();
        JsonNode matching = get("/matches");
        int sure = matching.path("sure").asInt();
        assertThat(sure).isGreaterThan(55);
        assertThat(matching.path("last").path("customers").asInt()).isEqualTo(400);
        assertThat(get("/matches/pairs?what=sure&limit=5").path("pairs").size()).isEqualTo(5);
        JsonNode joined = post("/matches/join", "{\"who\": \"kim\", \"why\": \"second cards\"}");
        assertThat(joined.path("entry").path("kind").asString()).isEqualTo("match");
        assertThat(get("").path("customers").asInt()).isEqualTo(before - sure);
        assertThat(get("/matches").path("sure").asInt()).isZero();
        post(
                "/undo",
                "{\"entry\": %d}".formatted(joined.path("entry").path("number").asInt()));
        assertThat(get("").path("customers").asInt()).isEqualTo(before);
    }

    @Test
    void aDoubtfulPairShowsBothSidesAndIsAskedOnce() throws InterruptedException {
        compare();
        JsonNode waiting = get("/matches/pairs");
        int total = waiting.path("total").asInt();
        assertThat(total).isGreaterThan(10);
        JsonNode pair = waiting.path("pairs").get(0);
        assertThat(pair.path("one").path("identifiers").get(0).path("kind").asString())
                .isEqualTo("card");
        assertThat(pair.path("parts").size()).isEqualTo(4);
        JsonNode name = pair.path("parts").get(1);
        assertThat(name.path("title").path("zh").asString()).endsWith("（姓）");
        assertThat(name.path("one").asString()).isNotEmpty();
        double sum =
                pair.path("priorBits").asDouble() + pair.path("householdBits").asDouble();
        for (JsonNode part : pair.path("parts")) {
            sum += part.path("bits").asDouble();
        }
        assertThat(pair.path("bits").asDouble()).isCloseTo(sum, org.assertj.core.api.Assertions.within(1e-9));
        String no =
                "{\"pair\": \"%s\", \"same\": false}".formatted(pair.path("id").asString());
        JsonNode refused = post("/matches/answers", no).path("entry");
        assertThat(refused.path("kind").asString()).isEqualTo("different");
        assertThat(refused.path("named").get(0))
                .isEqualTo(pair.path("one").path("identifiers").get(0));
        assertThat(get("/matches/pairs").path("total").asInt()).isEqualTo(total - 1);
        assertThat(send("/matches/answers", no).statusCode()).isEqualTo(409);
        JsonNode next = get("/matches/pairs").path("pairs").get(0);
        String yes = "{\"pair\": \"%s\", \"same\": true, \"why\": \"asked her\"}"
                .formatted(next.path("id").asString());
        JsonNode linked = post("/matches/answers", yes);
        assertThat(linked.path("entry").path("kind").asString()).isEqualTo("link");
        assertThat(linked.path("effect").path("merges").asInt()).isEqualTo(1);
    }

    @Test
    void aWorkspaceThatDoesNotSayWhatToCompareIsTold() throws IOException {
        Files.delete(folder.resolve("shop/matching.yaml"));
        assertThat(get("/matches").path("compares").isMissingNode()).isTrue();
        assertThat(send("/matches", "").body()).contains("NO_MATCHING");
    }
}

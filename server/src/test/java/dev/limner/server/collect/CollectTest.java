package dev.limner.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients are answered, by literal requests on a real server.
class CollectTest {
    private static final String TRACK = "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\",\"messageId\":\"m\"}";
    private static final String SENSED =
            "{\"type\":\"track\",\"event\":\"E\",\"distinct_id\":\"u\",\"time\":1772362800000}";
    private static final String BASIC = "Authorization: Basic " + base64("WK:".getBytes(StandardCharsets.UTF_8));

    private final Collecting collecting = new Collecting();

    @AfterEach
    void close() {
        collecting.close();
    }

    private Raw.Answer post(String path, String body, String... headers) throws IOException {
        return Raw.post(collecting.port(), path, body, headers);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String form(String name, String json) {
        return name + "=" + URLEncoder.encode(base64(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private List<String> reasons() {
        return collecting.intake.refused.stream()
                .map(Remembered.Refusal::reason)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batch",
                "/v1/import/",
                "/v1/b",
                "/beacon/v1/batch",
                "/v1/t",
                "/v1/i",
                "/v1/p",
                "/v1/g",
                "/v1/a",
                "/v1/s",
                "/v1/track",
                "/v1/identify",
                "/v1/page",
                "/v1/screen",
                "/v1/group",
                "/v1/alias"
            })
    void everyAddressOfSegmentAndRudderStackTakes(String path) throws IOException {
        Raw.Answer answer = post(path, TRACK, BASIC);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"success\":true}");
        assertThat(collecting.intake.taken).hasSize(1);
        assertThat(collecting.intake.taken.getFirst().source()).isEqualTo("web");
    }

    @Test
    void theKeyMayStandInTheHeaderTheAddressOrTheBodyInThisOrder() throws IOException {
        String inside = TRACK.replace("{\"type\"", "{\"writeKey\":\"WK_web\",\"type\"");
        post("/v1/batch?writeKey=WK_node_1", inside, BASIC);
        post("/v1/batch?writeKey=WK_node_1", inside, "authorization: bearer TK1");
        post("/v1/batch?writeKey=WK_node_1", inside);
        post("/v1/batch", inside);
        assertThat(collecting.intake.taken)
                .extracting("source")
                .containsExactly("web", "sensors-java", "segment-node", "segment-web");
    }

    @Test
    void anUnknownKeyIsThankedForAndKeptApart() throws IOException {
        assertThat(post("/v1/batch?writeKey=nope", TRACK).status()).isEqualTo(200);
        assertThat(post("/v1/batch", TRACK).status()).isEqualTo(200);
        assertThat(post("/sa?project=nope", form("data", SENSED)).status()).isEqualTo(200);
        assertThat(post("/batch", "{\"api_key\":\"nope\",\"batch\":[]}").status())
                .isEqualTo(200);
        assertThat(post("/v1/events", "{\"event\":\"e\"}", "Authorization: Bearer nope")
                        .status())
                .as("who has no library can read")
                .isEqualTo(401);
        assertThat(reasons()).containsExactly("unknown_key", "no_key", "unknown_key", "unknown_key", "unknown_key");
        assertThat(collecting.intake.refused)
                .allMatch(refusal -> refusal.delivery().source().isEmpty());
        assertThat(collecting.intake.taken).isEmpty();
    }

    @Test
    void aBadEventOfABatchDoesNotHarmTheOthers() throws IOException {
        assertThat(post("/v1/batch", "{\"batch\":[17,{\"type\":\"track\"}," + TRACK + "]}", BASIC)
                        .status())
                .isEqualTo(200);
        assertThat(collecting.intake.lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("unreadable not_an_object"),
                        line -> assertThat(line).isEqualTo("unreadable no_event"),
                        line -> assertThat(line).startsWith("track "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"batch\": | 400 | bad_json",
                "~~ | 400 | empty",
                "{} {} | 400 | bad_json",
                "{\"a\":01} | 400 | bad_json"
            })
    void whatIsNoJsonIsRefused(String body, int status, String reason) throws IOException {
        Raw.Answer answer = post("/v1/batch", body, BASIC);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo("{\"success\":false,\"reason\":\"" + reason + "\"}");
        assertThat(reasons()).containsExactly(reason);
    }

    @Test
    void bodiesAreUnpackedByHowTheyBegin() throws IOException {
        byte[] packed = gzip(TRACK.getBytes(StandardCharsets.UTF_8));
        Raw.post(
                collecting.port(),
                "/v1/batch",
                packed,
                BASIC,
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Encoding: gzip");
        Raw.post(collecting.port(), "/v1/batch", packed, BASIC, "Content-Type: text/plain");
        post("/v1/batch", TRACK, BASIC, "Content-Encoding: gzip");
        assertThat(collecting.intake.taken)
                .hasSize(3)
                .allSatisfy(delivery -> assertThat(delivery.body()).asString().isEqualTo(TRACK));
    }

    @Test
    void aZipBombIsStoppedWhereItGrowsTooLarge() throws IOException {
        byte[] bomb = gzip(new byte[300_000_000]);
        assertThat(bomb).hasSizeLessThan(400_000);
        assertThat(Raw.post(collecting.port(), "/v1/batch", bomb, BASIC).status())
                .isEqualTo(413);
        assertThat(Raw.post(collecting.port(), "/sa?project=default", bomb).status())
                .isEqualTo(200);
        assertThat(Raw.post(
                                collecting.port(),
                                "/sa?project=default",
                                "data_list=" + URLEncoder.encode(base64(bomb), StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        byte[] broken = gzip(TRACK.getBytes(StandardCharsets.UTF_8));
        broken[20] ^= 0x55;
        assertThat(Raw.post(collecting.port(), "/v1/batch", broken, BASIC).status())
                .isEqualTo(400);
        assertThat(reasons()).containsExactly("too_long", "too_long", "too_long", "bad_gzip");
        assertThat(collecting.intake.refused)
                .allSatisfy(refusal -> assertThat(refusal.delivery().body()).hasSizeLessThanOrEqualTo(64 * 1024));
    }

    @Test
    void aBatchMayTake500KilobytesAndNoMore() throws IOException {
        String shell = "{\"batch\":[" + TRACK + "],\"x\":\"%s\"}";
        assertThat(post("/v1/batch", shell.formatted("y".repeat(500_000)), BASIC)
                        .status())
                .isEqualTo(200);
        assertThat(post("/v1/batch", shell.formatted("y".repeat(520_000)), BASIC)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void depthIsBounded() throws IOException {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        assertThat(post("/v1/batch", "{\"batch\":" + deep + "}", BASIC).status())
                .isEqualTo(400);
        assertThat(post("/sa?project=default", deep).status()).isEqualTo(200);
        assertThat(post("/e", deep).status()).isEqualTo(400);
        assertThat(post("/v1/events", deep, BASIC).status()).isEqualTo(400);
        assertThat(reasons()).containsExactly("out_of_bounds", "out_of_bounds", "out_of_bounds");
        assertThat(collecting.intake.lines())
                .as("the plain one is taken, line by line")
                .isEqualTo(List.of("unreadable out_of_bounds"));
    }

    @Test
    void aBodyThatTricklesIsCutOff() throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), collecting.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1\r\n" + BASIC
                            + "\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            long start = System.nanoTime();
            while (reasons().isEmpty() && System.nanoTime() - start < 10_000_000_000L) {
                out.write('{');
                out.flush();
                Thread.sleep(20);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(Raw.read(socket.getInputStream()).status()).isEqualTo(408);
        }
        assertThat(reasons()).containsExactly("too_slow");
    }

    @Test
    void whereThereIsNoRoomSegmentsClientsAreToldWhenToComeAgain() throws IOException {
        collecting.intake.full.set(3);
        Raw.Answer answer = post("/v1/batch", TRACK, BASIC);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.header("Access-Control-Expose-Headers")).isEqualTo("Retry-After");
        assertThat(post("/batch", "{\"api_key\":\"phc_key1\",\"batch\":[]}").status())
                .isEqualTo(429);
        assertThat(post("/v1/events", "{\"event\":\"e\"}", BASIC).status()).isEqualTo(429);
        assertThat(collecting.intake.taken).isEmpty();
        assertThat(post("/v1/batch", TRACK, BASIC).status()).isEqualTo(200);
    }

    @Test
    void clientsOfSensorsDataWaitForRoomAndAreThankedOnlyOnceThereWasSome() throws IOException {
        collecting.intake.full.set(3);
        assertThat(post("/sa?project=default", form("data", SENSED)).status()).isEqualTo(200);
        assertThat(collecting.intake.taken).hasSize(1);
        collecting.intake.full.set(Integer.MAX_VALUE);
        long before = System.nanoTime();
        Raw.Answer answer = post("/sa?project=default", form("data", SENSED));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        assertThat(collecting.intake.taken).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/p", "/v1/batch", "/sourceConfig/", "/sa.gif", "/e/", "/v1/events", "/v1/projects/K/settings"
            })
    void pagesOfOtherSitesMaySend(String path) throws IOException {
        Raw.Answer answer = Raw.send(
                collecting.port(),
                "OPTIONS " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://shop.example\r\n"
                        + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization,x-retry-count",
                new byte[0]);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("authorization,x-retry-count");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("7200");
    }

    @Test
    void theSettingsPointBackHere() throws IOException {
        assertThat(Raw.get(collecting.port(), "/v1/projects/any/settings").text())
                .isEqualTo("{\"integrations\":{\"Segment.io\":"
                        + "{\"apiKey\":\"any\",\"apiHost\":\"127.0.0.1/v1\",\"protocol\":\"http\"}}}");
        assertThat(Raw.get(collecting.port(), "/v1/projects/any/settings", "X-Forwarded-Proto: https")
                        .text())
                .contains("\"protocol\":\"https\"");
        assertThat(Raw.get(collecting.port(), "/sourceConfig/?writeKey=any").text())
                .contains("\"writeKey\":\"any\"", "\"enabled\":true", "\"destinations\":[]");
        assertThat(Raw.get(collecting.port(), "/array/phc_x/config").text()).contains("\"token\":\"phc_x\"");
        assertThat(Raw.get(collecting.port(), "/array/phc_x/config.js").text())
                .contains("_POSTHOG_REMOTE_CONFIG[\"phc_x\"]=");
        assertThat(Raw.get(collecting.port(), "/array/%22%3C/config.js").text()).doesNotContain("<");
        assertThat(post("/flags/?v=2", "{}").text()).contains("\"flags\":{}");
    }

    @Test
    void anImageIsAnsweredWithAnImage() throws IOException {
        Raw.Answer answer =
                Raw.get(collecting.port(), "/sa.gif?project=default&" + form("data", SENSED) + "&ext=crc%3D12&gzip=0");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/gif");
        assertThat(answer.body()).hasSize(43).startsWith('G', 'I', 'F');
        assertThat(collecting.intake.taken).hasSize(1);
        assertThat(Raw.get(collecting.port(), "/sa.gif?project=default").body())
                .as("even for nothing")
                .hasSize(43);
        assertThat(reasons()).containsExactly("no_data");
    }

    @Test
    void anAddressMayBeLong() throws IOException {
        String event = SENSED.replace("}", ",\"properties\":{\"t\":\"" + "x".repeat(40_000) + "\"}}");
        assertThat(base64(event.getBytes(StandardCharsets.UTF_8))).hasSizeGreaterThan(50_000);
        assertThat(Raw.get(collecting.port(), "/sa.gif?project=default&" + form("data", event))
                        .status())
                .isEqualTo(200);
        assertThat(collecting.intake.taken).hasSize(1);
        assertThat(Raw.get(collecting.port(), "/sa.gif?project=default&data=" + "A".repeat(70_000))
                        .status())
                .isBetween(414, 431);
    }

    @Test
    void gzipIsFoundByLookingAndEncryptionIsRefusedVisibly() throws IOException {
        byte[] packed = gzip(("[" + SENSED + "]").getBytes(StandardCharsets.UTF_8));
        String list = "data_list=" + URLEncoder.encode(base64(packed), StandardCharsets.UTF_8);
        post("/sa?project=default", list);
        post("/sa?project=default", "gzip=0&" + list, "Content-Type: text/plain");
        post("/sa?token=TK1&project=default", list + "&gzip=1");
        assertThat(collecting.intake.taken)
                .extracting("source")
                .containsExactly("sensors-web", "sensors-web", "sensors-java");
        assertThat(collecting.intake.messages()).hasSize(3);
        assertThat(post("/sa?project=default", "gzip=9&" + list).status()).isEqualTo(200);
        assertThat(post("/sa?project=default", form("data", "{\"ekey\":\"x\",\"payloads\":[]}"))
                        .status())
                .isEqualTo(200);
        assertThat(reasons()).containsExactly("encrypted", "encrypted");
    }

    @Test
    void aPlusThatWasNotEscapedIsStillOne() throws IOException {
        String event = SENSED.replace("\"u\"", "\"u>>>???\"");
        String plain = base64(event.getBytes(StandardCharsets.UTF_8));
        assertThat(plain).contains("+");
        post("/sa?project=default", "data=" + plain);
        assertThat(collecting.intake.messages()).hasSize(1);
    }

    @Test
    void debuggingSaysWhatIsWrongAndTakesOnlyWhereItIsNoDryRun() throws IOException {
        String bad = form("data_list", "[" + SENSED + ",{\"type\":\"track\"}]");
        Raw.Answer dry = post("/debug?project=default", bad, "Dry-Run: true");
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.text())
                .isEqualTo("{\"success\":false,\"understood\":1,\"problems\":"
                        + "[{\"reason\":\"no_event\",\"event\":{\"type\":\"track\"}}]}");
        assertThat(collecting.intake.taken).isEmpty();
        assertThat(post("/debug?project=default", form("data", SENSED)).text())
                .isEqualTo("{\"success\":true,\"understood\":1,\"problems\":[]}");
        assertThat(collecting.intake.taken).hasSize(1);
        assertThat(post("/debug?project=default", "data=%%%").status()).isEqualTo(200);
    }

    @Test
    void thePlainProtocolSaysWhatIsWrong() throws IOException {
        Raw.Answer some = post("/v1/events", "{\"event\":\"a\"}\nnonsense\n", BASIC);
        assertThat(some.status()).isEqualTo(200);
        assertThat(some.text())
                .isEqualTo("{\"success\":false,\"understood\":1,\"problems\":"
                        + "[{\"reason\":\"bad_json\",\"event\":\"nonsense\"}]}");
        assertThat(post("/v1/events?writeKey=WK", "nonsense").status()).isEqualTo(400);
        assertThat(post("/v1/events?writeKey=WK", "[{\"event\":\"a\"}]").text()).startsWith("{\"success\":true");
        assertThat(collecting.intake.taken).hasSize(3);
    }

    @Test
    void olderPostHogLibrariesSendAForm() throws IOException {
        post("/e/?compression=base64", form("data", "{\"token\":\"phc_key1\",\"event\":\"E\",\"distinct_id\":\"u\"}"));
        post("/e", "[{\"event\":\"E\",\"properties\":{\"token\":\"phc_key1\",\"distinct_id\":\"u\"}}]");
        assertThat(collecting.intake.messages()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batch?writeKey=%zz",
                "/v1/batch?%",
                "/v1/batch?writeKey=%ff%fe",
                "/sa?data=%&project=%zz",
                "/sa?=&&=",
                "/v1/events?writeKey=WK&writeKey=%",
                "/debug?%u0041",
                "/e?ip=1&_=%e6"
            })
    void anAddressThatIsBrokenIsNoErrorOfTheServer(String path) throws IOException {
        assertThat(post(path, TRACK).status()).isLessThan(500);
        assertThat(Raw.get(collecting.port(), path.replaceFirst("/[^?]*", "/sa.gif"))
                        .status())
                .isLessThan(500);
        assertThat(Raw.get(collecting.port(), "/v1/projects/%ff%c0/settings").status())
                .isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic ???", "Bearer", "Bearer  ", "Digest x", "Basic Og==", "\u00ff"})
    void aHeaderThatIsNoKeyIsNone(String header) throws IOException {
        assertThat(post("/v1/batch?writeKey=WK", TRACK, "Authorization: " + header)
                        .status())
                .isEqualTo(200);
        assertThat(collecting.intake.taken).hasSize(1);
    }

    @Test
    void measurementsOfTheLibraryAreForgotten() throws IOException {
        assertThat(post("/v1/m", "{\"series\":[]}").status()).isEqualTo(200);
        assertThat(collecting.intake.taken).isEmpty();
    }
}

package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.duckdb.QuarantineLog;
import dev.limner.engine.duckdb.SqlConsole;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bodies that nobody should send, to a server with a small heap: each has its status, none stops it, and what was
/// taken but could not be understood says why.
@Tag("slow")
class BadInputTest {
    private static final String BATCH = "/v1/batch?writeKey=" + LiveShop.KEY;

    @TempDir
    private Path folder = Path.of("");

    private static int view(int port, String id, String item, String more) throws IOException {
        return Requests.track(
                port,
                id,
                "u-0-0",
                "\"event\":\"Product Viewed\",\"properties\":{\"number\":\"%s\",\"item\":\"%s\"}%s"
                        .formatted(id, item, more));
    }

    @Test
    void nothingThatIsSentStopsTheServerOrFillsItsMemory() throws Exception {
        try (HookReceiver hooks = new HookReceiver();
                ServingChild child = ServingChild.start(LiveShop.write(folder, hooks.port()))) {
            int port = child.port();
            assertThat(view(port, "first", "a", "")).isEqualTo(200);
            bombs(port);
            heads(port);
            try (Slow slow = new Slow(port, 60)) {
                long begun = System.nanoTime();
                assertThat(view(port, "meanwhile", "a", "")).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
                assertThat(slow.sockets).hasSize(60);
            }
            encodings(port);
            depths(port);
            texts(port);
            times(port);
            amounts(port);
            assertThat(view(port, "last", "a", "")).isEqualTo(200);
            // 300 MB of heap, 200 MB of the store, and what the Java machine itself takes
            assertThat(child.peakMb()).isLessThan(900);
            child.stop();
            assertThat(child.said()).doesNotContain("OutOfMemoryError", "a step failed", "failed\n");
        }
        stored();
    }

    private static void bombs(int port) throws Exception {
        byte[] bomb = Requests.gzip(new byte[200_000_000]);
        byte[] twice = Requests.gzip(bomb);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                answers.add(threads.submit(() -> Requests.post(port, BATCH, bomb, "Content-Encoding: gzip")));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(413);
            }
        }
        assertThat(Requests.post(port, BATCH, twice)).isEqualTo(400);
        String list =
                "data_list=" + URLEncoder.encode(Base64.getEncoder().encodeToString(bomb), StandardCharsets.UTF_8);
        assertThat(Requests.post(port, "/sa?project=" + LiveShop.KEY, list)).isEqualTo(200);
        assertThat(Requests.post(port, BATCH, Arrays.copyOf(bomb, 1_000)))
                .as("cut short")
                .isIn(400, 413);
        assertThat(Requests.post(port, BATCH, new byte[3_000_000])).isEqualTo(413);
    }

    private static void heads(int port) throws IOException {
        assertThat(Requests.post(port, BATCH, "{}", "X-Long: " + "x".repeat(100_000)))
                .isEqualTo(431);
        assertThat(Requests.post(port, BATCH, "{}", "X-Many: 1\r\n".repeat(20_000) + "X: 1"))
                .isEqualTo(431);
        assertThat(Requests.post(port, BATCH + "&x=" + "y".repeat(100_000), "{}"))
                .isIn(414, 431);
        assertThat(Requests.post(port, BATCH + "&x=%zz%", "{}")).isIn(200, 400);
        assertThat(Requests.post(port, BATCH, "{}", "No colon")).isEqualTo(400);
    }

    /// Clients that begin a body and never end it.
    private static final class Slow implements AutoCloseable {
        private final List<Socket> sockets = new ArrayList<>();

        Slow(int port, int count) throws IOException {
            for (int i = 0; i < count; i++) {
                Socket socket = Requests.open(port, BATCH, 1_000);
                socket.getOutputStream().write("{\"batch\":[".getBytes(StandardCharsets.UTF_8));
                sockets.add(socket);
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void encodings(int port) throws IOException {
        String body =
                "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u-0-0\",\"messageId\":\"%s\",\"properties\":{\"item\":\"灯\",\"number\":\"%s\"}}";
        byte[] gbk = body.formatted("gbk", "gbk").getBytes(Charset.forName("GBK"));
        assertThat(Requests.post(port, BATCH, gbk)).isEqualTo(400);
        byte[] sixteen = body.formatted("utf-16", "utf-16").getBytes(StandardCharsets.UTF_16);
        assertThat(Requests.post(port, BATCH, sixteen)).isIn(200, 400);
        byte[] bytes = body.formatted("bytes", "bytes").replace("灯", "?").getBytes(StandardCharsets.ISO_8859_1);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xff;
        assertThat(Requests.post(port, BATCH, bytes)).isEqualTo(400);
        assertThat(Requests.post(port, BATCH, new byte[] {0, 1, 2, 3})).isEqualTo(400);
    }

    private static void depths(int port) throws IOException {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        String nested = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        assertThat(Requests.post(port, BATCH, "{\"batch\":" + deep + "}")).isEqualTo(400);
        assertThat(Requests.post(port, BATCH, "{\"batch\":[" + nested + "]}")).isEqualTo(400);
        assertThat(Requests.post(port, "/sa?project=" + LiveShop.KEY, deep)).isEqualTo(200);
        String wide = "{" + "\"k%d\":1,".repeat(5_000).formatted((Object[]) counted(5_000)) + "\"z\":1}";
        assertThat(Requests.track(port, "wide", "u-0-0", "\"event\":\"Product Viewed\",\"properties\":" + wide))
                .isEqualTo(200);
    }

    private static Integer[] counted(int count) {
        Integer[] numbers = new Integer[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    /// Texts that are no texts elsewhere: halves of a pair, zeros, marks, the end of a plane.
    private static void texts(int port) throws IOException {
        int number = 0;
        for (String text :
                List.of("\\ud800", "x\\udc00y", "\\u0000", "\\uffff", "\\u202e", "'; DROP TABLE delta; --")) {
            assertThat(view(port, "text-" + number, text, "")).as(text).isEqualTo(200);
            assertThat(Requests.track(
                            port,
                            "who-" + number,
                            text,
                            "\"event\":\"Product Viewed\",\"properties\":{\"item\":\"a\"}"))
                    .as(text)
                    .isEqualTo(200);
            assertThat(Requests.track(port, "name-" + number, "u-0-0", "\"event\":\"" + text + "\""))
                    .isEqualTo(200);
            assertThat(Requests.track(
                            port,
                            "key-" + number,
                            "u-0-0",
                            "\"event\":\"Product Viewed\",\"properties\":{\"" + text + "\":\"" + text + "\"}"))
                    .isIn(200, 400);
            number++;
        }
    }

    private static void times(int port) throws IOException {
        int number = 0;
        for (String time : List.of(
                "\"%s\"".formatted(Instant.now().plus(Duration.ofDays(3))),
                "\"%s\"".formatted(Instant.now().plus(Duration.ofDays(300_000))),
                "\"9999-12-31T23:59:59Z\"",
                "\"+999999999-12-31T23:59:59.999999999Z\"",
                "\"0001-01-01T00:00:00Z\"",
                "\"-999999999-01-01T00:00:00Z\"",
                "\"1970-01-01T00:00:00Z\"",
                "9223372036854775807",
                "-9223372036854775808",
                "1e300",
                "\"yesterday\"",
                "[]")) {
            assertThat(view(port, "time-" + number++, "a", ",\"timestamp\":" + time))
                    .as(time)
                    .isEqualTo(200);
            assertThat(view(port, "sent-" + number++, "a", ",\"sentAt\":" + time))
                    .as(time)
                    .isEqualTo(200);
        }
    }

    private static void amounts(int port) throws IOException {
        int number = 0;
        for (String amount :
                List.of("1e400", "-1e400", "99999999999999999999", "1e-400", "\"NaN\"", "\"1e999999999\"", "{}")) {
            assertThat(Requests.track(
                            port,
                            "amount-" + number++,
                            "u-0-0",
                            "\"event\":\"Purchase\",\"properties\":{\"item\":\"a\",\"amount\":" + amount + "}"))
                    .as(amount)
                    .isIn(200, 400);
        }
    }

    private void stored() {
        try (Desk desk = Workbench.open(folder)) {
            List<QuarantineLog.Entry> aside = new ArrayList<>();
            for (String source : List.of("web", "unknown")) {
                aside.addAll(new QuarantineLog(desk.workspace().store()).page(source, null, 0, 10_000));
            }
            Map<String, Long> reasons = aside.stream()
                    .collect(Collectors.groupingBy(
                            entry -> entry.reason().replaceAll("(?<=_time):.*", ""), Collectors.counting()));
            assertThat(reasons)
                    .containsKeys(
                            "future_time",
                            "ancient_time",
                            "bad_time",
                            "bad_number",
                            "bad_value:amount",
                            "bad_id:login",
                            "no_rule",
                            "too_long")
                    .doesNotContainKey("unexpected");
            assertThat(new SqlConsole(desk.workspace().store())
                            .query(
                                    "SELECT number FROM events WHERE number IN ('first', 'meanwhile', 'last') ORDER BY 1",
                                    10)
                            .rows())
                    .extracting(List::getFirst)
                    .containsExactly("first", "last", "meanwhile");
        }
    }
}

package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.access.Closed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that send all of a body before they read the answer, of which they must learn nonetheless.
class LongBodyTest {
    private static final int LONG = 4_000_000;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Shop shop = unset();

    @SuppressWarnings("NullAway") // opened before each test
    private static Shop unset() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        Closed access = new Closed(folder.resolve("accounts"), Clock.systemUTC(), new SecureRandom());
        shop = Shop.open(folder.resolve("shop"), Map.of(), access);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /// What is answered to a body whose second half comes when the answer could long have been given.
    private String answer(String path, String length, byte[]... halves) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), shop.port())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write("POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n\r\n"
                    .formatted(path, length)
                    .getBytes(StandardCharsets.UTF_8));
            for (byte[] half : halves) {
                out.write(half);
                out.flush();
                Thread.sleep(300);
            }
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("none");
        }
    }

    private String answer(String path) throws Exception {
        byte[] half = new byte[LONG / 2];
        return answer(path, "Content-Length: " + LONG, half, half);
    }

    @Test
    void aBodyThatIsTooLongIsAnsweredOnceItIsSent() throws Exception {
        assertThat(answer("/api/v1/session")).isEqualTo("HTTP/1.1 413 Payload Too Large");
        byte[] piece = "%x\r\n%s\r\n".formatted(LONG / 2, "x".repeat(LONG / 2)).getBytes(StandardCharsets.UTF_8);
        byte[] last = "0\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(answer("/api/v1/session", "Transfer-Encoding: chunked", piece, piece, last))
                .isEqualTo("HTTP/1.1 413 Payload Too Large");
    }

    @Test
    void soIsOneThatNobodyReads() throws Exception {
        assertThat(answer("/api/v1/workspaces/shop/language/check")).isEqualTo("HTTP/1.1 401 Unauthorized");
        assertThat(answer("/api/v1/nowhere")).startsWith("HTTP/1.1 40");
    }

    @Test
    void aClientThatWaitsToBeToldToSendIsAnsweredAtOnce() throws Exception {
        String waits = "Content-Length: " + LONG + "\r\nExpect: 100-continue";
        assertThat(answer("/api/v1/session", waits)).isEqualTo("HTTP/1.1 413 Payload Too Large");
    }
}

package dev.limner.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.collect.Delivery;
import dev.limner.collect.Delivery.Protocol;
import dev.limner.collect.Message;
import dev.limner.source.Reasons;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Recorded bodies, spoilt at random, and bodies at random: ten thousand of each protocol.
class FuzzTest {
    private static final int BODIES = 10_000;
    private static final int SENT = 500;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "true",
            "-",
            "1e9999",
            "1E-99999999",
            "\\u0000",
            "\\ud800",
            "9223372036854775808",
            "\"type\":",
            "\"batch\":",
            "\"identities\":{",
            "\"time\":",
            "\"timestamp\":\"",
            "é",
            "文",
            "\"$identity_",
            "\n",
            "0001-01-01",
            "+99:99",
            "\"properties\":[]",
            "\"distinct_id\":{}",
            "\"$set\":7",
            "NaN");
    private static final Set<Integer> ANSWERS = Set.of(200, 400, 401, 408, 413);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STREAM")
    void noBodyBreaksAnything(Protocol protocol) throws IOException, URISyntaxException {
        List<byte[]> seeds = seeds(protocol);
        Random random = new Random(17);
        Decoders decoders = new Decoders();
        int understood = 0;
        int unreadable = 0;
        for (int number = 0; number < BODIES; number++) {
            byte[] body = spoilt(seeds.get(random.nextInt(seeds.size())), random);
            Delivery delivery = new Delivery("s", protocol, "", Instant.parse("2026-11-22T02:00:00Z"), body);
            List<Message> messages = decoded(decoders, delivery);
            if (number % 10 == 0) {
                assertThat(decoders.decode(delivery)).as("the same again").isEqualTo(messages);
            }
            try {
                Peek.into(body, Set.of("token"));
            } catch (Refused e) {
                titled(e.reason);
            }
            for (Message message : messages) {
                if (message instanceof Message.Unreadable(String reason, var _, var _)) {
                    titled(reason);
                    unreadable++;
                } else {
                    understood++;
                }
            }
        }
        assertThat(understood).as("not all are spoilt").isGreaterThan(500);
        assertThat(unreadable).isGreaterThan(500);
    }

    private static void titled(String reason) {
        assertThat(Reasons.title(null, reason).en())
                .as("the title of " + reason)
                .isNotEqualTo(reason);
    }

    private static List<Message> decoded(Decoders decoders, Delivery delivery) {
        try {
            return decoders.decode(delivery);
        } catch (RuntimeException e) {
            throw new AssertionError("body " + new String(delivery.body(), StandardCharsets.UTF_8), e);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STREAM")
    void noRequestIsAnsweredWithAnError(Protocol protocol) throws IOException, URISyntaxException {
        List<byte[]> seeds = seeds(protocol);
        Random random = new Random(18);
        String path = switch (protocol) {
            case SEGMENT -> "/v1/batch?writeKey=WK";
            case SENSORS -> "/sa?project=default";
            case POSTHOG -> "/batch";
            case PLAIN -> "/v1/events?writeKey=WK";
            case STREAM -> throw new AssertionError("nobody sends a stream");
        };
        try (Collecting collecting = new Collecting()) {
            for (int number = 0; number < SENT; number++) {
                byte[] body = spoilt(seeds.get(random.nextInt(seeds.size())), random);
                int status = Raw.post(collecting.port(), path, body).status();
                assertThat(status)
                        .as(() -> new String(body, StandardCharsets.UTF_8))
                        .isIn(ANSWERS);
                if (protocol == Protocol.SENSORS) {
                    assertThat(status).isEqualTo(200);
                }
            }
            assertThat(collecting.intake.taken.size() + collecting.intake.refused.size())
                    .isEqualTo(SENT);
        }
    }

    private static List<byte[]> seeds(Protocol protocol) throws IOException, URISyntaxException {
        List<byte[]> seeds = new ArrayList<>();
        try (Collecting collecting = new Collecting()) {
            Path folder = Path.of(
                    Objects.requireNonNull(FuzzTest.class.getResource("/wire")).toURI());
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".http.txt"))
                        .sorted()
                        .toList()) {
                    Raw.replay(collecting.port(), Files.readAllBytes(file));
                }
            }
            collecting.intake.taken.stream()
                    .filter(delivery -> delivery.protocol() == protocol)
                    .forEach(delivery -> seeds.add(delivery.body()));
        }
        if (protocol == Protocol.PLAIN) {
            for (String body : List.of(
                    "{\"event\":\"order\",\"userId\":\"u\",\"time\":\"2026-03-01T08:00:00Z\",\"properties\":{\"total\":1.5}}",
                    "{\"event\":\"a\",\"id\":\"1\"}\n{\"traits\":{\"plan\":\"gold\"},\"identifiers\":{\"card\":[\"c\"]}}",
                    "[{\"link\":{\"card\":\"c\",\"mobile\":\"138\"}},{\"item\":{\"type\":\"book\",\"id\":\"b\"}}]")) {
                seeds.add(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(seeds).isNotEmpty();
        return seeds;
    }

    private static byte[] spoilt(byte[] seed, Random random) {
        byte[] body = seed.clone();
        switch (random.nextInt(8)) {
            case 0 -> {
                body = new byte[random.nextInt(300)];
                random.nextBytes(body);
            }
            case 1 -> body = Arrays.copyOf(body, random.nextInt(body.length));
            case 2 -> {
                for (int flip = random.nextInt(5); flip >= 0; flip--) {
                    body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 3 -> {
                StringBuilder text = new StringBuilder();
                for (int piece = random.nextInt(40); piece >= 0; piece--) {
                    text.append(PIECES.get(random.nextInt(PIECES.size())));
                }
                body = text.toString().getBytes(StandardCharsets.UTF_8);
            }
            default -> body = replaced(new String(body, StandardCharsets.UTF_8), random);
        }
        return body;
    }

    /// A value somewhere in the document becomes another one, so that it mostly stays JSON.
    private static byte[] replaced(String text, Random random) {
        List<String> values = List.of(
                "null",
                "{}",
                "[]",
                "\"\"",
                "-1",
                "1e400",
                "[[1]]",
                "\"2026-13-99\"",
                "true",
                "{\"a\":{\"b\":[null]}}",
                "\"\\u0000\"",
                "1".repeat(90));
        String[] parts = text.split("(?<=:)(?=[\"\\d\\[{tfn])", -1);
        int changed = parts.length < 2 ? 0 : 1 + random.nextInt(parts.length - 1);
        if (changed > 0) {
            parts[changed] = parts[changed].replaceFirst(
                    "^(\"[^\"]*\"|-?[\\d.]+|true|false|null|\\[[^\\[\\]{}]*]|\\{[^\\[\\]{}]*})",
                    Matcher.quoteReplacement(values.get(random.nextInt(values.size()))));
        }
        return String.join("", parts).getBytes(StandardCharsets.UTF_8);
    }
}

package dev.limner.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What genuine clients sent, byte for byte, and what it says: `src/test/resources/wire`.
class RecordedRequestsTest {
    private static final Pattern SENT = Pattern.compile("\"(?:sentAt|sent_at)\": \"([^\"]+)\"|\"_flush_time\": (\\d+)");
    private static final Instant LATER = Instant.parse("2026-11-22T01:17:00Z");

    @Test
    void recordedRequestsSayWhatIsWrittenBesideThem() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(RecordedRequestsTest.class.getResource("/wire"))
                .toURI());
        List<String> lines = new ArrayList<>();
        try (Collecting collecting = new Collecting();
                Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".http.txt"))
                    .sorted()
                    .toList()) {
                collecting.now = arrival(Files.readString(file));
                collecting.intake.taken.clear();
                Raw.Answer answer = Raw.replay(collecting.port(), Files.readAllBytes(file));
                lines.add("== " + file.getFileName().toString().replace(".http.txt", "") + " " + answer.status());
                collecting.intake.taken.forEach(delivery -> lines.add("for " + delivery.source()));
                lines.addAll(collecting.intake.lines());
            }
            assertThat(collecting.intake.refused).isEmpty();
        }
        Path written = Path.of("target", "messages.txt");
        Files.createDirectories(written.toAbsolutePath().getParent());
        Files.write(written, lines);
        List<String> expected = Files.readAllLines(folder.resolve("messages.txt"));
        List<String> different = new ArrayList<>();
        for (int line = 0; line < Math.max(lines.size(), expected.size()); line++) {
            String now = line < lines.size() ? lines.get(line) : "";
            String before = line < expected.size() ? expected.get(line) : "";
            if (!now.equals(before)) {
                different.add(before + "\n-> " + now);
            }
        }
        assertThat(different).isEmpty();
    }

    /// A second after the client sent it, by its own clock.
    private static Instant arrival(String recording) {
        Matcher sent = SENT.matcher(recording);
        Instant last = null;
        while (sent.find()) {
            Instant one = sent.group(1) == null
                    ? Instant.ofEpochMilli(Long.parseLong(sent.group(2)))
                    : Instant.parse(sent.group(1));
            last = last == null || one.isAfter(last) ? one : last;
        }
        return last == null ? LATER : last.plusSeconds(1);
    }
}

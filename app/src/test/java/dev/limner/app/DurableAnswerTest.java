package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the system is asked for, in its order: an acknowledgement goes out only after the journal was forced to the
/// disk with what it acknowledges. Killing a process cannot show that, since the system keeps what was written.
@Tag("shared-data")
class DurableAnswerTest {
    private static final int SENDERS = 4;
    private static final int EACH = 25;
    /// `<pid> <seconds> <what>`.
    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\d+\\.\\d+) (.*)");

    private static final Pattern CALL = Pattern.compile("(\\w+)\\(\\d+<([^>]*)>.*");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\w+) resumed>.*");
    private static final Pattern NUMBER = Pattern.compile("event-(\\d+-\\d+)!");

    @TempDir
    private Path folder = Path.of("");

    /// When a call of the system began and ended, and the events that its bytes name.
    private record Call(String name, String file, double begun, double ended, List<String> events) {}

    @Test
    void anAnswerIsWrittenOnlyAfterItsEventsWereForcedToTheDisk() throws Exception {
        Path trace = folder.resolve("trace");
        try (HookReceiver hooks = new HookReceiver()) {
            Path workspace = LiveShop.write(Files.createDirectories(folder.resolve("shop")), hooks.port());
            // the socket's read names the event, so that an answer can be told to belong to it
            try (ServingChild child = ServingChild.start(
                    workspace,
                    "strace",
                    "-f",
                    "-qq",
                    "-ttt",
                    "-y",
                    "-s",
                    "4000",
                    "-e",
                    "trace=read,write,writev,pwrite64,sendto,recvfrom,fsync,fdatasync",
                    "-o",
                    trace.toString())) {
                int port = child.port();
                List<CompletableFuture<Void>> senders = new ArrayList<>();
                for (int sender = 0; sender < SENDERS; sender++) {
                    int number = sender;
                    senders.add(CompletableFuture.runAsync(() -> send(port, number)));
                }
                senders.forEach(CompletableFuture::join);
            }
        }
        List<Call> calls = calls(trace);
        List<Call> forced = calls.stream()
                .filter(call -> call.name().equals("fdatasync") || call.name().equals("fsync"))
                .filter(call -> call.file().endsWith(".journal"))
                .toList();
        assertThat(forced).as("the journal was forced").isNotEmpty();
        Map<String, Call> written = new HashMap<>();
        calls.stream()
                .filter(DurableAnswerTest::isToJournal)
                .forEach(call -> call.events().forEach(event -> written.putIfAbsent(event, call)));
        Map<String, Double> answered = new HashMap<>();
        answers(calls, answered);
        assertThat(answered).hasSize(SENDERS * EACH);
        answered.forEach((event, at) -> {
            Call record = Objects.requireNonNull(written.get(event), () -> event + " never came into the journal");
            assertThat(forced)
                    .as("event %s, written to the journal until %f, answered at %f", event, record.ended(), at)
                    .anyMatch(force -> force.begun() >= record.ended() && force.ended() <= at);
        });
    }

    private static boolean isToJournal(Call call) {
        boolean writes = call.name().startsWith("write") || call.name().equals("pwrite64");
        return writes && call.file().endsWith(".journal");
    }

    /// When the first byte of each event's answer was written: the next writing to the socket it was read from.
    private static void answers(List<Call> calls, Map<String, Double> answered) {
        Map<String, String> waiting = new HashMap<>();
        for (Call call : calls) {
            boolean reads = call.name().equals("read") || call.name().equals("recvfrom");
            if (call.file().startsWith("socket:") || call.file().startsWith("TCP")) {
                if (reads) {
                    call.events().forEach(event -> waiting.put(call.file(), event));
                } else {
                    String event = waiting.remove(call.file());
                    if (event != null) {
                        answered.put(event, call.begun());
                    }
                }
            }
        }
    }

    /// The calls of a trace, by when they ended or, where they wrote, began.
    private static List<Call> calls(Path trace) throws IOException {
        Map<String, String[]> unfinished = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                continue;
            }
            String thread = parts.group(1);
            double at = Double.parseDouble(parts.group(2));
            String what = parts.group(3);
            Matcher resumed = RESUMED.matcher(what);
            Matcher call = CALL.matcher(what);
            if (resumed.matches()) {
                String[] begun = unfinished.remove(thread);
                if (begun != null) {
                    Matcher first = CALL.matcher(begun[1]);
                    if (first.matches()) {
                        double start = Double.parseDouble(begun[0]);
                        calls.add(new Call(first.group(1), first.group(2), start, at, events(begun[1] + what)));
                    }
                }
            } else if (what.endsWith("<unfinished ...>")) {
                unfinished.put(thread, new String[] {parts.group(2), what});
            } else if (call.matches()) {
                calls.add(new Call(call.group(1), call.group(2), at, at, events(what)));
            }
        }
        calls.sort(java.util.Comparator.comparingDouble(DurableAnswerTest::place));
        return calls;
    }

    private static double place(Call call) {
        return call.name().equals("read") || call.name().equals("recvfrom") ? call.ended() : call.begun();
    }

    private static List<String> events(String text) {
        List<String> events = new ArrayList<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            events.add(number.group(1));
        }
        return events;
    }

    private static void send(int port, int sender) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < EACH; i++) {
                String body =
                        "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u-%d-0\",\"messageId\":\"event-%d-%d!\"}"
                                .formatted(sender, sender, i);
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/v1/batch?writeKey=" + LiveShop.KEY))
                        .POST(BodyPublishers.ofString(body))
                        .build();
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

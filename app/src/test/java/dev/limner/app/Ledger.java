package dev.limner.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Writers that send events of their own customers in batches, again until they are acknowledged, and the ledger of
/// what was. The same seed sends the same.
///
/// Some customers view and buy, at first without a name, then also with one, and then it turns out that both are one;
/// the others put into carts and take out.
final class Ledger {
    private static final int CUSTOMERS = 8;

    private final int writers;
    private final int batches;
    private final Duration pause;
    private final AtomicInteger port = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger sentAgain = new AtomicInteger();
    /// How often each cart became non-empty, and empty.
    private final Map<String, int[]> carts = new ConcurrentHashMap<>();

    /// @param pause between two batches of a writer, at the most
    Ledger(int writers, int batches, Duration pause) {
        this.writers = writers;
        this.batches = batches;
        this.pause = pause;
    }

    void at(int newPort) {
        port.set(newPort);
    }

    /// The share of batches that are acknowledged.
    double share() {
        return (double) done.get() / (writers * batches);
    }

    /// The numbers of the events that were acknowledged.
    List<String> acknowledged() {
        return acknowledged.stream().sorted().toList();
    }

    int sentAgain() {
        return sentAgain.get();
    }

    /// What calls the carts must have made, as [HookReceiver#said] says them.
    List<String> cartCalls() {
        List<String> calls = new ArrayList<>();
        carts.forEach((person, flips) -> {
            for (int i = 0; i < flips[0]; i++) {
                calls.add("filled " + person + " -");
            }
            for (int i = 0; i < flips[1]; i++) {
                calls.add("emptied " + person + " -");
            }
        });
        return calls.stream().sorted().toList();
    }

    /// Sends everything; returns when all of it is acknowledged.
    void run() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                Writer one = new Writer(writer);
                all.add(threads.submit(one::run));
            }
            for (Future<Boolean> one : all) {
                one.get();
            }
        }
    }

    /// One writer, whose events are in order.
    private final class Writer {
        private final int number;
        private final Random random;
        private final int[] inCart = new int[CUSTOMERS];
        private final int[] seen = new int[CUSTOMERS];
        private int events;
        private long lastMillis;

        Writer(int number) {
            this.number = number;
            random = new Random(number);
        }

        boolean run() throws InterruptedException {
            for (int batch = 0; batch < batches; batch++) {
                List<String> numbers = new ArrayList<>();
                List<String> said = new ArrayList<>();
                int size = random.nextInt(1, 21);
                for (int i = 0; i < size; i++) {
                    String id = "%d-%06d".formatted(number, events++);
                    numbers.add(id);
                    said.add(event(id, random.nextInt(CUSTOMERS)));
                }
                int wait = random.nextInt((int) pause.toMillis() + 1);
                send("{\"batch\": [" + String.join(", ", said) + "]}");
                acknowledged.addAll(numbers);
                done.incrementAndGet();
                Thread.sleep(wait);
            }
            return true;
        }

        private String event(String id, int customer) {
            String person = number + "-" + customer;
            boolean buys = customer % 2 == 0;
            seen[customer]++;
            int turn = random.nextInt(100);
            lastMillis = Math.max(lastMillis + 1, System.currentTimeMillis() - 1_000);
            String rest =
                    "\"messageId\": \"%s\", \"timestamp\": \"%s\"".formatted(id, Instant.ofEpochMilli(lastMillis));
            if (!buys) {
                boolean adds = inCart[customer] == 0 || turn < 50;
                inCart[customer] += adds ? 1 : -1;
                int[] flips = carts.computeIfAbsent(person, _ -> new int[2]);
                flips[0] += adds && inCart[customer] == 1 ? 1 : 0;
                flips[1] += adds || inCart[customer] > 0 ? 0 : 1;
                return "{\"type\": \"track\", \"event\": \"%s\", \"userId\": \"u-%s\", %s, \"properties\": {\"number\": \"%s\"}}"
                        .formatted(adds ? "Cart Add" : "Cart Remove", person, rest, id);
            }
            // nobody knows them at first; then they come by another way too; then both are one
            int phase = seen[customer] < 15 ? 0 : seen[customer] < 30 ? 1 : seen[customer] == 30 ? 2 : 3;
            String who = phase == 0
                    ? "\"anonymousId\": \"a-%s\"".formatted(person)
                    : phase == 2
                            ? "\"userId\": \"u-%s\", \"anonymousId\": \"a-%s\"".formatted(person, person)
                            : "\"userId\": \"u-%s\"".formatted(person);
            if (phase == 2 || turn < 4) {
                return "{\"type\": \"identify\", %s, %s, \"traits\": {\"city\": \"c%d\", \"number\": \"%s\"}}"
                        .formatted(who, rest, turn, id);
            }
            String item = "i%d-%d".formatted(phase, random.nextInt(6));
            return turn < 84
                    ? "{\"type\": \"track\", \"event\": \"Product Viewed\", %s, %s, \"properties\": {\"item\": \"%s\", \"number\": \"%s\"}}"
                            .formatted(who, rest, item, id)
                    : "{\"type\": \"track\", \"event\": \"Purchase\", %s, %s, \"properties\": {\"item\": \"%s\", \"amount\": %d.25, \"number\": \"%s\"}}"
                            .formatted(who, rest, item, turn, id);
        }
    }

    /// Sends until it is acknowledged.
    private void send(String body) throws InterruptedException {
        while (true) {
            try {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port.get() + "/v1/batch?writeKey=" + LiveShop.KEY))
                        .timeout(Duration.ofSeconds(20))
                        .POST(BodyPublishers.ofString(body))
                        .build();
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
            } catch (IOException _) {
                // it was killed, or is not there yet
            }
            sentAgain.incrementAndGet();
            Thread.sleep(50);
        }
    }
}

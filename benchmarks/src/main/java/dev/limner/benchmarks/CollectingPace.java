package dev.limner.benchmarks;

import dev.limner.engine.duckdb.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/// How many events a second a server takes durably over HTTP while live segments follow, how long its answers and its
/// memberships take, and how long it takes to be ready again. The server is a process of its own; this one is the load
/// generator.
///
/// `--events` of history (1,000,000), `--customers` (a hundredth of the events), `--definitions` (100), `--batches`
/// (1,20,100),
/// `--writers` (16) connections, `--seconds` (10) measured after `--warm` (10), `--rate` (1,000) events a second at
/// which memberships are timed, `--portraits` (2,000) that are asked for a second, alone and beside a study,
/// `--folder`,
/// `--heap` of the server, `--threads` (all processors) of its studies.
final class CollectingPace {
    private static final String[] TYPES = {
        "view", "view", "view", "view", "view", "search", "cart_add", "purchase", "message_sent", "message_opened"
    };

    private final Flags flags;
    private final Stopwatch stopwatch = new Stopwatch();
    private final String run = Long.toString(System.nanoTime(), 36);
    private final AtomicLong numbers = new AtomicLong();
    private final int customers;

    private CollectingPace(Flags flags) {
        this.flags = flags;
        customers = (int) flags.number("customers", flags.number("events", 1_000_000) / 100);
    }

    public static void main(String[] arguments) throws Exception {
        CollectingPace pace = new CollectingPace(Flags.of(arguments));
        pace.measure();
        System.out.println(JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(pace.stopwatch.readings().figures()));
    }

    private void measure() throws Exception {
        Path folder = Path.of(flags.text("folder", "collected"));
        try (Probes probes = new Probes()) {
            CollectedShop.write(
                    folder,
                    flags.number("events", 1_000_000),
                    customers,
                    (int) flags.number("definitions", 100),
                    probes.port(),
                    new Store.Limits(768, Runtime.getRuntime().availableProcessors()));
            try (CollectingChild server = CollectingChild.start(folder, flags)) {
                note("ready s", server.readySeconds());
                note("ready cpu s", server.cpuSeconds());
                idle(server);
                memberships("alone", server, probes);
                portraits("alone", server);
                try (Study _ = new Study(server.port())) {
                    portraits("beside a study", server);
                }
                for (String batch : flags.text("batches", "1,20,100").split(",", -1)) {
                    load(Integer.parseInt(batch), 0, server, probes);
                }
                load(20, flags.number("rate", 1_000), server, probes);
                note("peak MB", server.peakMb());
            }
            try (CollectingChild again = CollectingChild.start(folder, flags)) {
                note("ready again s", again.readySeconds());
                note("ready again cpu s", again.cpuSeconds());
            }
        }
    }

    /// Entering a segment where nothing else goes on.
    private void memberships(String when, CollectingChild server, Probes probes) throws Exception {
        int count = (int) flags.number("probes", 200);
        double[] seconds = new double[count];
        try (Line line = new Line(server.port())) {
            for (int i = -count; i < count; i++) { // the first as many warm up
                double one = probes.seconds(line);
                if (i >= 0) {
                    seconds[i] = one;
                }
            }
        }
        percentiles("event to call, " + when, seconds);
    }

    /// What it takes where nothing happens.
    private void idle(CollectingChild server) throws InterruptedException {
        Thread.sleep(10_000); // whatever follows a start is over
        double before = server.cpuSeconds();
        Thread.sleep(30_000);
        note("idle, share of one CPU", (server.cpuSeconds() - before) / 30);
    }

    /// Portraits at a steady rate. Each is timed from the instant at which it was due, so that one that is late counts
    /// for all that wait behind it.
    private void portraits(String when, CollectingChild server) throws Exception {
        long rate = flags.number("portraits", 2_000);
        portraits(rate, flags.number("warm", 10), server);
        double cpu = server.cpuSeconds();
        double[] seconds = portraits(rate, flags.number("seconds", 10), server);
        note("portraits " + when + ", CPUs of the server", (server.cpuSeconds() - cpu) / flags.number("seconds", 10));
        percentiles("portraits " + when, seconds);
    }

    private double[] portraits(long rate, long lasting, CollectingChild server) throws Exception {
        int askers = (int) flags.number("writers", 16);
        long start = System.nanoTime();
        long gap = 1_000_000_000L * askers / rate;
        List<Future<List<Double>>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < askers; i++) {
                RandomGenerator random = new SplittableRandom(i);
                long first = start + i * gap / askers;
                all.add(threads.submit(() -> ask(server.port(), random, first, gap, start + lasting * 1_000_000_000L)));
            }
        }
        List<Double> seconds = new ArrayList<>();
        for (Future<List<Double>> of : all) {
            seconds.addAll(of.get());
        }
        return seconds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private List<Double> ask(int port, RandomGenerator random, long first, long gap, long end) throws Exception {
        List<Double> seconds = new ArrayList<>();
        try (Line line = new Line(port)) {
            for (long due = first; due < end; due += gap) {
                long early = due - System.nanoTime();
                if (early > 0) {
                    java.util.concurrent.locks.LockSupport.parkNanos(early);
                }
                int status = line.get("/api/v1/workspaces/customers/profiles/" + (100_000 + random.nextInt(customers)));
                if (status != 200 && status != 404) { // not everybody has come
                    throw new IllegalStateException("status " + status);
                }
                seconds.add((System.nanoTime() - due) / 1e9);
            }
        }
        return seconds;
    }

    private void note(String name, double figure) {
        stopwatch.note(name, figure);
        System.err.printf("%s: %.3f%n", name, figure); // it takes its time
    }

    private void percentiles(String name, double[] seconds) {
        Arrays.sort(seconds);
        note(name + ", p50 ms", seconds[seconds.length / 2] * 1e3);
        note(name + ", p99 ms", seconds[Math.min(seconds.length - 1, seconds.length * 99 / 100)] * 1e3);
    }

    /// Counts over everybody's whole history, one after the other, each another one.
    private final class Study implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Thread thread;
        private final AtomicLong asked = new AtomicLong();

        Study(int port) {
            thread = Thread.ofPlatform().start(() -> {
                try (Line line = new Line(port)) {
                    while (!over.get()) {
                        int status = line.post(
                                "/api/v1/workspaces/customers/language/count",
                                "{\"text\":\"sum(purchase.amount) > %d and count(view) >= 3\"}"
                                        .formatted(asked.incrementAndGet()));
                        if (status != 200) {
                            throw new IllegalStateException("status " + status);
                        }
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }

        @Override
        public void close() {
            over.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            note("counts over everybody meanwhile", (double) asked.get());
        }
    }

    /// Writers that send as fast as they are answered, until it is over.
    private final class Load implements AutoCloseable {
        private final int batch;
        private final int port;
        /// From the beginning of one batch of a writer to that of the next, at the least.
        private final long pauseNanos;

        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicLong taken = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private final List<Future<List<Double>>> writers = new ArrayList<>();
        private final ExecutorService threads = Executors.newCachedThreadPool();

        /// @param rate of events a second, of all writers together; 0 for as many as they can
        Load(int batch, long rate, int port) {
            this.batch = batch;
            this.port = port;
            pauseNanos = rate == 0 ? 0 : 1_000_000_000L * batch * flags.number("writers", 16) / rate;
            for (int i = 0; i < flags.number("writers", 16); i++) {
                RandomGenerator random = new SplittableRandom(i);
                writers.add(threads.submit(() -> write(random)));
            }
        }

        private List<Double> write(RandomGenerator random) throws IOException, InterruptedException {
            List<Double> seconds = new ArrayList<>();
            try (Line line = new Line(port)) {
                while (!over.get()) {
                    String body = body(random, batch);
                    long start = System.nanoTime();
                    int status = line.post(body);
                    while (status == 429) {
                        refused.incrementAndGet();
                        Thread.sleep(100);
                        status = line.post(body);
                    }
                    if (status != 200) {
                        throw new IllegalStateException("status " + status);
                    }
                    seconds.add((System.nanoTime() - start) / 1e9);
                    taken.addAndGet(batch);
                    Thread.sleep(Math.max(0, (start + pauseNanos - System.nanoTime()) / 1_000_000));
                }
            }
            return seconds;
        }

        /// Ends it; the seconds that each batch took to be acknowledged.
        double[] ended() throws Exception {
            over.set(true);
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> writer : writers) {
                all.addAll(writer.get());
            }
            return all.stream().mapToDouble(Double::doubleValue).toArray();
        }

        @Override
        public void close() {
            over.set(true);
            threads.shutdown();
        }
    }

    private void load(int batch, long rate, CollectingChild server, Probes probes) throws Exception {
        String name = "batches of " + batch + (rate == 0 ? "" : " at " + rate + " events/s");
        try (Load warm = new Load(batch, rate, server.port());
                Line line = new Line(server.port())) {
            Thread.sleep(flags.number("warm", 10) * 1_000);
            warm.ended();
            probes.seconds(line); // everything before it is worked off
        }
        double cpu = server.cpuSeconds();
        long start = System.nanoTime();
        try (Load load = new Load(batch, rate, server.port());
                Line line = new Line(server.port())) {
            List<Double> entered = new ArrayList<>();
            long end = start + flags.number("seconds", 10) * 1_000_000_000L;
            while (System.nanoTime() < end) {
                if (rate > 0) {
                    entered.add(probes.seconds(line)); // where all writers go as fast as they can, it only queues up
                }
                Thread.sleep(20);
            }
            double[] answers = load.ended();
            double taking = (System.nanoTime() - start) / 1e9;
            probes.seconds(line);
            double worked = (System.nanoTime() - start) / 1e9;
            note(name + ", acknowledged events/s", load.taken.get() / taking);
            note(name + ", worked off events/s", load.taken.get() / worked);
            note(name + ", events/CPU s of the server", load.taken.get() / (server.cpuSeconds() - cpu));
            note(name + ", CPUs of the server", (server.cpuSeconds() - cpu) / worked);
            note(name + ", refused for now", (double) load.refused.get());
            percentiles(name + ", acknowledgement", answers);
            if (rate > 0) {
                percentiles(
                        name + ", event to call",
                        entered.stream().mapToDouble(Double::doubleValue).toArray());
            }
        }
    }

    private String body(RandomGenerator random, int events) {
        StringBuilder body = new StringBuilder(200 * events).append("{\"batch\":[");
        String now = Instant.now().toString();
        for (int i = 0; i < events; i++) {
            long number = numbers.incrementAndGet();
            int item = (int) (Vocabulary.ITEMS * Math.pow(random.nextDouble(), 3));
            body.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"track\",\"event\":\"")
                    .append(TYPES[random.nextInt(TYPES.length)])
                    .append("\",\"userId\":\"")
                    .append(100_000 + random.nextInt(customers))
                    .append("\",\"messageId\":\"")
                    .append(run)
                    .append('-')
                    .append(number)
                    .append("\",\"timestamp\":\"")
                    .append(now)
                    .append("\",\"properties\":{\"item\":\"")
                    .append(Vocabulary.item(item))
                    .append("\",\"category\":\"")
                    .append(Vocabulary.category(item))
                    .append("\",\"channel\":\"")
                    .append(Vocabulary.CHANNELS.get(random.nextInt(Vocabulary.CHANNELS.size())))
                    .append("\",\"quantity\":")
                    .append(1 + random.nextInt(3))
                    .append(",\"amount\":")
                    .append(5 + random.nextInt(200))
                    .append(".50}}");
        }
        return body.append("]}").toString();
    }
}

package dev.limner.benchmarks;

import dev.limner.engine.duckdb.Store;
import dev.limner.history.LocalClock;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Makes a workspace of customers who never were and loads two years of their events of nine types into its
/// store, a load
/// a month, each sorted into the lake: what importing them would have made, without the files to import.
final class EventGenerator {
    private static final long SEED = 20_110_509;

    private final Workspace workspace;
    private final Behaviour behaviour;
    private final Season season = new Season();
    private final Zipf customers;
    private final int[] numbers;
    private final long events;
    private final EventBatch batch;

    private EventGenerator(Workspace workspace, long events, int customers) {
        this.workspace = workspace;
        this.events = events;
        this.customers = new Zipf(customers, 0.6);
        behaviour = new Behaviour(workspace.store().plan(), SEED);
        numbers = new int[customers];
        Arrays.fill(numbers, -1);
        batch = new EventBatch(workspace.store().plan());
    }

    /// Makes the workspace in `folder`, with a customer for every hundred events.
    static void write(Path folder, long events, Store.Limits limits) throws IOException {
        write(folder, events, (int) (events / 100), limits);
    }

    /// Makes the workspace in `folder`.
    static void write(Path folder, long events, int customers, Store.Limits limits) throws IOException {
        write("customers", folder, events, customers, limits);
    }

    /// Makes a workspace in `folder`.
    ///
    /// @param kind where its files lie: nine types of events, told as often as the places that they have
    static void write(String kind, Path folder, long events, int customers, Store.Limits limits) throws IOException {
        Files.createDirectories(folder);
        for (String file : List.of("limner.yaml", "events.yaml")) {
            try (InputStream in = EventGenerator.class.getResourceAsStream(kind + "/" + file)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (Workspace workspace = Workspace.open(folder, limits)) {
            new EventGenerator(workspace, events, customers).months();
        }
    }

    private void months() {
        YearMonth end = YearMonth.from(Season.END);
        for (YearMonth month = YearMonth.from(Season.FIRST); month.isBefore(end); month = month.plusMonths(1)) {
            Store store = workspace.store();
            try (EventSink sink = store.load("events " + month, "generated", "Asia/Shanghai")) {
                for (int day = 1; day <= month.lengthOfMonth(); day++) {
                    day(sink, month.atDay(day));
                }
                flush(sink);
                sink.finish(new Tally(), List.of(), new Work());
            }
            store.compact(new Work());
        }
    }

    /// The days are those of the lake, in UTC; within them the local hours have their season.
    private void day(EventSink sink, LocalDate date) {
        long start = date.toEpochDay() * LocalClock.MICROS_PER_DAY;
        int left = season.lines((int) (date.toEpochDay() - Season.FIRST.toEpochDay()), events);
        while (left > 0) {
            int length = Math.min(left, behaviour.sessionLength());
            left -= length;
            session(sink, start, length);
        }
    }

    private void session(EventSink sink, long start, int length) {
        int customer = number(customers.draw(behaviour.random()));
        long second = season.second(behaviour.random()) * LocalClock.MICROS_PER_SECOND
                + behaviour.random().nextInt((int) LocalClock.MICROS_PER_SECOND);
        long at = start + Math.floorMod(second - 8 * LocalClock.MICROS_PER_HOUR, LocalClock.MICROS_PER_DAY);
        long last = start + LocalClock.MICROS_PER_DAY - 1;
        for (int i = 0; i < length; i++) {
            if (batch.isFull()) {
                flush(sink);
            }
            // what would reach into the next day lies somewhere in the last second of this one, alone in its instant
            behaviour.event(
                    batch, customer, at > last ? last - behaviour.random().nextInt(1_000_000) : at);
            at += behaviour.pause();
        }
    }

    private int number(int rank) {
        if (numbers[rank] < 0) {
            numbers[rank] = workspace.store().customers().number("member", Integer.toString(100_000 + rank));
        }
        return numbers[rank];
    }

    private void flush(EventSink sink) {
        sink.append(batch);
        batch.clear();
    }
}

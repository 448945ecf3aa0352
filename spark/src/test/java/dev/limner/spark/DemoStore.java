package dev.limner.spark;

import dev.limner.connect.FileFormats;
import dev.limner.engine.Engine;
import dev.limner.engine.duckdb.ParquetFormat;
import dev.limner.engine.duckdb.Store;
import dev.limner.event.EventType;
import dev.limner.event.Lists;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import dev.limner.workspace.Workspace;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// A workspace with the first rows of the Online Retail example, and a few facts that became known late.
record DemoStore(Workspace workspace) implements AutoCloseable {
    static final int LATE_FACTS = 5;
    private static final int ROWS = 60_000;
    private static final Path EXAMPLE = Path.of("../examples/online-retail");

    static DemoStore of(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("sources"));
        Files.createDirectories(folder.resolve("data"));
        Files.copy(EXAMPLE.resolve("limner.yaml"), folder.resolve("limner.yaml"));
        String events = Files.readString(EXAMPLE.resolve("events.yaml"));
        Files.writeString(
                folder.resolve("events.yaml"),
                events.replace("[order_id, item, ", "[order_id, marks, item, ")
                        + "  marks: {type: list, title: {en: Marks, zh: 标记}}\n");
        Path mapping = Path.of("sources/online-retail.yaml");
        String text = Files.readString(EXAMPLE.resolve(mapping));
        Files.writeString(folder.resolve(mapping), text.replace("online_retail.csv.gz", "some.csv"));
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(EXAMPLE.resolve("data/online_retail.csv.gz"))),
                        StandardCharsets.UTF_8));
                BufferedWriter some = Files.newBufferedWriter(folder.resolve("data/some.csv"))) {
            for (int i = 0; i <= ROWS; i++) {
                some.write(rows.readLine() + "\n");
            }
        }
        return new DemoStore(Workspace.open(folder, new Store.Limits(256, 2)));
    }

    void importRows() {
        workspace.importSource("online-retail", new FileFormats(new ParquetFormat(), Map.of()), new Work());
        addLateFacts();
        store().compact(new Work());
    }

    /// Purchases at one moment of 2010-12-03, known a year later; they wait in the delta.
    void addLateFacts() {
        EventType purchase = plan().type("purchase");
        long at = LocalClock.micros(Instant.parse("2010-12-03T12:00:00Z"));
        try (EventSink sink = store().load("by hand", "", "UTC")) {
            EventBatch batch = new EventBatch(plan());
            for (int i = 0; i < LATE_FACTS; i++) {
                int event = batch.extend();
                batch.types[event] = purchase;
                batch.customers[event] = store().customers().number("member", "12682");
                batch.at[event] = at;
                batch.known[event] = at + (365 - i) * LocalClock.MICROS_PER_DAY;
                batch.idHigh[event] = i % 2 == 0 ? -i : i;
                batch.idLow[event] = i;
                batch.texts(plan().property(purchase, "item_name"))[event] = "late " + i;
                batch.texts(plan().property(purchase, "marks"))[event] = Lists.encode(List.of("late", "n" + i % 2));
            }
            sink.append(batch);
            sink.finish(new Tally(), List.of(), new Work());
        }
    }

    Store store() {
        return workspace.store();
    }

    TrackingPlan plan() {
        return store().plan();
    }

    Engine engine() {
        return workspace.engine();
    }

    @Override
    public void close() {
        workspace.close();
    }
}

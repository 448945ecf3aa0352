package dev.limner.engine.duckdb;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.Sensitivity;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.problem.Words;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink;
import dev.limner.source.LoadReport;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A small store to test on: events are written by hand, one line each.
final class Shop implements AutoCloseable {
    static final Store.Limits LIMITS = new Store.Limits(300, 2);

    private final Store store;

    Shop(Path folder) {
        this(folder, List.of("amount", "item", "weight", "seen", "gift", "day", "marks"));
    }

    /// A store whose plan has an event `sold` and an event `back` with those properties.
    Shop(Path folder, List<String> properties) {
        store = Store.open(folder, plan(properties), LIMITS);
    }

    static TrackingPlan plan(List<String> names) {
        Map<String, TrackingPlan.File.PropertyEntry> properties = new LinkedHashMap<>();
        names.forEach(name -> properties.put(
                name,
                new TrackingPlan.File.PropertyEntry(
                        switch (name) {
                            case "amount" -> ValueType.MONEY;
                            case "weight" -> ValueType.NUMBER;
                            case "seen" -> ValueType.INSTANT;
                            case "gift" -> ValueType.BOOLEAN;
                            case "day" -> ValueType.DATE;
                            case "count" -> ValueType.INTEGER;
                            case "marks" -> ValueType.LIST;
                            default -> ValueType.TEXT;
                        },
                        new Words(name, name),
                        Sensitivity.PUBLIC)));
        TrackingPlan.File.TypeEntry type = new TrackingPlan.File.TypeEntry(new Words("type", "类型"), names);
        Map<String, TrackingPlan.File.TypeEntry> types = new LinkedHashMap<>();
        types.put("sold", type);
        types.put("back", type);
        return new TrackingPlan(new TrackingPlan.File(types, properties));
    }

    Store store() {
        return store;
    }

    EventType sold() {
        return store.plan().type("sold");
    }

    Property property(String name) {
        return store.plan().property(sold(), name);
    }

    /// One event to write; `known` is `at` where left out.
    record Line(
            String customer,
            String type,
            String at,
            @Nullable String known,
            Map<String, Object> values) {
        static Line sold(String customer, String at, String item) {
            return new Line(customer, "sold", at, null, Map.of("item", item));
        }
    }

    /// Loads lines as one load of `source`.
    LoadReport load(String source, List<Line> lines) {
        EventSink sink = store.load(source, "by hand", "UTC");
        sink.append(batch(lines));
        return sink.finish(new Tally(), List.of(), new Work());
    }

    void compact() {
        store.compact(new Work());
    }

    EventBatch batch(List<Line> lines) {
        EventBatch batch = new EventBatch(store.plan());
        for (Line line : lines) {
            int event = batch.extend();
            batch.types[event] = store.plan().type(line.type());
            batch.customers[event] = line.customer().isEmpty()
                    ? EventBatch.ANONYMOUS
                    : store.customers().number("name", line.customer());
            batch.at[event] = LocalClock.micros(Instant.parse(line.at()));
            batch.known[event] =
                    line.known() == null ? batch.at[event] : LocalClock.micros(Instant.parse(line.known()));
            batch.idHigh[event] = line.hashCode();
            batch.idLow[event] = line.values().toString().hashCode();
            line.values().forEach((name, value) -> put(batch, event, property(name), value));
        }
        return batch;
    }

    private static void put(EventBatch batch, int event, Property property, Object value) {
        if (property.type().isText()) {
            batch.texts(property)[event] = value.toString();
        } else {
            batch.values(property)[event] = (Long) value;
        }
    }

    /// What a history says, one text an event: for comparing whole histories.
    static List<String> told(History history, List<EventType> types, List<Property> properties) {
        List<String> events = new ArrayList<>();
        for (int event = 0; event < history.size(); event++) {
            StringBuilder told = new StringBuilder(
                            types.get(history.type(event)).name())
                    .append(' ')
                    .append(LocalClock.instant(history.at(event)));
            for (Property property : properties) {
                long value = history.value(property, event);
                told.append(' ')
                        .append(
                                value == History.MISSING
                                        ? "-"
                                        : property.type().isText() ? history.text(value) : value);
            }
            events.add(told.toString());
        }
        return events;
    }

    @Override
    public void close() {
        store.close();
    }
}

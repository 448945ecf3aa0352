package dev.limner.engine.duckdb;

import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.history.LocalClock;
import dev.limner.identity.Customers;
import dev.limner.identity.Decision;
import dev.limner.identity.Entry;
import dev.limner.identity.Policy;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A store of people with several identifiers, and the list of all that was put into it.
final class Crowd implements AutoCloseable {
    static final Instant END = Instant.parse("2030-01-01T00:00:00Z");
    private static final List<String> PROPERTIES = List.of("amount", "item");

    private final Path folder;
    private Shop shop;
    private int asked;
    private final List<Row> rows = new ArrayList<>();

    Crowd(Path folder) {
        this.folder = folder;
        this.shop = new Shop(folder, PROPERTIES);
    }

    /// One event; its item is its own name.
    record Row(String source, List<String> identifiers, Instant at, Instant known, String item) {
        static Row of(String at, String item, String... identifiers) {
            return new Row("web", List.of(identifiers), Instant.parse(at), Instant.parse(at), item);
        }
    }

    /// Rows of few people with many identifiers, in few months.
    static List<Row> random(RandomGenerator random, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> identifiers = new ArrayList<>();
            if (random.nextInt(3) > 0) {
                identifiers.add("login:l" + random.nextInt(7));
            }
            if (random.nextInt(3) == 0) {
                identifiers.add("phone:" + (random.nextInt(8) == 0 ? "000" : "p" + random.nextInt(7)));
            }
            if (random.nextInt(2) == 0) {
                identifiers.add("cookie:c" + random.nextInt(9));
            }
            Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(90) * 86_400L);
            rows.add(new Row(
                    random.nextInt(3) == 0 ? "till" : "web",
                    identifiers,
                    at,
                    at.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(20) * 86_400L : 0),
                    "i" + random.nextLong()));
        }
        return rows;
    }

    static Policy policy(RandomGenerator random) {
        List<String> kinds = new ArrayList<>(List.of("login", "phone", "cookie"));
        java.util.Collections.shuffle(kinds, random);
        List<Policy.Kind> of = new ArrayList<>();
        for (String kind : kinds.subList(0, random.nextInt(4))) {
            of.add(new Policy.Kind(
                    kind,
                    random.nextBoolean() ? null : 1 + random.nextInt(2),
                    random.nextBoolean()
                            ? null
                            : new Policy.Shared(
                                    1 + random.nextInt(2),
                                    List.of(Policy.Then.values()).get(random.nextInt(3)))));
        }
        return new Policy(
                of,
                random.nextInt(3) == 0 ? List.of("web") : null,
                random.nextBoolean() ? null : List.of(new Policy.Ignored("phone", List.of("000"), null)));
    }

    Store store() {
        return shop.store();
    }

    List<Row> rows() {
        return rows;
    }

    int node(String identifier) {
        Integer node = store().customers().node(identifier);
        if (node == null) {
            throw new IllegalArgumentException(identifier);
        }
        return node;
    }

    /// Loads rows, each source by a load of its own.
    void load(List<Row> some) {
        for (String source : some.stream().map(Row::source).distinct().sorted().toList()) {
            try (EventSink sink = begin(source, some)) {
                sink.finish(new Tally(), List.of(), new Work());
            }
        }
    }

    /// Begins to load those rows that are of a source; whoever asks finishes.
    EventSink begin(String source, List<Row> some) {
        EventSink sink = store().load(source, "by hand", "UTC");
        EventBatch batch = new EventBatch(store().plan());
        for (Row row : some.stream().filter(row -> row.source().equals(source)).toList()) {
            int event = batch.extend();
            batch.types[event] = shop.sold();
            batch.customers[event] = number(row.identifiers());
            batch.at[event] = LocalClock.micros(row.at());
            batch.known[event] = LocalClock.micros(row.known());
            batch.idHigh[event] = row.item().hashCode();
            batch.idLow[event] = row.hashCode();
            batch.texts(shop.property("item"))[event] = row.item();
            rows.add(row);
        }
        sink.append(batch);
        return sink;
    }

    private int number(List<String> identifiers) {
        return identifiers.isEmpty()
                ? EventBatch.ANONYMOUS
                : store().customers()
                        .together(identifiers.stream()
                                .map(of -> store().customers()
                                        .number(of.substring(0, of.indexOf(':')), of.substring(of.indexOf(':') + 1)))
                                .toList());
    }

    Entry append(Entry.Act act, Instant known) {
        return store().identity().append(act, "ann", "test", Instant.parse("2026-09-01T00:00:00Z"), known);
    }

    Entry apply(Policy policy) {
        return append(new Entry.Applied(policy), END);
    }

    Entry decide(Decision decision, Instant known) {
        return append(new Entry.Decided(decision), known);
    }

    void compact() {
        store().compact(new Work());
    }

    void reopen() {
        shop.close();
        shop = new Shop(folder, PROPERTIES);
    }

    /// Asks the lake and its laid-out columns in turns.
    <A> A ask(Study<A> study, Scope scope) {
        asked++;
        return new DuckDbEngine(store(), 2, asked % 2 == 0 ? 0 : Long.MAX_VALUE).run(study, scope, new Work());
    }

    /// What a study sees: the items of each customer, in their order.
    Map<Integer, List<String>> told(Scope scope) {
        Telling telling = new Telling(store().plan().types(), store().plan().types(), List.of(shop.property("item")));
        Map<Integer, List<String>> told = new TreeMap<>();
        ask(telling, scope)
                .forEach((customer, events) -> told.put(
                        customer,
                        events.stream()
                                .map(event -> event.substring(event.lastIndexOf(' ') + 1))
                                .toList()));
        return told;
    }

    /// What a study should see, by the customers of all nodes.
    Map<Integer, List<String>> expected(int[] customers, Scope scope) {
        Map<Integer, List<Row>> found = new HashMap<>();
        for (Row row : rows) {
            boolean seen = !row.at().isAfter(scope.asOf())
                    && (scope.mode() == Scope.Mode.AS_CORRECTED || !row.known().isAfter(scope.asOf()));
            int node = number(row.identifiers());
            if (seen && node != EventBatch.ANONYMOUS && customers[node] != Customers.NOBODY) {
                found.computeIfAbsent(customers[node], _ -> new ArrayList<>()).add(row);
            }
        }
        Map<Integer, List<String>> told = new TreeMap<>();
        found.forEach((customer, of) -> told.put(
                customer,
                of.stream()
                        .sorted(java.util.Comparator.comparing(Row::at)
                                .thenComparing(Row::known)
                                .thenComparing(
                                        row -> new java.util.UUID(row.item().hashCode(), row.hashCode()).toString()))
                        .map(Row::item)
                        .toList()));
        return told;
    }

    @Override
    public void close() {
        shop.close();
    }
}

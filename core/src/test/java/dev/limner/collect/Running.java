package dev.limner.collect;

import com.sun.net.httpserver.HttpServer;
import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.DuckDbEngine;
import dev.limner.engine.duckdb.EventLog;
import dev.limner.engine.duckdb.Store;
import dev.limner.event.Event;
import dev.limner.event.TrackingPlan;
import dev.limner.event.TrackingPlan.File.PropertyEntry;
import dev.limner.event.TrackingPlan.File.TypeEntry;
import dev.limner.event.ValueType;
import dev.limner.history.LocalClock;
import dev.limner.language.Parser;
import dev.limner.language.Source;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.privacy.ConsentStudy.Asked;
import dev.limner.privacy.Consents;
import dev.limner.problem.Words;
import dev.limner.segment.LiveSegments;
import dev.limner.source.Mapping;
import dev.limner.trigger.Trigger;
import dev.limner.trigger.Trigger.Webhook;
import dev.limner.work.Reserve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A shop that collects, with a clock that a test sets, a receiver of webhooks, and restarts.
final class Running implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final Words TITLE = new Words("x", "x");

    private final Path folder;
    private final Map<String, String> rules;
    private final Collector.Limits limits;
    private final @Nullable String purpose;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final HttpServer receiver;
    /// What the receiver answers from now on.
    final AtomicInteger status = new AtomicInteger(204);

    /// What is free on the disk, in bytes.
    final AtomicLong free = new AtomicLong(1L << 40);

    final BlockingQueue<JsonNode> calls = new LinkedBlockingQueue<>();
    private Store store;
    private Collector collector;

    Running(Path folder, Map<String, String> rules) {
        this(folder, rules, new Collector.Limits(64 << 20, Duration.ofMillis(100), 1_000));
    }

    Running(Path folder, Map<String, String> rules, Collector.Limits limits) {
        this(folder, rules, limits, null);
    }

    /// @param purpose what the trigger is for
    Running(Path folder, Map<String, String> rules, Collector.Limits limits, @Nullable String purpose) {
        this.purpose = purpose;
        this.folder = folder;
        this.limits = limits;
        this.rules = new LinkedHashMap<>(rules);
        try {
            receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        receiver.createContext("/", call -> {
            int answer = status.get();
            calls.add(JsonMapper.shared().readTree(call.getRequestBody().readAllBytes()));
            call.sendResponseHeaders(answer, -1);
            call.close();
        });
        receiver.start();
        store = open();
        collector = start();
    }

    Store open() {
        return Store.open(folder, plan(), new Store.Limits(300, 2, new Reserve(1 << 20, _ -> free.get())));
    }

    private static TrackingPlan plan() {
        Map<String, PropertyEntry> properties = new LinkedHashMap<>();
        properties.put("item", new PropertyEntry(ValueType.TEXT, TITLE, null));
        properties.put("purpose", new PropertyEntry(ValueType.TEXT, TITLE, null));
        properties.put("amount", new PropertyEntry(ValueType.MONEY, TITLE, null));
        properties.put("city", new PropertyEntry(ValueType.TEXT, TITLE, null));
        properties.put("visits", new PropertyEntry(ValueType.INTEGER, TITLE, null));
        properties.put("likes", new PropertyEntry(ValueType.LIST, TITLE, null));
        Map<String, TypeEntry> types = new LinkedHashMap<>();
        types.put("product_viewed", new TypeEntry(TITLE, List.of("item")));
        types.put("purchase", new TypeEntry(TITLE, List.of("item", "amount")));
        types.put("consent_given", new TypeEntry(TITLE, List.of("purpose")));
        types.put("consent_withdrawn", new TypeEntry(TITLE, List.of("purpose")));
        types.put("traits", new TypeEntry(TITLE, List.of("city", "visits", "likes")));
        return new TrackingPlan(new TrackingPlan.File(types, properties));
    }

    private static Mapping mapping() {
        return new Mapping(
                "web",
                TITLE,
                null,
                null,
                new Mapping.Collect(List.of("key"), null),
                null,
                "Asia/Shanghai",
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private Rules rules() {
        Map<String, Source> sources = new LinkedHashMap<>();
        rules.forEach((id, rule) -> sources.put(id, Parser.parse(rule)));
        Trigger remind = new Trigger(
                "remind",
                TITLE,
                "tempted",
                null,
                30,
                purpose,
                null,
                new Webhook("http://127.0.0.1:" + receiver.getAddress().getPort() + "/remind", null),
                null);
        Lexicon lexicon = new Lexicon(store.plan(), new LocalClock(ZoneId.of("Asia/Shanghai")), Map.of(), sources);
        List<Needs> beside = new ArrayList<>(List.of(new Needs(
                List.of(store.plan().type("traits")),
                store.plan().type("traits").properties())));
        if (purpose != null) {
            beside.add(new Compiler(lexicon)
                    .asKnown()
                    .condition(Consents.condition(lexicon, new Asked(purpose, null)))
                    .plan()
                    .needs());
        }
        return new Rules(
                lexicon,
                InForce.NONE,
                Needs.union(beside),
                rules.keySet().stream()
                        .map(id -> new LiveSegments.Use(id, 1, false))
                        .toList(),
                Map.of("remind", remind));
    }

    private Collector start() {
        InstantSource source = now::get;
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return source.instant();
            }
        };
        return Collector.start(new Collector.Setup(
                store,
                new DuckDbEngine(store, 2),
                Map.of("web", mapping()),
                this::rules,
                clock,
                Collector.Wiring.of(Said::messages, System::getenv, limits)));
    }

    void restart() {
        restart(() -> {});
    }

    /// @param meanwhile what happens while the program does not run
    void restart(Runnable meanwhile) {
        collector.close();
        store.close();
        meanwhile.run();
        store = open();
        collector = start();
    }

    /// Lets a rule hold, new or edited.
    void define(String id, String rule) {
        rules.put(id, rule);
        collector.redefine();
    }

    void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /// Sends a body and waits until everything that came is stored.
    void send(String json) {
        try {
            collector.take(Said.delivery(now.get(), json));
        } catch (Intake.Overloaded e) {
            throw new AssertionError(e);
        }
        settle();
    }

    void settle() {
        until(() -> collector.isSettled());
    }

    static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it never came");
            }
            Thread.onSpinWait();
        }
    }

    Collector collector() {
        return collector;
    }

    Store store() {
        return store;
    }

    List<Event> events(String identifier) {
        int customer = customer(identifier);
        return new EventLog(store)
                .all(customer, store.plan().types(), Scope.asOf(now.get().plusSeconds(1)));
    }

    private int customer(String identifier) {
        return Objects.requireNonNull(store.customers().find(identifier));
    }

    boolean isIn(String segment, String identifier) {
        return collector.live().isMember(segment, customer(identifier));
    }

    @Override
    public void close() {
        collector.close();
        store.close();
        receiver.stop(0);
    }
}

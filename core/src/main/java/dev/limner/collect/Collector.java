package dev.limner.collect;

import dev.limner.engine.Engine;
import dev.limner.engine.duckdb.Arrivals;
import dev.limner.engine.duckdb.OutboxLog;
import dev.limner.engine.duckdb.Store;
import dev.limner.privacy.Bearing;
import dev.limner.problem.UserProblem;
import dev.limner.segment.LiveSegments;
import dev.limner.source.Mapping;
import dev.limner.trigger.Intent;
import dev.limner.trigger.Outlet;
import dev.limner.trigger.WebhookSender;
import dev.limner.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/// What collects while the program runs: takes deliveries into the journal, works them off, lets live
/// segments follow and triggers act.
///
/// A delivery is durable before it is acknowledged. Where a step fails, everything that follows from the
/// journal is made anew from the store, and it is tried again.
public final class Collector implements Intake, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Collector.class.getName());

    /// So many deliveries of unknown keys are kept for each start of the program.
    private static final long MOST_REFUSED = 10_000;

    /// How many milliseconds time stands still for live segments where nothing arrives.
    private static final long TICK = 100;

    private static final Duration CLOCK_STORED = Duration.ofSeconds(10);
    private static final Duration COMPACTED = Duration.ofMinutes(10);

    private final Setup setup;
    private final Path folder;
    private final Map<String, String> keys = new HashMap<>();
    private final Backlog backlog = new Backlog();
    private final Feed feed = new Feed();
    private final Journal journal;
    private final WebhookSender sender;
    private final Arrivals arrivals;
    private final Ports ports;
    private final List<Inlet> inlets = new ArrayList<>();
    private final Thread worker;
    private final Thread keeper;
    private volatile Reception reception;
    /// Whether a step failed, so that what it knows may be more than what is stored. Known to the worker alone.
    private boolean broken;

    private volatile boolean stopping;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean narrow;
    private volatile boolean full;
    private volatile boolean unseen;
    private volatile @Nullable Throwable failure;
    private final AtomicLong refused = new AtomicLong();
    private final LongAdder steps = new LongAdder();
    private final LongAdder stepNanos = new LongAdder();

    /// What collecting needs.
    ///
    /// @param mappings of the sources that are collected, by their names
    /// @param rules the definitions in force, asked for whenever it begins anew
    public record Setup(
            Store store,
            Engine engine,
            Map<String, Mapping> mappings,
            Supplier<Rules> rules,
            Clock clock,
            Wiring wiring) {
        public Setup {
            mappings = Map.copyOf(mappings);
        }
    }

    /// What whoever runs the program decides.
    ///
    /// @param decoder understands what clients send
    /// @param secrets finds a secret by the name that a definition gives it
    /// @param inlets opens what is read from elsewhere
    /// @param outlet takes what goes to topics
    public record Wiring(
            Decoder decoder,
            Function<String, @Nullable String> secrets,
            Limits limits,
            Inlet.Opening inlets,
            Outlet outlet) {
        /// Without anything but clients and webhooks.
        public static Wiring of(Decoder decoder, Function<String, @Nullable String> secrets, Limits limits) {
            return new Wiring(
                    decoder,
                    secrets,
                    limits,
                    (mapping, _) -> {
                        throw UserProblem.of(
                                UserProblem.Code.BAD_DEFINITION, mapping.source() + ": nothing here reads topics");
                    },
                    Outlet.NONE);
        }
    }

    /// How much it may take.
    ///
    /// @param backlogBytes what may wait to be worked off; more is refused for now
    /// @param fresh how often pages are told that there is more
    /// @param compactRows how many rows the delta has when it is sorted into the lake
    public record Limits(long backlogBytes, Duration fresh, long compactRows) {
        public static final Limits DEFAULTS = new Limits(64L << 20, Duration.ofSeconds(5), 500_000);
    }

    /// Begins to collect, after working off what the journal still has.
    public static Collector start(Setup setup) {
        return new Collector(setup);
    }

    private Collector(Setup setup) {
        this.setup = setup;
        folder = setup.store().folder().resolve("journal");
        setup.mappings().forEach((source, mapping) -> {
            Mapping.Collect collect = mapping.collect();
            if (collect != null) {
                collect.keys().forEach(key -> keys.put(key, source));
            }
        });
        arrivals = new Arrivals(setup.store());
        OutboxLog outbox = new OutboxLog(setup.store());
        sender = new WebhookSender(
                name -> setup.rules().get().triggers().get(name),
                setup.wiring().secrets(),
                outbox::note,
                setup.clock(),
                setup.wiring().outlet());
        journal = Journal.open(folder, arrivals.position(), backlog::add);
        reception = recovered();
        ports = new Ports(this, setup.clock(), reception.streams());
        worker = Thread.ofPlatform().name("collect").start(this::work);
        keeper = Thread.ofPlatform().name("collect-keep").start(this::keep);
        openInlets();
    }

    private void openInlets() {
        boolean opened = false;
        try {
            setup.mappings().values().stream()
                    .filter(Inlet::isRead)
                    .forEach(mapping -> inlets.add(setup.wiring().inlets().open(mapping, ports.of(mapping.source()))));
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /// Everything that follows from the store, and from what the journal has beyond it.
    private Reception recovered() {
        Instant now = setup.clock().instant();
        long durable = journal.end();
        Reception fresh = new Reception(
                setup.store(), setup.engine(), setup.mappings(), setup.rules().get(), feed, this::sendAll, now);
        long[] waiting = {0};
        long end = Journal.read(folder, fresh.position(), durable, record -> {
            take(fresh, record);
            waiting[0] += record.bytes().length;
            if (waiting[0] > 1 << 20) {
                fresh.step(fresh.live().clock());
                waiting[0] = 0;
            }
        });
        if (fresh.tick(fresh.live().clock())) {
            fresh.step(fresh.live().clock());
        }
        backlog.forget(end);
        arrivals.show();
        // also those of a step that was stored and then failed; the sender knows which are under way
        new OutboxLog(setup.store()).waiting().forEach(entry -> {
            Instant next = entry.nextAt();
            sender.send(entry.intent(), entry.attempts(), next == null ? now : next);
        });
        return fresh;
    }

    private void take(Reception into, Journal.Record record) {
        if (record.end() > into.position()) {
            Delivery delivery = Deliveries.delivery(record.bytes());
            into.take(delivery, messages(delivery), record.end());
        }
    }

    /// The messages of a delivery; one that breaks whoever reads it must not hold up all that come after it.
    private List<Message> messages(Delivery delivery) {
        try {
            return delivery.protocol() == Delivery.Protocol.STREAM
                    ? StreamMessages.of(
                            delivery,
                            setup.mappings().get(delivery.source()),
                            setup.wiring().decoder())
                    : setup.wiring().decoder().decode(delivery);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "a delivery cannot be read", e);
            String text = new String(delivery.body(), StandardCharsets.UTF_8);
            return List.of(new Message.Unreadable("unexpected", StringNode.valueOf(text)));
        }
    }

    private void sendAll(List<Intent> intents) {
        intents.forEach(intent -> sender.send(intent, 0, intent.at()));
    }

    // ---- Taking in

    @Override
    public @Nullable String source(String key) {
        return keys.get(key);
    }

    @Override
    public void take(Delivery delivery) throws Overloaded {
        if (narrow) {
            throw new Overloaded(60);
        }
        if (backlog.bytes() > setup.wiring().limits().backlogBytes()) {
            throw new Overloaded(2);
        }
        try {
            journal.append(Deliveries.bytes(delivery));
        } catch (UncheckedIOException e) {
            unwritten(e);
            throw new Overloaded(10);
        }
    }

    /// Notes that the disk takes nothing.
    private void unwritten(UncheckedIOException e) {
        if (!full) {
            full = true;
            LOG.log(System.Logger.Level.ERROR, "the journal cannot be written; nothing is taken meanwhile", e);
        }
    }

    @Override
    public void refuse(Delivery delivery, String reason) {
        boolean room = !narrow && backlog.bytes() < setup.wiring().limits().backlogBytes();
        if (refused.incrementAndGet() <= MOST_REFUSED && room) {
            try {
                journal.append(Deliveries.bytes(delivery.refused(reason)));
            } catch (UncheckedIOException e) {
                unwritten(e);
            }
        }
    }

    /// How many deliveries bore no known key, or could not be unpacked, since the program was started.
    public long refused() {
        return refused.get();
    }

    // ---- Working off

    private void work() {
        Instant stored = Instant.EPOCH;
        while (!stopping || backlog.bytes() > 0) {
            try {
                if (broken || reception.isOutdated()) {
                    reception = recovered();
                    broken = false;
                }
                Reception now = reception;
                for (Journal.Record record : backlog.take(TICK)) {
                    take(now, record);
                }
                Instant instant = setup.clock().instant();
                if (now.tick(instant) || instant.isAfter(stored.plus(CLOCK_STORED))) {
                    long begun = System.nanoTime();
                    now.step(instant);
                    stepNanos.add(System.nanoTime() - begun);
                    steps.increment();
                    stored = instant;
                    unseen = true;
                }
                failure = null;
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                fail(e);
            }
        }
    }

    private void fail(RuntimeException e) {
        failure = e;
        broken = true;
        LOG.log(System.Logger.Level.ERROR, "a step failed; it is tried again from what is stored", e);
        try {
            if (stop.await(1, TimeUnit.SECONDS)) {
                backlog.forget(Long.MAX_VALUE); // the journal has it still
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// What must be done now and then, beside the work.
    private void keep() {
        Instant shown = setup.clock().instant();
        Instant compacted = shown;
        while (!stopping) {
            try {
                if (stop.await(500, TimeUnit.MILLISECONDS)) {
                    return;
                }
                full = false;
                measure();
                Instant now = setup.clock().instant();
                if (unseen && now.isAfter(shown.plus(setup.wiring().limits().fresh()))) {
                    unseen = false;
                    shown = now;
                    arrivals.show();
                    journal.forget(arrivals.position());
                    boolean due = now.isAfter(compacted.plus(COMPACTED));
                    // a month is written anew before the old one goes: on a disk that is nearly full it waits
                    if (!narrow
                            && (due
                                    || arrivals.waiting()
                                            > setup.wiring().limits().compactRows())) {
                        compacted = now;
                        setup.store().compact(new Work());
                    }
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "keeping the store in order failed; it is tried again", e);
            }
        }
    }

    /// Looks how much of the disk is free.
    private void measure() {
        boolean was = narrow;
        narrow = setup.store().reserve().isBroken(folder);
        if (narrow != was) {
            LOG.log(
                    narrow ? System.Logger.Level.ERROR : System.Logger.Level.INFO,
                    narrow
                            ? "the disk is nearly full; nothing is taken until there is room"
                            : "the disk has room again; events are taken");
        }
    }

    // ---- Questions

    /// Who is in which segment right now.
    public LiveSegments live() {
        return reception.live();
    }

    /// Whether it goes on with what was in memory when the program last ended, rather than with what the store says.
    public boolean isResumed() {
        return reception.isResumed();
    }

    /// Whether it has ended.
    public boolean isClosed() {
        return stopping;
    }

    /// What arrives.
    public Feed feed() {
        return feed;
    }

    /// Why nothing is worked off at the moment; null where all is well.
    public @Nullable Throwable failure() {
        return failure;
    }

    /// How it goes, in numbers.
    ///
    /// @param waitingBytes durable and not worked off yet
    /// @param waiting deliveries of which they are
    /// @param oldest when the first of them was received; null where none waits
    /// @param steps since the program was started
    /// @param stepSeconds that they took together
    /// @param liveBytes what live segments keep in memory
    public record Figures(
            long waitingBytes, int waiting, @Nullable Instant oldest, long steps, double stepSeconds, long liveBytes) {}

    public Figures figures() {
        return new Figures(
                backlog.bytes(),
                backlog.size(),
                backlog.oldest(),
                steps.sum(),
                stepNanos.sum() / 1e9,
                reception.live().bytes());
    }

    /// How many bytes wait to be worked off.
    public long waiting() {
        return backlog.bytes();
    }

    /// Whether everything that was acknowledged is stored.
    public boolean isSettled() {
        return reception.stored() >= journal.end();
    }

    /// Whether the disk is nearly full, or just refused to be written, so that nothing is taken.
    public boolean isNarrow() {
        return narrow || full;
    }

    /// Forgets what is in memory of a customer who was erased: messages that were shown, calls that wait.
    public void forget(int customer, Bearing bearing) {
        feed.forget(seen -> seen.identifiers().stream().anyMatch(identifier -> bearing.isIn(identifier.value()))
                || bearing.isIn(String.valueOf(seen.raw())));
        sender.forget(customer);
    }

    /// Lets the definitions in force hold here too: exact once this returns.
    public void redefine() {
        reception.redefine(setup.rules().get(), setup.clock().instant());
    }

    /// Works off what has come, and ends.
    @Override
    public void close() {
        inlets.forEach(Inlet::close);
        journal.close();
        stopping = true;
        stop.countDown();
        try {
            worker.join();
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.close();
        keepMemory();
    }

    /// Spares the next start most of its work; where that fails, it works.
    private void keepMemory() {
        Reception last = reception;
        boolean isWhole = !broken && !last.isOutdated() && last.stored() >= journal.end() && !isNarrow();
        if (isWhole && !worker.isAlive()) {
            try {
                last.keep();
            } catch (IOException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "what is in memory cannot be kept; the next start takes longer",
                        e);
            }
        }
    }
}

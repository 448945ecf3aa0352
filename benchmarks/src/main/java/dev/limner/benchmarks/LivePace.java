package dev.limner.benchmarks;

import dev.limner.engine.Scope;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.HotEvent;
import dev.limner.history.LocalClock;
import dev.limner.history.TextTable;
import dev.limner.language.Parser;
import dev.limner.language.Source;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.segment.HotStudy;
import dev.limner.segment.LiveSegments;
import dev.limner.segment.MembershipStudy;
import dev.limner.source.EventBatch;
import dev.limner.work.Work;
import dev.limner.workspace.Workspace;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.roaringbitmap.RoaringBitmap;

/// How fast live segments take events of a store's customers, one after the other, each exact before the next, and in
/// batches: at the pace at which the store's own events came, so that as many memberships run out meanwhile as would.
///
/// The alternative is to ask the store for one customer's segments anew, which a system without hot state
/// does at
/// each event; it leaves out whoever changes by time alone.
final class LivePace {
    private static final Instant START =
            LocalDate.of(2025, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final long SEED = 20_250_101;
    /// As many as come with one request of a library that collects.
    private static final int BATCH = 100;
    private static final int WARM_UP_BATCHES = 200;

    private final Workspace workspace;
    private final TrackingPlan plan;
    private final Lexicon lexicon;
    private final List<LiveSegments.Use> uses;
    private final TextTable texts = new TextTable();
    private final AtomicLong crossings = new AtomicLong();
    private final RandomGenerator random = new SplittableRandom(SEED);
    private final Behaviour behaviour;
    private final EventBatch batch;
    private final int customers;
    private long pace;
    private long now = LocalClock.micros(START);

    LivePace(Workspace workspace, int definitions) {
        this.workspace = workspace;
        plan = workspace.store().plan();
        customers = workspace.store().customers().size();
        behaviour = new Behaviour(plan, SEED);
        batch = new EventBatch(plan);
        Map<String, Source> sources = new LinkedHashMap<>();
        Definitions.first(definitions)
                .forEach(each -> sources.put("segment-" + sources.size(), Parser.parse(each.text())));
        lexicon = new Lexicon(plan, workspace.clock(), Map.of(), sources);
        uses = sources.keySet().stream()
                .map(id -> new LiveSegments.Use(id, 1, false))
                .toList();
    }

    void measure(int warmUps, int events, int asked, Stopwatch stopwatch) throws Exception {
        LiveSegments live = new LiveSegments(
                lexicon,
                InForce.NONE,
                texts,
                needs -> HotStudy.load(workspace.engine(), needs, plan, texts, new Work()),
                this::everybody,
                _ -> crossings.incrementAndGet());
        stopwatch.once("switching on", () -> {
            live.start(uses, START);
            return live;
        });
        stopwatch.note("customers", customers);
        stopwatch.note("bytes a customer", (double) live.bytes() / customers);
        pace = 731L * LocalClock.MICROS_PER_DAY / (100L * customers);
        take(live, warmUps, 1);
        measure(live, events, 1, "", stopwatch);
        measure(live, events, BATCH, " in batches", stopwatch);
        alternative(asked, stopwatch);
    }

    /// @param together how many events are handed over together
    private void measure(LiveSegments live, int events, int together, String how, Stopwatch stopwatch)
            throws Exception {
        take(live, WARM_UP_BATCHES * together, together);
        crossings.set(0);
        double[][] micros = new double[1][];
        Contest.Cost cost = Contest.Cost.of(() -> micros[0] = take(live, events, together));
        Arrays.sort(micros[0]);
        int count = micros[0].length;
        stopwatch.note("events/s" + how, events / cost.seconds());
        stopwatch.note("events/CPU s" + how, events / cost.cpuSeconds());
        stopwatch.note("p50 us" + how, micros[0][count / 2]);
        stopwatch.note("p99 us" + how, micros[0][count * 99 / 100]);
        stopwatch.note("p99.9 us" + how, micros[0][count * 999 / 1000]);
        stopwatch.note("most us" + how, micros[0][count - 1]);
        stopwatch.note("crossings an event" + how, crossings.doubleValue() / events);
    }

    /// Takes events, and says of each batch how long it took until all memberships were what they are after it.
    private double[] take(LiveSegments live, int events, int together) {
        double[] micros = new double[events / together];
        for (int i = 0; i < micros.length; i++) {
            List<LiveSegments.Arrival> arrivals = new ArrayList<>(together);
            long begun = System.nanoTime();
            for (int event = 0; event < together; event++) {
                arrivals.add(arrival());
            }
            live.append(arrivals);
            micros[i] = (System.nanoTime() - begun) / 1e3;
        }
        return micros;
    }

    private LiveSegments.Arrival arrival() {
        now += pace;
        int customer = random.nextInt(customers);
        batch.clear();
        behaviour.event(batch, customer, now);
        return new LiveSegments.Arrival(customer, event(), LocalClock.instant(now));
    }

    private HotEvent event() {
        long[] values = new long[plan.ordinals()];
        Arrays.fill(values, History.MISSING);
        for (Property property : batch.properties()) {
            if (property.type().isText()) {
                String text = batch.texts(property)[0];
                values[property.ordinal()] = text == null ? History.MISSING : texts.code(text);
            } else {
                values[property.ordinal()] = batch.values(property)[0];
            }
        }
        return new HotEvent(
                batch.types[0].ordinal(),
                batch.at[0],
                batch.known[0],
                batch.idHigh[0] >>> 1,
                new HotEvent.Values(values));
    }

    private void alternative(int asked, Stopwatch stopwatch) throws Exception {
        Compiler compiler = new Compiler(lexicon);
        uses.forEach(use -> compiler.condition(lexicon.segment(use.id())));
        MembershipStudy study =
                new MembershipStudy(compiler.plan(), InForce.NONE, LocalClock.micros(START), Scope.Mode.AS_KNOWN);
        double[] micros = new double[asked];
        Contest.Cost cost = Contest.Cost.of(() -> {
            for (int i = 0; i < asked; i++) {
                RoaringBitmap one = RoaringBitmap.bitmapOf(random.nextInt(customers));
                Scope scope = new Scope(START, Scope.Mode.AS_KNOWN, null, one);
                long begun = System.nanoTime();
                workspace.engine().run(study, scope, new Work());
                micros[i] = (System.nanoTime() - begun) / 1e3;
            }
        });
        Arrays.sort(micros);
        stopwatch.note("asking the store, events/s", asked / cost.seconds());
        stopwatch.note("asking the store, events/CPU s", asked / cost.cpuSeconds());
        stopwatch.note("asking the store, p50 us", micros[asked / 2]);
        stopwatch.note("asking the store, p99 us", micros[asked * 99 / 100]);
    }

    private RoaringBitmap everybody() {
        return RoaringBitmap.bitmapOfRange(0, customers);
    }
}

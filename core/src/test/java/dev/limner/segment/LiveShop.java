package dev.limner.segment;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope.Mode;
import dev.limner.history.HotEvent;
import dev.limner.history.HotHistories;
import dev.limner.history.LocalClock;
import dev.limner.history.TextTable;
import dev.limner.language.Checker;
import dev.limner.language.Source;
import dev.limner.language.naive.Fact;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.Evaluation;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.language.plan.PlanReader;
import dev.limner.membership.Crossing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// A store in memory beside live segments: what it holds is what they must know, and what a fresh
/// evaluation of it says is
/// what they must say.
final class LiveShop {
    private final Map<Integer, List<Fact>> stored = new TreeMap<>();
    private final InForce inForce;
    private final Map<String, Evaluation> asked = new HashMap<>();
    private final Map<String, Plan> plans = new HashMap<>();
    private Lexicon lexicon;
    /// Happens while a definition's histories are being loaded, after the store was read.
    Runnable meanwhile = () -> {};

    final List<Crossing> crossings = new ArrayList<>();

    LiveShop(Lexicon lexicon, InForce inForce) {
        this.lexicon = lexicon;
        this.inForce = inForce;
    }

    Lexicon lexicon() {
        return lexicon;
    }

    /// Live segments that are switched on over what is stored now.
    LiveSegments live(List<String> ids, Instant instant) {
        TextTable texts = new TextTable();
        LiveSegments live =
                new LiveSegments(lexicon, inForce, texts, needs -> load(needs, texts), this::everybody, crossings::add);
        live.start(uses(ids), instant);
        return live;
    }

    /// Live segments that go on with what others knew when the program ended.
    LiveSegments resumed(LiveSegments live, List<String> ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextTable texts = new TextTable();
        LiveSegments next =
                new LiveSegments(lexicon, inForce, texts, needs -> load(needs, texts), this::everybody, crossings::add);
        try {
            live.save(new DataOutputStream(bytes));
            next.resume(
                    uses(ids),
                    SavedLive.read(
                            new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), lexicon.plan(), texts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return next;
    }

    static List<LiveSegments.Use> uses(List<String> ids) {
        return ids.stream().map(LiveShop::use).toList();
    }

    /// Segments whose ids begin so are tracked.
    static LiveSegments.Use use(String id) {
        return new LiveSegments.Use(id, 1, id.startsWith("tracked"));
    }

    private synchronized RoaringBitmap everybody() {
        RoaringBitmap all = new RoaringBitmap();
        stored.keySet().forEach(all::add);
        return all;
    }

    void define(LiveSegments live, String id, Source source, Instant instant) {
        live.define(use(id), source, instant);
        lexicon = lexicon.with(id, source);
        asked.clear();
        plans.clear();
    }

    private synchronized HotHistories load(Needs needs, TextTable texts) {
        HotHistories hot = new HotHistories(needs.properties(), lexicon.plan().known(), texts);
        List<Integer> types = needs.types().stream().map(type -> type.ordinal()).toList();
        stored.forEach((customer, facts) -> hot.put(
                customer,
                facts.stream()
                        .filter(fact -> types.contains(PlanReader.type(fact)))
                        .sorted(Fact.ORDER)
                        .map(fact -> event(fact, texts))
                        .toList()));
        meanwhile.run();
        return hot;
    }

    HotEvent event(Fact fact, TextTable texts) {
        return new HotEvent(
                PlanReader.type(fact),
                LocalClock.micros(fact.at()),
                LocalClock.micros(fact.known()),
                id(fact.id()),
                new HotEvent.Values(PlanReader.values(lexicon.plan(), fact, texts::code)));
    }

    /// The first eight letters, which order as the id does.
    private static long id(String id) {
        byte[] bytes = Arrays.copyOf(id.getBytes(StandardCharsets.UTF_8), 8);
        return java.nio.ByteBuffer.wrap(bytes).getLong() >>> 1;
    }

    void store(int customer, Fact fact) {
        stored.computeIfAbsent(customer, _ -> new ArrayList<>()).add(fact);
    }

    /// Stores a fact and tells live segments, at the instant at which it becomes known.
    void append(LiveSegments live, int customer, Fact fact) {
        append(live, customer, fact, fact.known());
    }

    synchronized void append(LiveSegments live, int customer, Fact fact, Instant instant) {
        store(customer, fact);
        live.append(customer, event(fact, live.texts()), instant);
    }

    void merge(LiveSegments live, int from, int into, Instant instant) {
        List<Fact> facts = stored.remove(from);
        if (facts != null) {
            facts.forEach(fact -> store(into, fact));
        }
        live.merge(from, into, instant);
    }

    /// Who is in, by a fresh evaluation of what is stored.
    RoaringBitmap members(Source source, Instant instant) {
        RoaringBitmap members = new RoaringBitmap();
        stored.keySet().stream()
                .filter(customer -> isMember(source, customer, instant, Mode.AS_KNOWN))
                .forEach(members::add);
        return members;
    }

    /// The customers with an event that was told by then.
    RoaringBitmap metBy(Instant instant) {
        RoaringBitmap met = new RoaringBitmap();
        stored.forEach((customer, facts) -> {
            if (facts.stream().anyMatch(fact -> !fact.known().isAfter(instant))) {
                met.add(customer);
            }
        });
        return met;
    }

    boolean isMember(Source source, int customer, Instant instant, Mode mode) {
        return open(source, customer, instant, mode).holds(0);
    }

    /// The values of a `for any` by which a customer is in.
    List<String> values(Source source, int customer, Instant instant, Mode mode) {
        return open(source, customer, instant, mode).values(0).stream().sorted().toList();
    }

    private Evaluation open(Source source, int customer, Instant instant, Mode mode) {
        Evaluation evaluation =
                asked.computeIfAbsent(source.text(), _ -> plan(source).evaluation(inForce));
        List<Fact> visible = Objects.requireNonNull(stored.get(customer)).stream()
                .filter(fact -> !fact.at().isAfter(instant)
                        && (mode == Mode.AS_CORRECTED || !fact.known().isAfter(instant)))
                .toList();
        evaluation.open(PlanReader.history(plan(source), visible), LocalClock.micros(instant), mode);
        return evaluation;
    }

    private Plan plan(Source source) {
        return plans.computeIfAbsent(
                source.text(),
                _ -> new Compiler(lexicon)
                        .condition(Checker.condition(source, lexicon))
                        .plan());
    }
}

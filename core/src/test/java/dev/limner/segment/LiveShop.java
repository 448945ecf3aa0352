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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// A store in memory beside live segments: what it holds is what they must know, and what a fresh evaluation of it says is
/// what they must say.
final class LiveShop {
    private final Map<Integer, List<Fact>> stored = new TreeMap<>();
    private final Lexicon lexicon;
    private final InForce inForce;
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

    static List<LiveSegments.Use> uses(List<String> ids) {
        return ids.stream().map(id -> new LiveSegments.Use(id, 1, false)).toList();
    }

    private RoaringBitmap everybody() {
        RoaringBitmap all = new RoaringBitmap();
        stored.keySet().forEach(all::add);
        return all;
    }

    private HotHistories load(Needs needs, TextTable texts) {
        HotHistories hot = new HotHistories(needs.properties(), lexicon.plan().known(), texts);
        List<Integer> types =
                needs.types().stream().map(type -> type.ordinal()).toList();
        stored.forEach((customer, facts) -> hot.put(
                customer,
                facts.stream()
                        .filter(fact -> types.contains(PlanReader.type(fact)))
                        .sorted(Fact.ORDER)
                        .map(fact -> event(fact, texts))
                        .toList()));
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

    void append(LiveSegments live, int customer, Fact fact, Instant instant) {
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
    RoaringBitmap members(Source source, Lexicon with, Instant instant) {
        Plan plan =
                new Compiler(with).condition(Checker.condition(source, with)).plan();
        Evaluation evaluation = plan.evaluation(inForce);
        RoaringBitmap members = new RoaringBitmap();
        stored.forEach((customer, facts) -> {
            List<Fact> known = facts.stream()
                    .filter(fact -> !fact.known().isAfter(instant) && !fact.at().isAfter(instant))
                    .toList();
            evaluation.open(PlanReader.history(plan, known), LocalClock.micros(instant), Mode.AS_KNOWN);
            if (evaluation.holds(0)) {
                members.add(customer);
            }
        });
        return members;
    }
}

package dev.limner.segment;

import dev.limner.engine.Needs;
import dev.limner.history.HotHistories;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.Evaluation;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Segments in use, compiled together.
final class LivePlan {
    private final List<LiveRule> rules;
    private final Map<String, LiveRule> byId = new HashMap<>();
    private final Plan plan;
    private final Needs needs;
    private final InForce inForce;
    private final BitSet types = new BitSet();
    private final int[] all;
    private final int[][] byType;
    /// By the places of segments, their numbers; -1 where no segment has the place.
    private final int[] byPlace;
    private final boolean[] valued;
    private final boolean clocked;
    private Map<String, RoaringBitmap> zones = new HashMap<>();

    /// @param beside what else the histories keep
    LivePlan(Lexicon lexicon, List<LiveRule> rules, InForce inForce, Needs beside) {
        this.rules = List.copyOf(rules);
        rules.forEach(rule -> byId.put(rule.use().id(), rule));
        clocked = rules.stream().anyMatch(rule -> rule.clock() != null);
        Compiler compiler = new Compiler(lexicon).asKnown();
        rules.forEach(rule -> compiler.condition(rule.checked()));
        plan = (clocked ? compiler.withZone() : compiler).plan();
        this.inForce = inForce;
        needs = Needs.union(List.of(plan.needs(), new Needs(beside.types(), beside.properties())));
        needs.types().forEach(type -> types.set(type.ordinal()));
        all = IntStream.range(0, rules.size()).toArray();
        byType = IntStream.range(0, types.length())
                .mapToObj(type -> IntStream.of(all)
                        .filter(rule -> rules.get(rule).reads(type))
                        .toArray())
                .toArray(int[][]::new);
        byPlace = new int[rules.stream().mapToInt(LiveRule::place).max().orElse(-1) + 1];
        Arrays.fill(byPlace, -1);
        valued = new boolean[all.length];
        for (int number : all) {
            byPlace[rules.get(number).place()] = number;
            valued[number] = plan.hasValues(number);
        }
    }

    List<LiveRule> rules() {
        return rules;
    }

    @Nullable
    LiveRule rule(String id) {
        return byId.get(id);
    }

    Needs needs() {
        return needs;
    }

    boolean reads(int type) {
        return types.get(type);
    }

    /// The numbers of all segments.
    int[] all() {
        return all;
    }

    /// The numbers of the segments of these places, as far as there are any, in order.
    int[] numbers(int[] places) {
        return IntStream.of(places)
                .filter(place -> place < byPlace.length && byPlace[place] >= 0)
                .map(place -> byPlace[place])
                .sorted()
                .toArray();
    }

    /// The places of all segments.
    BitSet places() {
        BitSet places = new BitSet();
        rules.forEach(rule -> places.set(rule.place()));
        return places;
    }

    /// The numbers of the segments that an event of a type can change.
    int[] reading(int type) {
        return type < byType.length ? byType[type] : new int[0];
    }

    /// One thread's way to ask them.
    Evaluation evaluation() {
        return plan.evaluation(inForce);
    }

    /// Whether a segment is a `for any`, which holds by values.
    boolean isValued(int number) {
        return valued[number];
    }

    /// Whether a segment has a part that the clock decides, so that it counts where customers live.
    boolean isClocked() {
        return clocked;
    }

    // ---- Zones, where a segment has a part that the clock decides

    /// Whether a customer is known to live in a zone already.
    boolean livesIn(int customer, String zone) {
        RoaringBitmap there = zones.get(zone);
        return there != null && there.contains(customer);
    }

    void settle(int customer, @Nullable String zone) {
        zones.values().forEach(of -> of.remove(customer));
        if (zone != null) {
            zones.computeIfAbsent(zone, _ -> new RoaringBitmap()).add(customer);
        }
    }

    /// Takes over where customers lived by what was saved.
    void settle(Map<String, RoaringBitmap> saved) {
        zones = new HashMap<>(saved);
    }

    /// Writes what is known by it.
    void save(long clock, HotHistories hot, RoaringBitmap existing, DueTimes due, DataOutput out) throws IOException {
        SavedLive.write(clock, this, hot, existing, zones, due, out);
    }

    /// Takes over where customers live from newly prepared segments, or from those in use before.
    void settleAs(LivePlan fresh, LivePlan before) {
        zones = fresh.clocked ? fresh.zones : before.zones;
    }

    /// The members of a segment at an instant, the clock's part included; a copy.
    RoaringBitmap members(LiveRule rule, long micros) {
        ClockPart clock = rule.clock();
        if (clock == null) {
            return rule.members().clone();
        }
        RoaringBitmap in = new RoaringBitmap();
        zones.forEach((zone, there) -> {
            if (clock.holds(zone, micros)) {
                in.or(RoaringBitmap.and(rule.members(), there));
            }
        });
        return in;
    }

    boolean isMember(LiveRule rule, int customer, long micros) {
        ClockPart clock = rule.clock();
        return rule.members().contains(customer)
                && (clock == null
                        || zones.entrySet().stream()
                                .anyMatch(zone ->
                                        zone.getValue().contains(customer) && clock.holds(zone.getKey(), micros)));
    }

    /// The numbers of those among the segments that depend on parameters of populations.
    List<String> dependingOnParameters() {
        List<String> ids = new ArrayList<>();
        rules.stream()
                .filter(LiveRule::usesParameters)
                .forEach(rule -> ids.add(rule.use().id()));
        return ids;
    }
}

package dev.limner.segment;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.history.History;
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
    /// More turns than any late event makes; who turns more often is said to have turned when it became
    /// known.
    private static final int MOST_TURNS = 4096;

    private final List<LiveRule> rules;
    private final Map<String, LiveRule> byId = new HashMap<>();
    private final Plan plan;
    private final Needs needs;
    private final InForce inForce;
    private final Asker asker;
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
        asker = new Asker();
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

    /// What becomes of one customer in one segment.
    ///
    /// @param values those by which the customer is in from now on
    record Change(LiveRule rule, int number, boolean in, List<String> values) {}

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

    /// The part of a history that segments of these numbers look at as of an instant; null for all of it.
    HotHistories.@Nullable Wanted wanted(int[] numbers, long micros) {
        if (clocked) {
            return null; // each event may tell of a zone
        }
        BitSet read = new BitSet();
        BitSet valued = new BitSet();
        long since = Long.MAX_VALUE;
        for (int number : numbers) {
            LiveRule rule = rules.get(number);
            read.or(rule.types());
            valued.or(rule.valued());
            since = Math.min(since, rule.since(micros));
        }
        return new HotHistories.Wanted(read, valued, since);
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

    /// One more way to ask, for one thread, while nobody changes who is in.
    Asker asker() {
        return new Asker();
    }

    /// Adds to `changes` what changes of a customer, as [Asker#ask] says.
    void ask(History history, long micros, int[] numbers, int news, List<Change> changes, DueTimes due) {
        asker.ask(history, micros, numbers, news, changes, due::set);
    }

    /// The same by what is [#wanted] of a history alone; false where that does not suffice, and all must be asked
    /// again of the whole.
    boolean askPart(History part, long micros, int[] numbers, List<Change> changes, DueTimes due) {
        return asker.askPart(part, micros, numbers, changes, due::set);
    }

    /// One thread's view of the segments.
    final class Asker {
        private final Evaluation evaluation = plan.evaluation(inForce);

        private Asker() {}

        /// Adds to `changes` what changes of a customer as of an instant in the segments of these numbers, and
        /// notes until when nothing else does in them without a new event.
        ///
        /// @param news the event that alone has come since they were last asked, so that those it cannot
        /// change are left out; -1 where more has happened
        void ask(History history, long micros, int[] numbers, int news, List<Change> changes, DueTimes.Taker due) {
            evaluation.open(history, micros, Scope.Mode.AS_KNOWN);
            BitSet concerned = news < 0 ? null : evaluation.concerned(news);
            int[] asked = concerned == null
                    ? numbers
                    : IntStream.of(numbers).filter(concerned::get).toArray();
            askEach(history.customer(), micros, asked, changes, due);
        }

        private boolean askPart(History part, long micros, int[] numbers, List<Change> changes, DueTimes.Taker due) {
            evaluation.openPart(part, micros, Scope.Mode.AS_KNOWN);
            askEach(part.customer(), micros, numbers, changes, due);
            return !evaluation.hasMissed();
        }

        private void askEach(int customer, long micros, int[] numbers, List<Change> changes, DueTimes.Taker due) {
            for (int number : numbers) {
                LiveRule rule = rules.get(number);
                // a `for any` holds where there are values
                List<String> values = valued[number] ? sorted(evaluation.values(number)) : List.of();
                boolean in = valued[number] ? !values.isEmpty() : evaluation.holds(number);
                boolean was = rule.members().contains(customer);
                if (in != was || (in && valued[number] && !values.equals(rule.values(customer)))) {
                    changes.add(new Change(rule, number, in, values));
                }
                due.set(customer, rule.place(), Math.max(evaluation.until(number, in), micros + 1));
            }
        }

        /// The zone of the customer that was asked about last; null where none counts.
        @Nullable
        String zone() {
            return clocked ? evaluation.zone() : null;
        }
    }

    /// What changes where a customer is no more.
    void askNobody(int customer, List<Change> changes) {
        for (int number : all) {
            if (rules.get(number).members().contains(customer)) {
                changes.add(new Change(rules.get(number), number, false, List.of()));
            }
        }
    }

    private static List<String> sorted(List<String> values) {
        return values.size() < 2 ? values : values.stream().sorted().toList();
    }

    // ---- Zones, where a segment has a part that the clock decides

    /// The zone of the customer that was asked about last; null where none counts.
    @Nullable
    String zone() {
        return asker.zone();
    }

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

    // ---- In hindsight

    /// Since when, by all that is known now, a customer is in a segment (by a value) or out of it, but not
    /// from before
    /// `from`.
    long since(History history, int number, boolean in, @Nullable String value, long from, long micros) {
        boolean was = isIn(history, number, value, from);
        long since = from;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            long next = asker.evaluation.until(number);
            if (next > micros) {
                return was == in ? since : micros;
            }
            boolean now = isIn(history, number, value, next);
            since = now == was ? since : next;
            was = now;
        }
        return micros;
    }

    private boolean isIn(History history, int number, @Nullable String value, long at) {
        asker.evaluation.open(history, at, Scope.Mode.AS_CORRECTED);
        return value == null
                ? asker.evaluation.holds(number)
                : asker.evaluation.values(number).contains(value);
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

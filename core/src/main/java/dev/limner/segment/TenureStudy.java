package dev.limner.segment;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.plan.Evaluation;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Plan;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Since when one customer has been in each segment or out of it, and until when time alone leaves it so.
/// Run it within that one customer.
///
/// Found by asking the plan: back from event to event, and between two of them from one instant at which
/// the answer may change to the next, up to the last instant at which it was another one. So it is what is
/// known today, and parameters of populations are those in force at the instant asked for.
public final class TenureStudy implements Study<TenureStudy.Tenures> {
    /// So many instants are looked at, each with all events, before it is given up.
    private static final long MOST_LOOKS = 20_000_000;

    private static final int MOST_INSTANTS = 20_000;
    private static final int MOST_AHEAD = 2_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final Plan plan;
    private final InForce inForce;
    private final long micros;
    private final List<EventType> existing;
    private final boolean members;

    /// @param members whether only conditions that hold are told of
    /// @param micros the instant asked for, in microseconds since 1970
    /// @param existing whoever has no event of these types does not exist yet
    public TenureStudy(Plan plan, InForce inForce, long micros, List<EventType> existing, boolean members) {
        this.plan = plan;
        this.inForce = inForce;
        this.micros = micros;
        this.existing = List.copyOf(existing);
        this.members = members;
    }

    /// One membership, or the lack of one.
    ///
    /// @param condition its number in the plan
    /// @param since the instant at which it began; null where that is more than can be looked through
    /// @param until the instant at which it ends where nothing else happens; null where it does not, or not in
    /// sight
    public record Tenure(
            int condition,
            boolean holds,
            @Nullable Instant since,
            @Nullable Instant until) implements Serializable {}

    /// What was found, by condition.
    public static final class Tenures implements Serializable {
        private final ArrayList<Tenure> all = new ArrayList<>();

        public List<Tenure> all() {
            return List.copyOf(all);
        }
    }

    @Override
    public Needs needs() {
        return Needs.union(List.of(plan.needs(), new Needs(existing, List.of())));
    }

    @Override
    public Tenures start() {
        return new Tenures();
    }

    @Override
    public void add(Tenures tenures, History history) {
        Evaluation evaluation = plan.evaluation(inForce);
        long[] instants = instants(history);
        if (instants.length == 0) {
            return;
        }
        for (int condition = 0; condition < plan.conditions(); condition++) {
            evaluation.open(history, micros, Scope.Mode.AS_CORRECTED);
            boolean holds = evaluation.holds(condition);
            if (holds || !members) {
                Looking looking = new Looking(evaluation, history, condition, holds);
                tenures.all.add(new Tenure(condition, holds, looking.since(instants), looking.until()));
            }
        }
    }

    @Override
    public Tenures merge(Tenures left, Tenures right) {
        left.all.addAll(right.all);
        left.all.sort(Comparator.comparingInt(Tenure::condition));
        return left;
    }

    /// The instants of events, ascending and each once, from the one on that makes the customer exist.
    private long[] instants(History history) {
        int[] ordinals = existing.stream().mapToInt(EventType::ordinal).sorted().toArray();
        int first = 0;
        while (first < history.size()
                && history.at(first) <= micros
                && Arrays.binarySearch(ordinals, history.type(first)) < 0) {
            first++;
        }
        long[] instants = new long[history.size() - first];
        int size = 0;
        for (int event = first; event < history.size() && history.at(event) <= micros; event++) {
            if (size == 0 || instants[size - 1] != history.at(event)) {
                instants[size++] = history.at(event);
            }
        }
        return Arrays.copyOf(instants, size);
    }

    /// A search through the instants of one condition for those at which its answer is the one of now.
    private final class Looking {
        private final Evaluation evaluation;
        private final History history;
        private final int condition;
        private final boolean answer;
        private long left;

        Looking(Evaluation evaluation, History history, int condition, boolean answer) {
            this.answer = answer;
            this.evaluation = evaluation;
            this.history = history;
            this.condition = condition;
            this.left = Math.min(MOST_INSTANTS, MOST_LOOKS / Math.max(1, history.size()));
        }

        private boolean isSo(long instant) {
            left--;
            evaluation.open(history, instant, Scope.Mode.AS_CORRECTED);
            return evaluation.holds(condition) == answer;
        }

        @Nullable
        Instant since(long[] instants) {
            long found = micros;
            long end = micros;
            for (int i = instants.length - 1; i >= 0; i--) {
                long began = began(instants[i], end);
                if (left < 0) {
                    return null;
                }
                if (began == NEVER) {
                    return LocalClock.instant(found);
                }
                found = began;
                if (began > instants[i]) {
                    return LocalClock.instant(found);
                }
                end = instants[i] - 1;
            }
            return LocalClock.instant(found);
        }

        /// Where the last stretch began on which it is so until `end`, no earlier than `start`; [#NEVER] where
        /// it is not so at `end`. No event lies between the two.
        private long began(long start, long end) {
            boolean in = isSo(start);
            long began = in ? start : NEVER;
            for (long next = evaluation.until(condition);
                    next <= end && left >= 0;
                    next = evaluation.until(condition)) {
                boolean now = isSo(next);
                if (now != in) {
                    began = now ? next : NEVER;
                }
                in = now;
            }
            return began;
        }

        @Nullable
        Instant until() {
            left = Math.min(MOST_AHEAD, MOST_LOOKS / Math.max(1, history.size()));
            evaluation.open(history, micros, Scope.Mode.AS_CORRECTED);
            for (long next = evaluation.until(condition);
                    next != Long.MAX_VALUE && left >= 0;
                    next = evaluation.until(condition)) {
                if (!isSo(next)) {
                    return LocalClock.instant(next);
                }
            }
            return null;
        }
    }
}

package dev.limner.language.plan;

import dev.limner.engine.Scope;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.HistoryDraft;
import dev.limner.history.LocalClock;
import dev.limner.language.plan.Change.Wanted;
import dev.limner.language.plan.Proposals.Proposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The search for the nearest change that flips an answer: every change is tried out by asking again.
final class Nearest {
    /// What happens later is not looked at.
    private static final long HORIZON = 3_653 * LocalClock.MICROS_PER_DAY;

    private static final int STEPS = 2_000;
    private static final int STEPS_TO_A_DEADLINE = 200;
    private static final int SAMPLES = 50;
    private static final int MOST_EVENTS = 1_024;

    /// How many of the same event are tried one by one.
    private static final int FEW_EVENTS = 12;

    private static final int PER_EVENT = 10;
    private static final int TRAIT = 12;
    private static final int WAITING = 5;
    private static final int WITHOUT = 100;
    private static final int EARLIER = 1_000;

    private final Question question;
    private final Occasions occasions;
    private final boolean answer;

    Nearest(Question question, Occasions occasions) {
        this.question = question;
        this.occasions = occasions;
        this.answer = question.holdsWithout(new java.util.BitSet());
    }

    @Nullable
    Change find(Collection<Proposal> proposals, Removal removal) {
        Change best = later();
        for (Proposal proposal : proposals) {
            if (proposal.trait()) {
                best = nearer(best, trait(proposal));
            }
        }
        for (Proposal proposal : proposals) {
            if (!proposal.trait()) {
                best = nearer(best, more(proposal, best == null ? Integer.MAX_VALUE : best.cost()));
            }
        }
        if (removal instanceof Removal.Flips(var events, var _)) {
            best = nearer(best, new Change.Fewer(events, WITHOUT + PER_EVENT * events.size()));
        }
        return best == null ? earlier() : best;
    }

    private static @Nullable Change nearer(@Nullable Change best, @Nullable Change other) {
        return best == null || (other != null && other.cost() < best.cost()) ? other : best;
    }

    // ---- By time alone

    private @Nullable Change later() {
        long flip = flip(occasions.kept(), question.micros(), !answer);
        if (flip == Long.MAX_VALUE) {
            return null;
        }
        long back = flip(occasions.kept(), flip, answer);
        return new Change.Later(LocalClock.instant(flip), instant(back), WAITING + days(flip - question.micros()));
    }

    /// The first instant after another one at which the answer is `wanted`; [Long#MAX_VALUE] where there is
    /// none
    /// near.
    private long flip(History history, long from, boolean wanted) {
        long t = from;
        for (int step = 0; step < STEPS; step++) {
            long next = until(history, t);
            if (next - question.micros() > HORIZON || next == Long.MAX_VALUE) {
                return Long.MAX_VALUE;
            }
            t = next;
            if (holds(history, t) == wanted) {
                return t;
            }
        }
        return Long.MAX_VALUE;
    }

    private @Nullable Change earlier() {
        History history = question.history();
        if (history.size() == 0) {
            return null;
        }
        long[] days = {1, 30, 365};
        for (int i = 0; i <= days.length; i++) {
            long start = i < days.length ? question.micros() - days[i] * LocalClock.MICROS_PER_DAY : history.at(0) - 1;
            long since = since(history, start);
            if (since > start) {
                return new Change.Earlier(LocalClock.instant(since), EARLIER + days(question.micros() - since));
            }
        }
        return null;
    }

    /// Since when the answer is as it is; `start` where it was so all the time, or where too much happened.
    private long since(History history, long start) {
        long t = start;
        long since = start;
        boolean before = holds(history, t);
        for (int step = 0; step < STEPS; step++) {
            long next = until(history, t);
            if (next > question.micros()) {
                return before == answer ? since : start;
            }
            t = next;
            boolean now = holds(history, t);
            since = now == before ? since : t;
            before = now;
        }
        return start;
    }

    // ---- By something that happens

    private @Nullable Change trait(Proposal proposal) {
        long t = question.micros();
        if (!flips(proposal, 1, t)) {
            return null;
        }
        List<Change.Given> said = proposal.events().getFirst().properties();
        Change.Given given = said.getFirst();
        return new Change.Trait(
                given.property(),
                new Told(given.type(), given.value()),
                said.size() > 1 ? said.getLast().value() : null,
                before(proposal, 1),
                until(proposal, 1),
                TRAIT);
    }

    private @Nullable Change more(Proposal proposal, int below) {
        int each = PER_EVENT * proposal.events().size();
        int most = Math.min(MOST_EVENTS, (below - 1) / each);
        int times = 1;
        while (times <= Math.min(most, FEW_EVENTS) && !flips(proposal, times, question.micros())) {
            times++;
        }
        if (times > FEW_EVENTS) {
            times = many(proposal, most);
        }
        if (times > most) {
            return null;
        }
        return new Change.More(proposal.events(), times, before(proposal, times), until(proposal, times), each * times);
    }

    /// How many are needed, where more than a few are; more than `most` where that does not help.
    private int many(Proposal proposal, int most) {
        int high = FEW_EVENTS;
        int low;
        do {
            low = high;
            high = Math.min(most, high * 2);
            if (high <= low) {
                return most + 1;
            }
        } while (!flips(proposal, high, question.micros()));
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (flips(proposal, middle, question.micros())) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean flips(Proposal proposal, int times, long at) {
        History changed = occasions.with(proposal.events(), times, at);
        return changed != null && holds(changed, at) != answer;
    }

    private @Nullable Instant until(Proposal proposal, int times) {
        History changed = occasions.with(proposal.events(), times, question.micros());
        return changed == null ? null : instant(flip(changed, question.micros(), answer));
    }

    /// The first instant at which the same would not flip the answer any more.
    private @Nullable Instant before(Proposal proposal, int times) {
        long end = question.micros() + HORIZON;
        long t = question.micros();
        for (int step = 0; step < STEPS_TO_A_DEADLINE && t < end; step++) {
            History changed = occasions.with(proposal.events(), times, t);
            long next = Math.min(end, until(occasions.kept(), t));
            next = changed == null ? next : Math.min(next, until(changed, t));
            if (!flips(proposal, times, next - 1)) {
                return LocalClock.instant(deadline(proposal, times, t, next - 1));
            }
            if (next < end && !flips(proposal, times, next)) {
                return LocalClock.instant(next);
            }
            t = next;
        }
        // too much flips on the way for every instant to be tried
        for (int i = 1; i <= SAMPLES; i++) {
            long sample = t + (end - t) / SAMPLES * i;
            if (!flips(proposal, times, sample)) {
                return LocalClock.instant(t);
            }
        }
        return null;
    }

    private long deadline(Proposal proposal, int times, long flipping, long not) {
        long left = flipping;
        long right = not;
        while (right - left > 1) {
            long middle = left + (right - left) / 2;
            if (flips(proposal, times, middle)) {
                left = middle;
            } else {
                right = middle;
            }
        }
        return right;
    }

    private boolean holds(History history, long at) {
        question.evaluation().open(history, at, question.mode());
        return question.evaluation().holds(0);
    }

    private long until(History history, long at) {
        question.evaluation().open(history, at, question.mode());
        return question.evaluation().until(0);
    }

    private static int days(long micros) {
        return (int) Math.min(1_000_000, Math.ceilDiv(micros, LocalClock.MICROS_PER_DAY));
    }

    private static @Nullable Instant instant(long micros) {
        return micros == Long.MAX_VALUE ? null : LocalClock.instant(micros);
    }

    /// Histories with events that did not happen.
    static final class Occasions {
        private final TrackingPlan plan;
        private final HistoryDraft draft;

        Occasions(TrackingPlan plan, HistoryDraft draft) {
            this.plan = plan;
            this.draft = draft;
        }

        /// Of what is visible at the instant of a question.
        static Occasions of(Question question, TrackingPlan plan) {
            Frame frame = question.evaluation().root();
            frame.open(question.history(), question.micros(), question.mode());
            int[] visible = java.util.Arrays.copyOf(frame.universe(), frame.size());
            Property known = question.mode() == Scope.Mode.AS_KNOWN ? plan.known() : null;
            return new Occasions(plan, new HistoryDraft(question.history(), visible, known));
        }

        History kept() {
            return draft.kept();
        }

        /// These events one after another, so many times, all at an instant; null where a value is none
        /// that its
        /// property can have.
        @Nullable
        History with(List<Wanted> wanted, int times, long at) {
            List<HistoryDraft.Event> events = new ArrayList<>();
            for (int time = 1; time <= times; time++) {
                for (Wanted each : wanted) {
                    events.add(event(each, time, at));
                }
            }
            try {
                return draft.with(events);
            } catch (IllegalArgumentException _) {
                return null;
            }
        }

        private HistoryDraft.Event event(Wanted wanted, int time, long at) {
            var type = plan.type(wanted.type());
            java.util.Map<Property, String> values = new java.util.HashMap<>();
            wanted.properties().forEach(given -> {
                Property property = java.util.Objects.requireNonNull(
                        dev.limner.language.Carried.property(plan, List.of(type), given.property()));
                values.put(
                        property,
                        given.value() == null ? fresh(property, given.differing() ? time : 1) : given.value());
            });
            return new HistoryDraft.Event(type, at, values);
        }

        /// A value that the customer has not had yet.
        private static String fresh(Property property, int time) {
            return switch (property.type()) {
                case TEXT -> "\u0000" + time;
                case NUMBER, INTEGER, MONEY -> Integer.toString(100_000_000 + time);
                case BOOLEAN -> Boolean.toString(time % 2 == 0);
                case INSTANT -> LocalClock.instant(time).toString();
                case DATE -> java.time.LocalDate.ofEpochDay(time).toString();
                case LIST -> dev.limner.event.Lists.encode(List.of("\u0000" + time));
            };
        }
    }
}

package dev.limner.segment;

import dev.limner.engine.Scope;
import dev.limner.history.History;
import dev.limner.history.HotHistories;
import dev.limner.history.LocalClock;
import dev.limner.language.plan.Evaluation;
import dev.limner.membership.Crossing;
import dev.limner.membership.Crossing.Cause;
import dev.limner.segment.Found.Change;
import dev.limner.segment.Turn.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One thread's way to ask segments about customers, and to note until when nothing else changes without a new event.
/// Nothing but that may change meanwhile.
final class Asker {
    /// More turns than any late event makes; who turns more often is said to have turned when it became known.
    private static final int MOST_TURNS = 4096;

    /// Windows only move forwards, so that what was said before is good, but for some events that need not be read.
    private static final long GOOD_FOR = LocalClock.MICROS_PER_DAY / 4;

    private final LivePlan plan;
    private final List<LiveRule> rules;
    private final DueTimes due;
    private final boolean tells;
    private final Evaluation evaluation;
    private final HotHistories.View histories;
    /// By segment: before when it reads no event, and as of when that was found out.
    private final long[] since;
    private final long[] sinceOf;

    /// @param tells whether somebody is told of what changes
    Asker(LivePlan plan, HotHistories hot, DueTimes due, boolean tells) {
        this.plan = plan;
        this.due = due;
        this.tells = tells;
        rules = plan.rules();
        evaluation = plan.evaluation();
        histories = hot.view();
        since = new long[rules.size()];
        sinceOf = new long[rules.size()];
        Arrays.fill(sinceOf, Long.MAX_VALUE);
    }

    /// Asks about a customer who is held, if anybody.
    Found ask(Turn turn) {
        List<Change> changes = new ArrayList<>(0);
        boolean isDone = turn.reason().cause() == Cause.CLOCK && askPart(turn, changes);
        String zone = isDone ? null : askWhole(turn, changes);
        return new Found(turn, changes, crossings(turn, changes), zone);
    }

    /// What becomes of a customer who is no more.
    Found askNobody(Turn turn) {
        List<Change> changes = new ArrayList<>();
        for (int number : plan.all()) {
            if (rules.get(number).members().contains(turn.customer())) {
                changes.add(new Change(rules.get(number), number, false, List.of()));
            }
        }
        due.never(turn.customer());
        return new Found(turn, changes, crossings(turn, changes), null);
    }

    // ---- Asking

    /// Returns the customer's zone; null where none counts.
    private @Nullable String askWhole(Turn turn, List<Change> changes) {
        History history = histories.history(turn.customer());
        evaluation.open(history, turn.micros(), Scope.Mode.AS_KNOWN);
        int news = news(history, turn.reason());
        BitSet concerned = news < 0 ? null : evaluation.concerned(news);
        int[] asked = concerned == null
                ? turn.numbers()
                : IntStream.of(turn.numbers()).filter(concerned::get).toArray();
        askEach(turn, asked, changes);
        return plan.isClocked() ? evaluation.zone() : null;
    }

    /// Asks by that part of the history alone that is mostly looked at; false where that does not suffice.
    private boolean askPart(Turn turn, List<Change> changes) {
        if (plan.isClocked()) {
            return false; // each event may tell of a zone
        }
        History part = histories.history(turn.customer(), wanted(turn.numbers(), turn.micros()));
        evaluation.openPart(part, turn.micros(), Scope.Mode.AS_KNOWN);
        askEach(turn, turn.numbers(), changes);
        if (evaluation.hasMissed()) {
            changes.clear();
            return false;
        }
        return true;
    }

    private void askEach(Turn turn, int[] numbers, List<Change> changes) {
        int customer = turn.customer();
        for (int number : numbers) {
            LiveRule rule = rules.get(number);
            boolean isValued = plan.isValued(number);
            // a `for any` holds where there are values
            List<String> values = isValued ? sorted(evaluation.values(number)) : List.of();
            boolean in = isValued ? !values.isEmpty() : evaluation.holds(number);
            boolean was = rule.members().contains(customer);
            if (in != was || (in && isValued && !values.equals(rule.values(customer)))) {
                changes.add(new Change(rule, number, in, values));
            }
            due.set(customer, rule.place(), Math.max(evaluation.until(number, in), turn.micros() + 1));
        }
    }

    private static List<String> sorted(List<String> values) {
        return values.size() < 2 ? values : values.stream().sorted().toList();
    }

    /// The event that has just been added at the end; -1 where it was added in between, or something else
    /// happened.
    private static int news(History history, Reason reason) {
        int last = history.size() - 1;
        boolean isLast = last == 0 || (last > 0 && history.at(last - 1) < history.at(last));
        return reason.event() != null
                        && isLast
                        && history.at(last) == reason.event().at()
                ? last
                : -1;
    }

    /// The part of a history that segments of these numbers mostly look at as of an instant.
    private HotHistories.Wanted wanted(int[] numbers, long micros) {
        BitSet types = new BitSet();
        BitSet valued = new BitSet();
        long earliest = Long.MAX_VALUE;
        for (int number : numbers) {
            LiveRule rule = rules.get(number);
            types.or(rule.types());
            valued.or(rule.valued());
            earliest = Math.min(earliest, since(number, micros));
        }
        return new HotHistories.Wanted(types, valued, earliest);
    }

    private long since(int number, long micros) {
        if (micros < sinceOf[number] || micros > sinceOf[number] + GOOD_FOR) {
            sinceOf[number] = micros;
            since[number] = rules.get(number).since(micros);
        }
        return since[number];
    }

    // ---- Telling

    private List<Crossing> crossings(Turn turn, List<Change> changes) {
        if (!tells || changes.isEmpty()) {
            return List.of();
        }
        List<Crossing> crossings = new ArrayList<>(changes.size());
        for (Change change : changes) {
            crossings.addAll(
                    Edits.of(change, turn.customer(), (in, value) -> moment(change.number(), in, value, turn)));
        }
        return crossings;
    }

    private Crossing.Moment moment(int number, boolean in, @Nullable String value, Turn turn) {
        Reason reason = turn.reason();
        long effective = reason.cause() == Cause.EVENT && reason.from() < reason.at()
                ? effective(number, in, value, turn)
                : reason.from();
        return new Crossing.Moment(LocalClock.instant(reason.at()), LocalClock.instant(effective), reason.cause());
    }

    /// Since when, by all that is known now, a customer is in a segment (by a value) or out of it, but not from before
    /// what happened.
    private long effective(int number, boolean in, @Nullable String value, Turn turn) {
        long from = turn.reason().from();
        long micros = turn.reason().at();
        History history = histories.history(turn.customer());
        boolean was = isIn(history, number, value, from);
        long found = from;
        for (int i = 0; i < MOST_TURNS; i++) {
            long next = evaluation.until(number);
            if (next > micros) {
                return was == in ? found : micros;
            }
            boolean now = isIn(history, number, value, next);
            found = now == was ? found : next;
            was = now;
        }
        return micros;
    }

    private boolean isIn(History history, int number, @Nullable String value, long at) {
        evaluation.open(history, at, Scope.Mode.AS_CORRECTED);
        return value == null
                ? evaluation.holds(number)
                : evaluation.values(number).contains(value);
    }
}

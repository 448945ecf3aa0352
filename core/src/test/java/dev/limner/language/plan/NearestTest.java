package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Cases;
import dev.limner.language.Printer;
import dev.limner.language.Type;
import dev.limner.language.naive.RandomQuestions;
import dev.limner.language.plan.Change.Given;
import dev.limner.language.plan.Change.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The nearest change that flips an answer.
class NearestTest {
    private static final int QUESTIONS = Integer.getInteger("limner.nearest", 400);
    private static final long SEED = Long.getLong("limner.seed", 20261125);

    @Test
    void oneMoreEventIsEnoughBeforeTheOldestLeavesTheWindow() {
        Change change = nearest("""
            - name: beauty
              at: 2026-03-28T12:00
              events:
                - {at: 2026-03-03T09:00, type: purchase, category: beauty}
                - {at: 2026-03-11T09:00, type: purchase, category: beauty}
              expression: "count(purchase where category = 'beauty' in last 1 month) >= 3"
              expected: false
            """);
        assertThat(change)
                .isEqualTo(new Change.More(
                        List.of(new Wanted("purchase", List.of(new Given("category", Type.TEXT, "beauty")))),
                        1,
                        Instant.parse("2026-04-03T09:00:00Z"),
                        Instant.parse("2026-04-03T09:00:00Z"),
                        10));
    }

    @Test
    void anAbsenceComesByWaiting() {
        Change change = nearest("""
            - name: absent
              at: 2026-03-31T12:00
              events: [{at: 2026-03-01T12:00, type: purchase}]
              expression: "no purchase in last 31 days"
              expected: false
            """);
        assertThat(change).isEqualTo(new Change.Later(Instant.parse("2026-04-01T12:00:00Z"), null, 6));
    }

    @Test
    void aTraitGetsAnotherValue() {
        Change change = nearest("""
            - name: age
              at: 2026-03-31T12:00
              events: [{at: 2026-03-01T12:00, type: traits, age: 36}]
              expression: "age between 25 and 35"
              expected: false
            """);
        assertThat(change).isEqualTo(new Change.Trait("age", new Told(Type.NUMBER, "25"), "till", null, null, 12));
    }

    @Test
    void anAmountThatIsMissingIsAskedFor() {
        Change change = nearest("""
            - name: spend
              at: 2026-03-31T12:00
              events: [{at: 2026-03-01T12:00, type: purchase, amount: "4000"}]
              expression: "sum(purchase.amount in last 365 days) > 5000"
              expected: false
            """);
        assertThat(change).isInstanceOf(Change.More.class);
        assertThat(more(change).events().getFirst().properties())
                .containsExactly(new Given("amount", Type.MONEY, "1001"));
        assertThat(more(change).before()).isEqualTo("2027-03-01T12:00:00Z");
    }

    @Test
    void theStepsOfASequenceThatAreMissingAreAskedFor() {
        Change change = nearest("""
            - name: visit
              at: 2026-05-08T00:00:00Z
              events: [{at: 2026-05-06T10:00:00Z, type: view, channel: app}]
              expression: "sequence(view where channel = 'app' then visit where channel = 'store' within 3 days) in last 30 days"
              expected: false
            """);
        assertThat(change).isInstanceOf(Change.More.class);
        assertThat(more(change).events())
                .containsExactly(new Wanted("visit", List.of(new Given("channel", Type.TEXT, "store"))));
        assertThat(more(change).before()).isEqualTo("2026-05-09T10:00:00.000001Z");
    }

    @Test
    void whatIsStatedFlipsTheAnswerOfRandomQuestions() {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> kinds = new TreeMap<>();
        RandomQuestions.ask(SEED, QUESTIONS, question -> {
            PlanReader reader = new PlanReader(question.world());
            Why why = Why.of(reader.lexicon(), reader.checked(question.expr()));
            History history = PlanReader.history(why.plan(), question.frozen().facts());
            Question asked = new Question(
                    why.plan().evaluation(reader.inForce()), history, LocalClock.micros(question.t()), question.mode());
            Change change = why.nearest(asked, new Removals(asked, why.measured(), 200).find());
            kinds.merge(change == null ? "none" : change.getClass().getSimpleName(), 1, Integer::sum);
            Question again =
                    new Question(why.plan().evaluation(reader.inForce()), history, asked.micros(), asked.mode());
            String found = change == null
                    ? null
                    : wrong(again, change, question.world().plan());
            if (found != null) {
                wrong.add(Printer.print(question.expr()) + "\n " + change + ": " + found + "\n" + question.yaml());
            }
            return wrong.size() < 3;
        });
        assertThat(wrong).isEmpty();
        assertThat(kinds.keySet()).contains("Earlier", "Fewer", "Later", "More", "Trait");
    }

    private static @Nullable String wrong(Question asked, Change change, dev.limner.event.TrackingPlan plan) {
        Nearest.Occasions occasions = Nearest.Occasions.of(asked, plan);
        boolean answer = asked.holdsWithout(new BitSet());
        return switch (change) {
            case Change.Later(var at, var until, var _) -> {
                History kept = occasions.kept();
                if (holds(asked, kept, at) == answer || holds(asked, kept, at.minusNanos(1000)) != answer) {
                    yield "does not flip then";
                }
                yield until != null && holds(asked, kept, until) != answer ? "does not flip back" : null;
            }
            case Change.Earlier(var since, var _) ->
                holds(asked, asked.history(), since) != answer
                                || holds(asked, asked.history(), since.minusNanos(1000)) == answer
                        ? "was not the opposite"
                        : null;
            case Change.Fewer(var events, var _) -> {
                BitSet removed = new BitSet();
                events.forEach(removed::set);
                yield asked.holdsWithout(removed) == answer ? "does not flip" : null;
            }
            case Change.Trait(var name, var value, var source, var before, var until, var _) ->
                wrong(asked, occasions, List.of(new Wanted("traits", told(name, value, source))), 1, before, until);
            case Change.More(var events, var times, var before, var until, var _) ->
                wrong(asked, occasions, events, times, before, until);
        };
    }

    private static @Nullable String wrong(
            Question asked,
            Nearest.Occasions occasions,
            List<Wanted> events,
            int times,
            @Nullable Instant before,
            @Nullable Instant until) {
        boolean answer = asked.holdsWithout(new BitSet());
        Instant now = LocalClock.instant(asked.micros());
        History changed = occasions.with(events, times, asked.micros());
        if (changed == null || holds(asked, changed, now) == answer) {
            return "does not flip";
        }
        if (until != null
                && (holds(asked, changed, until) != answer
                        || holds(asked, changed, until.minusNanos(1000)) == answer)) {
            return "does not last until then";
        }
        if (before == null) {
            return null;
        }
        Instant last = before.minusNanos(1000);
        History late = occasions.with(events, times, LocalClock.micros(last));
        return late == null || holds(asked, late, last) == answer ? "does not flip just before" : null;
    }

    private static List<Given> told(String name, Told value, @Nullable String source) {
        Given given = new Given(name, value.type(), value.value());
        return source == null ? List.of(given) : List.of(given, new Given("source", Type.TEXT, source));
    }

    private static boolean holds(Question asked, History history, Instant at) {
        asked.evaluation().open(history, LocalClock.micros(at), asked.mode());
        return asked.evaluation().holds(0);
    }

    private static Change.More more(@Nullable Change change) {
        return (Change.More) Objects.requireNonNull(change);
    }

    private static @Nullable Change nearest(String yaml) {
        Cases.Case one = WhyTest.one(yaml);
        PlanReader reader = new PlanReader(one.world());
        Why why = Why.of(reader.lexicon(), reader.checked(one.expr()));
        Question asked = new Question(
                why.plan().evaluation(reader.inForce()),
                WhyTest.history(why, one),
                LocalClock.micros(one.at()),
                one.mode());
        return why.nearest(asked, new Removals(asked, why.measured(), Removals.BUDGET).find());
    }
}

package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Cases;
import dev.limner.language.Printer;
import dev.limner.language.naive.RandomQuestions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The fewest events without which an answer flips.
class RemovalsTest {
    private static final int QUESTIONS = Integer.getInteger("limner.removals", 1_500);
    private static final long SEED = Long.getLong("limner.seed", 20261125);
    private static final int MOST = 9;

    @Test
    void noSmallerSetFlipsTheAnswerOfRandomQuestions() {
        List<String> wrong = new ArrayList<>();
        int[] flipping = new int[2];
        RandomQuestions.ask(SEED, QUESTIONS, question -> {
            PlanReader reader = new PlanReader(question.world());
            Why why = Why.of(reader.lexicon(), reader.checked(question.expr()));
            History history = PlanReader.history(why.plan(), question.frozen().facts());
            if (history.size() > MOST) {
                return true;
            }
            Question asked = new Question(
                    why.plan().evaluation(reader.inForce()), history, LocalClock.micros(question.t()), question.mode());
            int fewest = fewest(asked);
            flipping[fewest > 0 ? 1 : 0]++;
            Removal found = new Removals(asked, why.measured(), Removals.BUDGET).find();
            Removal guided = new Removals(asked, why.measured(), 0).find();
            boolean right = switch (found) {
                case Removal.Flips(var events, var smallest) ->
                    smallest && events.size() == fewest && flips(asked, events);
                case Removal.None(var certain) -> certain && fewest == 0;
            };
            if (!right || !isGuided(asked, guided, fewest)) {
                wrong.add(Printer.print(question.expr()) + "\n " + found + " and guided " + guided
                        + ", but the fewest are " + fewest + "\n" + question.yaml());
            }
            return wrong.size() < 3;
        });
        assertThat(wrong).isEmpty();
        assertThat(flipping[0]).isGreaterThan(QUESTIONS / 10);
        assertThat(flipping[1]).isGreaterThan(QUESTIONS / 10);
    }

    /// The size of the smallest set of events without which the answer differs; 0 where there is none.
    private static int fewest(Question asked) {
        boolean answer = asked.holdsWithout(new BitSet());
        int fewest = 0;
        for (long set = 1; set < 1L << asked.history().size(); set++) {
            int size = Long.bitCount(set);
            if ((fewest == 0 || size < fewest) && asked.holdsWithout(BitSet.valueOf(new long[] {set})) != answer) {
                fewest = size;
            }
        }
        return fewest;
    }

    private static boolean flips(Question asked, List<Integer> events) {
        return asked.holdsWithout(set(events, null)) != asked.holdsWithout(new BitSet());
    }

    /// A guided one flips the answer and needs each of its events; where it finds nothing it claims nothing.
    private static boolean isGuided(Question asked, Removal guided, int fewest) {
        return switch (guided) {
            case Removal.Flips(var events, var smallest) ->
                !smallest
                        && events.size() >= fewest
                        && flips(asked, events)
                        && events.stream()
                                .allMatch(event ->
                                        asked.holdsWithout(set(events, event)) == asked.holdsWithout(new BitSet()));
            case Removal.None(var certain) -> !certain || fewest == 0;
        };
    }

    private static BitSet set(List<Integer> events, @Nullable Integer but) {
        BitSet set = new BitSet();
        events.forEach(set::set);
        if (but != null) {
            set.clear(but);
        }
        return set;
    }

    @Test
    void aboveTheBudgetTheGreatestValuesGoFirst() {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            events.append("    - {at: 2026-05-0")
                    .append(1 + i / 10)
                    .append("T00:00:00Z, type: purchase, amount: \"")
                    .append(10 + i % 7)
                    .append("\"}\n");
        }
        Cases.Case one = WhyTest.one("""
            - name: spend
              at: 2026-05-08T00:00:00Z
              expression: "sum(purchase.amount) > 300"
              expected: true
              events:
            """ + events);
        PlanReader reader = new PlanReader(one.world());
        Why why = Why.of(reader.lexicon(), reader.checked(one.expr()));
        Question asked = new Question(
                why.plan().evaluation(reader.inForce()),
                WhyTest.history(why, one),
                LocalClock.micros(one.at()),
                one.mode());
        Removal found = new Removals(asked, why.measured(), Removals.BUDGET).find();
        assertThat(found).isInstanceOf(Removal.Flips.class);
        Removal.Flips flips = (Removal.Flips) found;
        assertThat(flips.smallest()).isFalse();
        // 516 in all, so 216 must go: 5 x 16 + 5 x 15 + 4 x 14 + 1 x 13
        assertThat(flips.events()).hasSize(15);
        assertThat(flips(asked, flips.events())).isTrue();
    }
}

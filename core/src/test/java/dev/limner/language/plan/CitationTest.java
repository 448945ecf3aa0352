package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Cases;
import dev.limner.language.Checked;
import dev.limner.language.Printer;
import dev.limner.language.naive.Life;
import dev.limner.language.naive.RandomQuestions;
import dev.limner.language.naive.RandomQuestions.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Any part of a history that has the cited events gives the same answer.
class CitationTest {
    private static final int QUESTIONS = Integer.getInteger("limner.citations", 2_000);
    private static final int PARTS = 6;
    private static final long SEED = Long.getLong("limner.seed", 20261125);

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void partsWithTheCitedEventsGiveTheSameAnswerToRandomQuestions() {
        List<String> differing = new ArrayList<>();
        int[] answers = new int[2];
        RandomQuestions.ask(SEED, QUESTIONS, question -> {
            String found = differing(question, answers);
            if (found != null) {
                differing.add(found);
            }
            return differing.size() < 3;
        });
        assertThat(differing).isEmpty();
        assertThat(answers[0]).isGreaterThan(QUESTIONS / 5);
        assertThat(answers[1]).isGreaterThan(QUESTIONS / 5);
    }

    @Test
    void partsWithTheCitedEventsGiveTheSameAnswerToEveryCase() {
        List<String> differing = new ArrayList<>();
        for (Cases.Case one : Cases.all()) {
            Question question = new Question(one.world(), one.expr(), one.life(), one.at(), one.mode());
            if (new PlanReader(one.world()).checked(one.expr()).type() == dev.limner.language.Type.BOOLEAN) {
                String found = differing(question, new int[2]);
                if (found != null) {
                    differing.add(one.name() + ": " + found);
                }
            }
        }
        assertThat(differing).isEmpty();
    }

    @Test
    void aDateInTheCustomersZoneRestsOnTheEventThatTellsTheZone() {
        Cases.Case one = WhyTest.one("""
            - name: zone
              zone: Asia/Shanghai
              at: 2026-03-09T12:00
              events:
                - {at: 2026-03-08T20:00:00Z, type: purchase, amount: "1"}
                - {at: 2026-03-08T21:00:00Z, type: view, in_zone: America/New_York}
              expression: "customer zone: last purchase = 2026-03-08"
              expected: true
            """);
        PlanReader reader = new PlanReader(one.world());
        Why why = Why.of(reader.lexicon(), reader.checked(one.expr()));
        Evaluation evaluation = why.plan().evaluation(reader.inForce());
        evaluation.open(WhyTest.history(why, one), LocalClock.micros(one.at()), one.mode());
        assertThat(evaluation.holds(0)).isTrue();
        assertThat(evaluation.cited(0).events()).containsExactly(0, 1);
    }

    private @Nullable String differing(Question question, int[] answers) {
        PlanReader reader = new PlanReader(question.world());
        Checked checked = reader.checked(question.expr());
        Plan plan = reader.plan(checked);
        Life life = question.frozen();
        Instant t = question.t();
        History history = PlanReader.history(plan, life.facts());
        Evaluation evaluation = plan.evaluation(reader.inForce());
        evaluation.open(history, LocalClock.micros(t), question.mode());
        boolean answer = evaluation.holds(0);
        answers[answer ? 1 : 0]++;
        int[] cited = evaluation.cited(0).events();
        for (int part = 0; part < PARTS; part++) {
            BitSet removed = new BitSet();
            removed.set(0, history.size());
            for (int event : cited) {
                removed.clear(event);
            }
            if (part > 0) {
                for (int event = 0; event < history.size(); event++) {
                    if (random.nextInt(PARTS) < part) {
                        removed.clear(event);
                    }
                }
            }
            evaluation.openWithout(removed, history, LocalClock.micros(t), question.mode());
            if (evaluation.holds(0) != answer) {
                return Printer.print(question.expr()) + "\n is " + answer + " citing "
                        + java.util.Arrays.toString(cited) + " and differs without " + removed + "\n" + question.yaml();
            }
        }
        return null;
    }
}

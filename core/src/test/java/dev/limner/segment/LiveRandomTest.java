package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.language.Printer;
import dev.limner.language.naive.RandomQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// One meaning, live: random conditions about random customers, told event by event, hold when a fresh
/// evaluation says so.
class LiveRandomTest {
    /// Pairs of a condition and a customer; more by `-Dlimner.live.pairs=...`.
    private static final int PAIRS = Integer.getInteger("limner.live.pairs", 400);

    private static final long SEED = Long.getLong("limner.seed", 20261125);

    @Test
    void aRandomConditionIsExactAfterEachEventAndTurnsWhenTheClockSays() {
        ask(SEED, PAIRS, 1);
    }

    /// Of whom only the latest events are read, where they suffice.
    @Test
    void soItIsForCustomersOfManyYears() {
        ask(SEED + 1, PAIRS / 2, 20);
    }

    private static void ask(long seed, int pairs, int times) {
        List<String> wrong = new ArrayList<>();
        AtomicInteger turns = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        RandomQuestions.ask(seed, pairs, question -> {
            String found = LiveReading.live(question, times, turns, refused);
            if (found != null) {
                wrong.add(Printer.print(question.expr()) + "\n  " + found + "\n" + question.yaml());
            }
            return wrong.size() < 3;
        });
        assertThat(wrong).isEmpty();
        assertThat(turns.get()).as("memberships that the clock changed").isGreaterThan(pairs / 10);
        assertThat(refused.get()).as("conditions that may not be asked").isLessThan(pairs / 5);
    }
}

package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.event.EventType;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.portrait.Shop;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The plan's own mechanics; what expressions mean is tested by cases and against the naive reference.
class PlanTest {
    private static final LocalClock CLOCK = new LocalClock(ZoneId.of("Asia/Shanghai"));

    @Test
    void countsWithinAWindowAndTellsWhenItEnds() {
        Plan plan = plan("count(purchase where kind = 'product' in last 7 days) >= 2");
        Evaluation evaluation = plan.evaluation(InForce.NONE);
        History history = history(plan, "2024-03-01T00:00:00Z", "2024-03-03T00:00:00Z", "2024-03-20T00:00:00Z");
        evaluation.open(history, micros("2024-03-04T00:00:00Z"), Scope.Mode.AS_CORRECTED);
        assertThat(evaluation.holds(0)).isTrue();
        assertThat(evaluation.until(0)).isEqualTo(micros("2024-03-08T00:00:00Z"));
        assertThat(evaluation.cited(0).events()).containsExactly(0, 1);
        evaluation.open(history, micros("2024-03-08T00:00:00Z"), Scope.Mode.AS_CORRECTED);
        assertThat(evaluation.holds(0)).isFalse();
    }

    /// In twenty years it is so near to nothing that it is -0.0, which is something, and more than what is asked for.
    @Test
    void aSumBelowZeroFadesToNothingAndTellsWhenItTurns() {
        Plan plan = plan("sum(purchase.amount half-life 7 days) >= -5");
        Evaluation evaluation = plan.evaluation(InForce.NONE);
        History history = new History(plan.needs().properties(), _ -> "");
        EventType purchase = Shop.PLAN.type("purchase");
        history.begin(1);
        history.extend(1);
        history.types()[0] = purchase.ordinal();
        history.instants()[0] = micros("2024-03-01T00:00:00Z");
        history.values(Shop.PLAN.property(purchase, "amount"))[0] = -10_0000;
        evaluation.open(history, micros("2024-03-02T00:00:00Z"), Scope.Mode.AS_CORRECTED);
        assertThat(evaluation.holds(0)).isFalse();
        assertThat(evaluation.until(0)).isEqualTo(micros("2024-03-08T00:00:00Z"));
        evaluation.open(history, micros("2099-01-01T00:00:00Z"), Scope.Mode.AS_CORRECTED);
        assertThat(evaluation.holds(0)).isTrue();
    }

    private static Plan plan(String text) {
        Lexicon lexicon = new Lexicon(Shop.PLAN, CLOCK, Map.of(), Map.of());
        Checked checked = Checker.condition(Parser.parse(text), lexicon);
        return new Compiler(lexicon).condition(checked).plan();
    }

    private static History history(Plan plan, String... instants) {
        List<String> texts = List.of("product");
        History history = new History(plan.needs().properties(), code -> texts.get((int) code));
        EventType purchase = Shop.PLAN.type("purchase");
        history.begin(1);
        int first = history.extend(instants.length);
        for (int i = 0; i < instants.length; i++) {
            history.types()[first + i] = purchase.ordinal();
            history.instants()[first + i] = micros(instants[i]);
            history.values(Shop.PLAN.property(purchase, "kind"))[first + i] = 0;
        }
        return history;
    }

    private static long micros(String instant) {
        return LocalClock.micros(Instant.parse(instant));
    }
}

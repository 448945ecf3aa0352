package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.history.LocalClock;
import dev.limner.language.Cases;
import dev.limner.language.Cases.Case;
import dev.limner.language.Checked;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The plan answers every case of meaning as its author did by hand.
class PlanCasesTest {
    static List<Case> cases() {
        return Cases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsExpected(Case one) {
        PlanReader reader = new PlanReader(one.world());
        if (one.values() == null) {
            assertThat(Cases.said(reader.value(one.expr(), one.life(), one.at(), one.mode())))
                    .isEqualTo(one.expected());
            return;
        }
        Checked checked = reader.checked(one.expr()).orThrow();
        Plan plan = reader.plan(checked);
        Evaluation evaluation = plan.evaluation(reader.inForce());
        evaluation.open(
                PlanReader.history(plan, one.life(), one.at(), one.mode()), LocalClock.micros(one.at()), one.mode());
        assertThat(evaluation.values(0).stream().sorted().toList()).isEqualTo(one.values());
    }
}

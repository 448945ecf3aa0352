package dev.limner.language.naive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.language.Cases;
import dev.limner.language.Cases.Case;
import dev.limner.language.Expr;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The naive reference answers every case as its author did by hand.
class NaiveCasesTest {
    static List<Case> cases() {
        return Cases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsExpected(Case one) {
        NaiveEvaluator naive = new NaiveEvaluator(one.world());
        if (one.values() != null) {
            assertThat(new ArrayList<>(naive.valuesOf((Expr.ForAny) one.expr(), one.life(), one.at(), one.mode())))
                    .isEqualTo(one.values());
        } else {
            assertThat(Cases.said(naive.value(one.expr(), one.life(), one.at(), one.mode())))
                    .isEqualTo(one.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCaseSurvivesWritingAndReading(Case one) {
        Case back = Cases.read(Cases.write(one)).getFirst();
        assertThat(back.life().facts())
                .containsExactlyInAnyOrderElementsOf(one.life().facts());
        assertThat(back.expr()).isEqualTo(one.expr());
        assertThat(back.at()).isEqualTo(one.at());
        assertThat(back.mode()).isEqualTo(one.mode());
        assertThat(back.expected()).isEqualTo(one.expected());
        assertThat(back.values()).isEqualTo(one.values());
        assertThat(back.world().segments()).isEqualTo(one.world().segments());
        assertThat(back.world().tags()).isEqualTo(one.world().tags());
        assertThat(back.world().populations()).isEqualTo(one.world().populations());
    }
}

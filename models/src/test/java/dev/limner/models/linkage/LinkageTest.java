package dev.limner.models.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Progress;
import dev.limner.models.linkage.FellegiSunter.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkageTest {
    @ParameterizedTest
    @CsvSource({
        "MARTHA, MARHTA, 0.961",
        "DWAYNE, DUANE, 0.840",
        "DIXON, DICKSONX, 0.813",
        "张伟, 张伟, 1",
        "abc, xyz, 0",
        "'', '', 1",
        "a, '', 0"
    })
    void likenessMatchesWinklersExamples(String left, String right, double expected) {
        assertThat(JaroWinkler.similarity(left, right)).isCloseTo(expected, within(0.0005));
        assertThat(JaroWinkler.similarity(right, left)).isCloseTo(expected, within(0.0005));
    }

    @Test
    void truthIsRecoveredWithoutLabels() {
        Random random = new Random(1);
        double[] m = {0.95, 0.9, 0.85, 0.7};
        double[] u = {0.02, 0.1, 0.2, 0.05};
        List<List<Integer>> pairs = new ArrayList<>();
        boolean[] truth = new boolean[30_000];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = random.nextDouble() < 0.08;
            List<Integer> pair = new ArrayList<>();
            for (int f = 0; f < 4; f++) {
                boolean agrees = random.nextDouble() < (truth[i] ? m[f] : u[f]);
                pair.add(random.nextInt(20) == 0 ? FellegiSunter.MISSING : agrees ? 1 : 0);
            }
            pairs.add(pair);
        }
        FellegiSunter fit = FellegiSunter.fit(pairs, Options.defaults(List.of(2, 2, 2, 2)), Progress.SILENT);
        assertThat(fit.share()).isCloseTo(0.08, within(0.01));
        for (int f = 0; f < 4; f++) {
            assertThat(fit.amongMatches(f, 1)).isCloseTo(m[f], within(0.04));
            assertThat(fit.amongOthers(f, 1)).isCloseTo(u[f], within(0.01));
        }
        double expected = 0;
        double right = 0;
        for (int i = 0; i < truth.length; i++) {
            double probability = fit.probability(pairs.get(i));
            expected += probability;
            right += probability > 0.5 == truth[i] ? 1.0 / truth.length : 0;
        }
        assertThat(expected).isCloseTo(fit.share() * truth.length, within(10.0));
        assertThat(right).isGreaterThan(0.98);
        assertThat(fit.weight(List.of(1, 1, 1, 1))).isGreaterThan(fit.weight(List.of(1, 1, 1, 0)));
        assertThat(fit.weight(List.of(-1, -1, -1, -1))).isZero();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> Options.defaults(List.of(1))).hasMessageContaining("levels [1]");
        assertThatThrownBy(() -> FellegiSunter.fit(List.of(), Options.defaults(List.of(2)), Progress.SILENT))
                .hasMessage("no pairs");
    }
}

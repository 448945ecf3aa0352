package dev.limner.models.shrinkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.shrinkage.BetaBinomial.Counts;
import dev.limner.models.statistics.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BetaBinomialTest {
    /// Boys among the first twelve children of Saxon families with thirteen, 1876 to 1885: Geissler's counts, as
    /// Lindsey and Altham print them, Applied Statistics 47 (1998).
    private static final int[] BOYS = {3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7};

    private static List<Counts> families() {
        List<Counts> families = new ArrayList<>();
        for (int boys = 0; boys < BOYS.length; boys++) {
            families.addAll(Collections.nCopies(BOYS[boys], new Counts(boys, 12)));
        }
        return families;
    }

    @Test
    void parametersMatchLindseyAltham1998() {
        Fitted<BetaBinomial> fitted = BetaBinomial.fit(families(), Progress.SILENT);
        assertThat(fitted.converged()).isTrue();
        // published to five digits; the likelihood is flat along a / b
        assertThat(fitted.model().a()).isCloseTo(34.0956, within(0.02));
        assertThat(fitted.model().b()).isCloseTo(31.5715, within(0.02));
    }

    @Test
    void littleIsDrawnToTheUsualAndMuchStaysAsItIs() {
        BetaBinomial model = new BetaBinomial(2, 6);
        assertThat(model.mean(0, 0)).isEqualTo(model.mean()).isEqualTo(0.25);
        assertThat(model.mean(1, 1)).isCloseTo(3 / 9.0, within(1e-12));
        assertThat(model.mean(900, 1000)).isCloseTo(0.9, within(0.006));
    }

    @Test
    void theIntervalHoldsAsMuchAsItSays() {
        // beta(1, 1) after nothing is uniform
        Interval interval = new BetaBinomial(1, 1).interval(0, 0, 0.8);
        assertThat(interval.lower()).isCloseTo(0.1, within(1e-9));
        assertThat(interval.upper()).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void nobodyWithCountsIsRefused() {
        assertThatThrownBy(() -> BetaBinomial.fit(List.of(new Counts(0, 0)), Progress.SILENT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Counts(3, 2)).hasMessageContaining("3 of 2");
    }
}

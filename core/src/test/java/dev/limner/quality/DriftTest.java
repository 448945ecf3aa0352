package dev.limner.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limner.quality.Measured.Histogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftTest {
    @Test
    void theIndexIsThatOfItsFormula() {
        // shares 25 % and 75 % before, half and half now: 0.25 ln 2 - 0.25 ln (2/3) = 0.274653; the half that is
        // added to each bin moves that by less than a thousandth here
        Drift drift = Drift.of(new Histogram(List.of(25_000L, 75_000L, 0L), List.of(50_000L, 50_000L, 0L)));
        assertThat(drift.psi()).isCloseTo(0.274653, within(0.001));
        assertThat(drift.much()).isTrue();
        assertThat(drift.filledBefore()).isEqualTo(1);
    }

    @Test
    void theSameSharesDoNotDrift() {
        Drift drift = Drift.of(new Histogram(List.of(10L, 20L, 10L), List.of(1000L, 2000L, 1000L)));
        assertThat(drift.psi()).isLessThan(0.001);
        assertThat(drift.shifted()).isFalse();
        assertThat(drift.filledNow()).isEqualTo(0.75);
    }

    @Test
    void aSmallLoadThatDiffersByChanceIsNoDrift() {
        // 20 values against 20: an index above 0.25, which chance explains
        Drift drift = Drift.of(new Histogram(List.of(5L, 5L, 6L, 4L, 0L), List.of(7L, 2L, 8L, 3L, 0L)));
        assertThat(drift.psi()).isGreaterThan(Drift.SHIFTED);
        assertThat(drift.chance()).isGreaterThan(0.05);
        assertThat(drift.shifted()).isFalse();
    }

    @Test
    void ofLoadsOfOnePopulationOnePercentSeemToDriftByChance() {
        Random random = new Random(4);
        int rare = 0;
        int runs = 2000;
        for (int run = 0; run < runs; run++) {
            rare += Drift.of(new Histogram(drawn(random, 400), drawn(random, 700)))
                            .chanceIsSmall()
                    ? 1
                    : 0;
        }
        // a binomial count with p = 0.01 lies within 4.5 standard deviations, 0.0022 each; the chi-squared is
        // approximate
        assertThat((double) rare / runs).isBetween(0.001, 0.02);
    }

    private static List<Long> drawn(Random random, int size) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(11, 0L));
        for (int i = 0; i < size; i++) {
            int bin = random.nextInt(10);
            counts.set(bin, counts.get(bin) + 1);
        }
        return counts;
    }
}

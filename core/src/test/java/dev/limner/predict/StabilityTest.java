package dev.limner.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StabilityTest {
    @Test
    void theIndexIsTheOneReckonedByHand() {
        FeatureTable table = new FeatureTable(1);
        // before: 6 of 10 say a, 4 say b; now 2 and 8
        for (int i = 0; i < 20; i++) {
            int row = table.add(i, i < 10 ? 0 : 1);
            table.put(row, 0, i < 6 || i >= 18 ? "a" : "b");
        }
        Stability moved = Stability.of(
                table,
                0,
                true,
                IntStream.range(0, 10).toArray(),
                IntStream.range(10, 20).toArray());
        assertThat(moved.index())
                .isCloseTo((0.2 - 0.6) * Math.log(0.2 / 0.6) + (0.8 - 0.4) * Math.log(0.8 / 0.4), within(1e-12));
    }

    @Test
    void sameDistributionsDriftByChanceOnlyAndMovedOnesDoNot() {
        Random random = new Random(1);
        double[] before = random.doubles(2000).toArray();
        double[] same = random.doubles(2000).toArray();
        double[] moved = random.doubles(2000).map(value -> value * value).toArray();
        assertThat(Stability.of(before, same).index()).isLessThan(0.02);
        assertThat(Stability.of(before, same).chance()).isGreaterThan(0.01);
        assertThat(Stability.of(before, moved).index()).isGreaterThan(0.25);
        assertThat(Stability.of(before, moved).chance()).isLessThan(1e-6);
    }

    @Test
    void ofFewCustomersAnIndexMayBeChance() {
        Random random = new Random(2);
        double[] before = random.doubles(120).toArray();
        double[] now = random.doubles(120).toArray();
        Stability few = Stability.of(before, now);
        assertThat(few.index()).isGreaterThan(0.05);
        assertThat(few.chance()).isGreaterThan(0.01);
    }

    @Test
    void missingValuesAreABinOfTheirOwn() {
        double[] before = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
        double[] now = IntStream.range(0, 100)
                .mapToDouble(i -> i < 50 ? Double.NaN : i)
                .toArray();
        assertThat(Stability.of(before, now).index()).isGreaterThan(1);
    }
}

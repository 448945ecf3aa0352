package dev.limner.models.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.cluster.NaturalBreaks.Interval;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalBreaksTest {
    @Test
    void partTheExampleOfWangAndSong2011() {
        // The example of the Ckmeans.1d.dp manual: -1, 2, -1, 2, 4, 5, 6, -1, 2, -1 in three clusters.
        NaturalBreaks breaks = NaturalBreaks.of(new double[] {-1, 2, -1, 2, 4, 5, 6, -1, 2, -1}, 3);
        assertThat(breaks.classes())
                .containsExactly(new Interval(-1, -1, -1, 4), new Interval(2, 2, 2, 3), new Interval(4, 6, 5, 3));
        assertThat(breaks.withinSumOfSquares()).isCloseTo(2, within(1e-12));
        assertThat(breaks.cuts()).containsExactly(0.5, 3);
        assertThat(breaks.classOf(0.4)).isZero();
        assertThat(breaks.classOf(3)).isEqualTo(2);
    }

    @Test
    void noDivisionIsBetter() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int k = 1 + random.nextInt(4);
            double[] values = random.doubles(k + random.nextInt(9))
                    .map(value -> Math.rint(value * 12))
                    .toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            assertThat(NaturalBreaks.of(values, k).withinSumOfSquares()).isCloseTo(least(sorted, 0, k), within(1e-9));
        }
    }

    @Test
    void keepItsPrecisionFarFromZero() {
        double[] near = {0, 0.1, 0.2, 5, 5.1, 5.2};
        double[] far = Arrays.stream(near).map(value -> value + 1e9).toArray();
        assertThat(NaturalBreaks.of(far, 2).withinSumOfSquares()).isCloseTo(0.04, within(1e-6));
    }

    @Test
    void areAsManyAsThereAreDifferentValues() {
        assertThat(NaturalBreaks.of(new double[] {3, 3, 3, 1}, 5).classes())
                .containsExactly(new Interval(1, 1, 1, 1), new Interval(3, 3, 3, 3));
    }

    @Test
    void refuseWhatCannotBeDivided() {
        assertThatThrownBy(() -> NaturalBreaks.of(new double[0], 2)).hasMessage("no values");
        assertThatThrownBy(() -> NaturalBreaks.of(new double[] {1}, 0)).hasMessage("k = 0 is below 1");
        assertThatThrownBy(() -> NaturalBreaks.of(new double[] {1, Double.NaN}, 1))
                .hasMessage("a value is not finite");
    }

    /// The least cost by trying every division.
    private static double least(double[] sorted, int from, int k) {
        if (k == 1) {
            double mean = Arrays.stream(sorted, from, sorted.length).average().orElse(0);
            return Arrays.stream(sorted, from, sorted.length)
                    .map(value -> (value - mean) * (value - mean))
                    .sum();
        }
        double best = from == sorted.length ? 0 : Double.POSITIVE_INFINITY;
        for (int to = from + 1; to <= sorted.length; to++) {
            double[] head = Arrays.copyOfRange(sorted, from, to);
            best = Math.min(best, least(head, 0, 1) + least(sorted, to, k - 1));
        }
        return best;
    }
}

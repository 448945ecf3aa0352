package dev.limner.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.lifetime.BgBb;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The formulas of gauges, against what was planted.
class GaugeTest {
    private static final BgBb NEVER_STOPS = new BgBb(3, 6, 0.001, 1000);

    private static double[] counts(double... earliestFirst) {
        double[] upToNow = new double[earliestFirst.length];
        double sum = 0;
        for (int i = 0; i < upToNow.length; i++) {
            sum += earliestFirst[earliestFirst.length - 1 - i];
            upToNow[i] = sum;
        }
        return upToNow;
    }

    @Test
    void aTrendIsSaidOfWhatRisesOrFallsAndNotOfWhatIsSteady() {
        TrendGauge gauge = new TrendGauge(1, 0, 0);
        assertThat(gauge.score(counts(5, 5, 5, 5, 5, 5))).isZero();
        assertThat(gauge.score(counts(0, 1, 4, 6, 9, 12))).isGreaterThan(TrendGauge.CERTAIN);
        assertThat(gauge.score(counts(12, 9, 6, 4, 1, 0))).isLessThan(-TrendGauge.CERTAIN);
        assertThat(gauge.score(counts(0, 0, 0, 0, 0, 0))).isNaN();
        // (0, 1, ..., 5) about the mean 2.5 has the sum of squares 17.5, so z = 17.5 / sqrt(2.5 * 17.5)
        assertThat(gauge.score(counts(0, 1, 2, 3, 4, 5))).isCloseTo(Math.sqrt(17.5 / 2.5), within(1e-12));
        // counts that spread four times as wide say half as much
        assertThat(new TrendGauge(4, 0, 0).score(counts(0, 1, 2, 3, 4, 5)))
                .isCloseTo(Math.sqrt(17.5 / 2.5) / 2, within(1e-12));
    }

    @Test
    void ofSteadyCustomersOneInTwentySeemsToMove() {
        Random random = new Random(5);
        TrendGauge gauge = new TrendGauge(1, 0, 0);
        int moving = 0;
        for (int i = 0; i < 20_000; i++) {
            double z = gauge.score(counts(IntStream.range(0, 6)
                    .mapToDouble(_ -> IntStream.range(0, 100)
                            .filter(_ -> random.nextInt(20) == 0)
                            .count())
                    .toArray()));
            moving += Math.abs(z) > TrendGauge.CERTAIN ? 1 : 0;
        }
        // of 100 chances of 1 in 20 each the variance is 0.95 of Poisson's, so a little fewer than 5 of 100
        assertThat(moving / 20_000.0).isBetween(0.035, 0.055);
    }

    /// Rows of customers whose share of openings falls to a fifth from the fifth message in four weeks on.
    private static double[][] rows(int size, boolean tires, Random random, double[] opened) {
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++) {
            double own = 0.1 + 0.5 * random.nextDouble();
            int sent = 1 + random.nextInt(8);
            double rate = tires && sent >= 5 ? own / 5 : own;
            int many = 20 + random.nextInt(20);
            rows[i] = new double[] {sent, many, binomial(many, own, random), 300, 1, sent, 0};
            opened[i] = binomial(sent, rate, random) / (double) sent;
        }
        return rows;
    }

    private static int binomial(int of, double rate, Random random) {
        return (int)
                IntStream.range(0, of).filter(_ -> random.nextDouble() < rate).count();
    }

    @Test
    void whereCustomersTireTheDoseStopsBeforeAndWhereTheyDoNotItIsTheMostThatWasSent() {
        for (boolean tires : List.of(true, false)) {
            double[] opened = new double[6000];
            double[][] rows = rows(opened.length, tires, new Random(11), opened);
            DoseGauge gauge = Objects.requireNonNull(DoseGauge.fit(NEVER_STOPS, rows, opened));
            double[] anybody = {3, 30, 10, 300, 1, 3, 0};
            // four a month are a week's one, the most that anybody was sent is eight a month
            assertThat(gauge.score(anybody)).isCloseTo(tires ? 1 : 2, within(1e-9));
            assertThat(gauge.groups()).hasSize(2).allSatisfy(group -> {
                assertThat(group.steps().stream().map(step -> -step.ratio())).isSorted();
                // 340 rows of one message each: a standard error of 0.09
                assertThat(group.steps().getFirst().ratio()).isCloseTo(1, within(0.25));
                assertThat(group.steps().getLast().ratio()).isCloseTo(tires ? 0.2 : 1, within(0.1));
            });
        }
    }

    @Test
    void aRiskOfWithdrawalMakesTheDoseSmaller() {
        Random random = new Random(13);
        double[] opened = new double[6000];
        double[][] rows = rows(opened.length, false, random, opened);
        for (double[] row : rows) {
            // beyond four, one in ten withdraws
            row[DoseGauge.WITHDRAWN] = row[DoseGauge.SENT_BEFORE] > 4 && random.nextInt(10) == 0 ? 1 : 0;
        }
        DoseGauge gauge = Objects.requireNonNull(DoseGauge.fit(NEVER_STOPS, rows, opened));
        assertThat(gauge.score(new double[] {3, 30, 10, 300, 1, 3, 0})).isCloseTo(1, within(1e-9));
    }

    @Test
    void whereAllAreSentAlikeManyNothingIsSaid() {
        double[][] rows = IntStream.range(0, 500)
                .mapToObj(i -> new double[] {2, 20, i % 9, 300, 1, 2, 0})
                .toArray(double[][]::new);
        assertThat(DoseGauge.fit(NEVER_STOPS, rows, new double[500])).isNull();
    }

    @Test
    void gaugesAreReadAsTheyWereWritten() {
        for (Gauge gauge : List.of(
                new WaitGauge(0, 0.55, 10.6, 0.61, 11.7),
                new ShareGauge(0.4, 2.5),
                new LevelGauge(0.1, 0.01, 0.2),
                new TrendGauge(1.7, 0.5, -0.2),
                new DoseGauge(
                        1,
                        3,
                        1,
                        9,
                        20,
                        List.of(new DoseGauge.Group(
                                Double.MAX_VALUE, List.of(new DoseGauge.Step(0, 1.5, 0.9, 0.001, 60))))))) {
            assertThat(Learned.read(gauge.written())).isEqualTo(gauge);
        }
    }
}

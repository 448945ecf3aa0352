package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Estimate;
import dev.limner.models.Golden;
import dev.limner.models.Progress;
import dev.limner.models.statistics.Interval;
import dev.limner.models.statistics.Moments;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RankingTest {
    private static final List<NamedCsvRecord> LINES = Golden.csv("gain.csv");
    private static final double[] SCORES = Golden.column(LINES, "score");
    private static final boolean[] EVENTS = events(Golden.column(LINES, "y"));
    private static final JsonNode EXPECTED = Golden.json("gain_expected.json");

    private static boolean[] events(double[] y) {
        boolean[] events = new boolean[y.length];
        for (int i = 0; i < y.length; i++) {
            events[i] = y[i] == 1;
        }
        return events;
    }

    @Test
    void figuresMatchScikitLearnThroughTies() {
        Ranking ranking = Ranking.of(SCORES, EVENTS);
        assertThat(ranking.auc().orThrow()).isCloseTo(EXPECTED.get("auc").asDouble(), within(1e-12));
        assertThat(ranking.gini().orThrow()).isCloseTo(EXPECTED.get("gini").asDouble(), within(1e-12));
        assertThat(ranking.ks().orThrow()).isCloseTo(EXPECTED.get("ks").asDouble(), within(1e-12));
        assertThat(ranking.averagePrecision().orThrow())
                .isCloseTo(EXPECTED.get("average_precision").asDouble(), within(1e-12));
        ProbabilityErrors errors = ProbabilityErrors.of(SCORES, EVENTS);
        assertThat(errors.brier()).isCloseTo(EXPECTED.get("brier").asDouble(), within(1e-12));
        assertThat(errors.logLoss()).isCloseTo(EXPECTED.get("logloss").asDouble(), within(1e-12));
    }

    @Test
    void gainsMatchTheGoldenTable() {
        List<Ranking.Gain> gains = Ranking.of(SCORES, EVENTS).gains(10);
        JsonNode deciles = EXPECTED.get("deciles_stable_sort_desc");
        assertThat(gains).hasSize(deciles.size());
        for (int i = 0; i < gains.size(); i++) {
            Ranking.Gain gain = gains.get(i);
            JsonNode decile = deciles.get(i);
            assertThat(gain.rows()).isEqualTo(decile.get("n").asInt());
            assertThat(gain.events()).isEqualTo(decile.get("responders").asInt());
            assertThat(gain.rate()).isCloseTo(decile.get("response_rate").asDouble(), within(1e-12));
            assertThat(gain.lift()).isCloseTo(decile.get("lift").asDouble(), within(1e-12));
            assertThat(gain.cumulativeGain()).isCloseTo(decile.get("cum_gain").asDouble(), within(1e-12));
            assertThat(gain.cumulativeLift()).isCloseTo(decile.get("cum_lift").asDouble(), within(1e-12));
        }
        assertThat(Ranking.of(SCORES, EVENTS).lift(0.1).orThrow())
                .isCloseTo(gains.getFirst().lift(), within(1e-12));
    }

    @Test
    void aucErrorAgreesWithItsBootstrapAndWithRepetition() {
        Ranking ranking = Ranking.of(SCORES, EVENTS);
        Interval delong = ranking.aucInterval(0.9);
        Interval drawn = new Bootstrap(400, 0.9)
                .of(
                        rows -> Ranking.of(
                                        IntStream.of(rows)
                                                .mapToDouble(i -> SCORES[i])
                                                .toArray(),
                                        chosen(rows))
                                .auc()
                                .orThrow(),
                        SCORES.length,
                        new Random(3),
                        Progress.SILENT);
        // 400 draws know the ends of an interval to about a tenth of its width.
        double width = delong.upper() - delong.lower();
        assertThat(drawn.lower()).isCloseTo(delong.lower(), within(0.15 * width));
        assertThat(drawn.upper()).isCloseTo(delong.upper(), within(0.15 * width));

        Random random = new Random(11);
        Moments aucs = Moments.NONE;
        Moments errors = Moments.NONE;
        for (int round = 0; round < 400; round++) {
            boolean[] events = new boolean[200];
            double[] scores = new double[200];
            for (int i = 0; i < 200; i++) {
                events[i] = i % 4 == 0;
                scores[i] = Math.rint(3 * (random.nextGaussian() + (events[i] ? 1 : 0)));
            }
            aucs = aucs.and(Ranking.of(scores, events).auc().orThrow());
            errors = errors.and(Ranking.of(scores, events).aucError().orThrow());
        }
        assertThat(errors.mean() / Math.sqrt(aucs.variance())).isCloseTo(1, within(0.1));
    }

    private static boolean[] chosen(int[] rows) {
        boolean[] events = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            events[i] = EVENTS[rows[i]];
        }
        return events;
    }

    @Test
    void oneSidedOutcomesHaveNoRanking() {
        Ranking ranking = Ranking.of(new double[] {1, 2}, new boolean[] {true, true});
        assertThat(ranking.auc()).isInstanceOf(Estimate.NotEstimable.class);
        assertThat(ranking.ks()).isInstanceOf(Estimate.NotEstimable.class);
        assertThat(Ranking.of(new double[] {1}, new boolean[] {false}).averagePrecision())
                .isInstanceOf(Estimate.NotEstimable.class);
        assertThatThrownBy(() -> Ranking.of(new double[] {Double.NaN}, new boolean[] {true}))
                .hasMessage("the score at 0 is not a number");
    }

    @Test
    void forecastsThatHoldHaveNoCalibrationError() {
        double[] forecasts = {0.25, 0.25, 0.25, 0.25, 1};
        boolean[] events = {true, false, false, false, true};
        ProbabilityErrors errors = ProbabilityErrors.of(forecasts, events);
        assertThat(errors.calibrationError()).isZero();
        assertThat(errors.reliability())
                .containsExactly(
                        new ProbabilityErrors.Reliability(4, 0.25, 0.25), new ProbabilityErrors.Reliability(1, 1, 1));
        assertThatThrownBy(() -> ProbabilityErrors.of(new double[] {1.2}, new boolean[] {true}))
                .hasMessage("probability 1.2 is not between 0 and 1");
    }

    @Test
    void everyFigureHasTheIntervalThatRepetitionShows() {
        Random random = new Random(11);
        Map<Judgement.Measure, double[]> repeated = new EnumMap<>(Judgement.Measure.class);
        Judgement one = judged(random, 300);
        for (int repeat = 0; repeat < 300; repeat++) {
            Judgement other = judged(random, 2);
            for (Judgement.Measure measure : Judgement.Measure.values()) {
                repeated.computeIfAbsent(measure, _ -> new double[300])[repeat] =
                        other.of(measure).value();
            }
        }
        repeated.forEach((measure, values) -> {
            double deviation = Math.sqrt(Moments.of(values).variance());
            Interval interval = one.of(measure).interval();
            // A calibration error has a floor; the others are about normal.
            double factor = measure == Judgement.Measure.CALIBRATION_ERROR ? 0.6 : 0.3;
            assertThat((interval.upper() - interval.lower()) / 2 / 1.645)
                    .as(measure.name())
                    .isCloseTo(deviation, within(factor * deviation));
        });
    }

    private static Judgement judged(Random random, int replicates) {
        double[] probabilities = random.doubles(1500).map(x -> 0.05 + 0.5 * x).toArray();
        boolean[] events = new boolean[1500];
        for (int i = 0; i < events.length; i++) {
            events[i] = random.nextDouble() < probabilities[i];
        }
        return Judgement.of(probabilities, events, new Bootstrap(replicates, 0.9), random, Progress.SILENT);
    }
}

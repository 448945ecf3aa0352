package dev.limner.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Golden;
import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.SharedData;
import dev.limner.models.evaluation.Bootstrap;
import dev.limner.models.linear.LogisticRegression;
import dev.limner.models.statistics.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Hillstrom's mail test: does somebody visit the shop because of the mail.
@Tag("shared-data")
class HillstromTest {
    private static final List<NamedCsvRecord> LINES = SharedData.csv("data/hillstrom/hillstrom.csv.gz");

    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Trial(double[][] rows, boolean[] treated, double[] visits) {
        static Trial of(String arm, IntPredicate chosen) {
            List<NamedCsvRecord> lines = IntStream.range(0, LINES.size())
                    .filter(chosen)
                    .mapToObj(LINES::get)
                    .filter(line -> line.getField("segment").equals(arm)
                            || line.getField("segment").equals("No E-Mail"))
                    .toList();
            boolean[] treated = new boolean[lines.size()];
            for (int i = 0; i < treated.length; i++) {
                treated[i] = lines.get(i).getField("segment").equals(arm);
            }
            return new Trial(
                    lines.stream().map(Trial::row).toArray(double[][]::new), treated, Golden.column(lines, "visit"));
        }

        private static double[] row(NamedCsvRecord line) {
            String zip = line.getField("zip_code");
            String channel = line.getField("channel");
            return new double[] {
                Double.parseDouble(line.getField("recency")),
                Math.log(Double.parseDouble(line.getField("history"))),
                Double.parseDouble(line.getField("mens")),
                Double.parseDouble(line.getField("womens")),
                Double.parseDouble(line.getField("newbie")),
                zip.equals("Urban") ? 1 : 0,
                zip.equals("Rural") ? 1 : 0,
                channel.equals("Web") ? 1 : 0,
                channel.equals("Phone") ? 1 : 0
            };
        }

        double qini(Predictor model) {
            return UpliftRanking.of(model.predict(rows), treated, visits).qini().orThrow();
        }
    }

    private static Predictor logistic(double[][] rows, double[] outcomes) {
        boolean[] events = new boolean[outcomes.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = outcomes[i] == 1;
        }
        return LogisticRegression.fit(rows, events, LogisticRegression.Options.defaults(), Progress.SILENT);
    }

    private static UpliftForest forest(Trial train, Divergence divergence) {
        return UpliftForest.fit(
                train.rows,
                train.treated,
                train.visits,
                UpliftForest.Options.defaults(divergence),
                new Random(1),
                Progress.SILENT);
    }

    @Test
    void womensVisitsAreOrderedBetterThanByResponse() {
        List<Double> two = new ArrayList<>();
        List<Double> forests = new ArrayList<>();
        List<Double> response = new ArrayList<>();
        for (int split = 0; split < 5; split++) {
            int offset = 2 * split;
            Trial train = Trial.of("Womens E-Mail", i -> (i + offset) % 10 < 7);
            Trial test = Trial.of("Womens E-Mail", i -> (i + offset) % 10 >= 7);
            two.add(test.qini(MetaLearners.two(train.rows, train.treated, train.visits, HillstromTest::logistic)));
            forests.add(test.qini(forest(train, Divergence.KULLBACK_LEIBLER)));
            response.add(test.qini(logistic(
                    IntStream.range(0, train.rows.length)
                            .filter(i -> train.treated[i])
                            .mapToObj(i -> train.rows[i])
                            .toArray(double[][]::new),
                    IntStream.range(0, train.rows.length)
                            .filter(i -> train.treated[i])
                            .mapToDouble(i -> train.visits[i])
                            .toArray())));
        }
        assertThat(median(two)).isGreaterThan(0.045).isGreaterThan(median(response));
        assertThat(median(forests)).isGreaterThan(0.045).isGreaterThan(median(response));
    }

    private static double median(List<Double> values) {
        return Quantiles.of(values.stream().mapToDouble(x -> x).toArray(), 0.5)[0];
    }

    @Test
    void twoModelsAndForestsReachTheirPeers() {
        Trial train = Trial.of("Womens E-Mail", i -> i % 10 < 7);
        Trial test = Trial.of("Womens E-Mail", i -> i % 10 >= 7);
        assertThat(test.rows).hasDimensions(12_778, 9);
        // The peer's logistic two-model learner: 0.0541 with a bootstrap error of 0.013.
        assertThat(test.qini(MetaLearners.two(train.rows, train.treated, train.visits, HillstromTest::logistic)))
                .isCloseTo(0.0541, within(0.01));
        for (Divergence divergence : Divergence.values()) {
            assertThat(test.qini(forest(train, divergence)))
                    .as(divergence.name())
                    .isGreaterThan(0.045);
        }
    }

    @Test
    void forMenNoHeterogeneityIsDetectable() {
        Trial train = Trial.of("Mens E-Mail", i -> i % 10 < 7);
        Trial test = Trial.of("Mens E-Mail", i -> i % 10 >= 7);
        Predictor model = MetaLearners.two(train.rows, train.treated, train.visits, HillstromTest::logistic);
        UpliftVerdict verdict = UpliftVerdict.of(
                model.predict(test.rows),
                test.treated,
                test.visits,
                new Bootstrap(200, 0.95),
                new Random(1),
                Progress.SILENT);
        assertThat(verdict.detectable()).isFalse();
    }
}

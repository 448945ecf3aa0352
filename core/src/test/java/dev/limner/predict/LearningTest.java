package dev.limner.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.evaluation.CalibrationLine;
import dev.limner.predict.ModelDefinition.Algorithm;
import dev.limner.predict.ModelDefinition.Calibration;
import dev.limner.predict.ModelDefinition.Kind;
import dev.limner.predict.ModelDefinition.Learner;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// Every learner behind its one face, and curves that are fitted on what the learner has not seen.
class LearningTest {
    private static final boolean[] IS_TEXT = {false, false, true};
    private static final int CUSTOMERS = 600;

    private static ModelDefinition definition(Kind kind, @Nullable Learner learner, @Nullable Calibration calibration) {
        Words words = new Words("x", "x");
        return new ModelDefinition(
                "x",
                words,
                words,
                kind,
                "any order",
                "any order",
                30,
                null,
                null,
                null,
                new Algorithm(learner, calibration, null, null, null, null),
                null,
                null);
    }

    /// Two numbers and a text for each customer at two cut-offs; a seventh of the first numbers are missing.
    private static FeatureTable table(long seed, int customers) {
        Random random = new Random(seed);
        FeatureTable table = new FeatureTable(IS_TEXT.length);
        for (int customer = 0; customer < customers; customer++) {
            for (int cutoff = 0; cutoff < 2; cutoff++) {
                int row = table.add(customer, cutoff);
                table.put(row, 0, random.nextInt(7) == 0 ? Double.NaN : Math.exp(random.nextGaussian()));
                table.put(row, 1, random.nextInt(10));
                table.put(row, 2, random.nextBoolean() ? "shop" : "web");
            }
        }
        return table;
    }

    private static double chance(FeatureTable table, int row) {
        double first = table.number(0, row);
        double logOdds = (Double.isNaN(first) ? 0 : 1.2 * Math.log1p(first)) + 0.15 * table.number(1, row) - 1.8;
        return 1 / (1 + Math.exp(-(logOdds + ("web".equals(table.text(2, row)) ? 0.8 : 0))));
    }

    private static double[] labels(FeatureTable table, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, table.size())
                .mapToDouble(row -> random.nextDouble() < chance(table, row) ? 1 : 0)
                .toArray();
    }

    private static int[] rows(FeatureTable table) {
        return IntStream.range(0, table.size()).toArray();
    }

    private static Learned learned(ModelDefinition definition, FeatureTable table, double[] labels) {
        Learning learning = new Learning(definition, IS_TEXT, new Work());
        return ((Learning.Result.Done) learning.learn(table, rows(table), labels)).learned();
    }

    private static double slope(Learned learned) {
        FeatureTable fresh = table(8, 4000);
        double[] happened = labels(fresh, 9);
        boolean[] events = new boolean[happened.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = happened[i] > 0;
        }
        return CalibrationLine.of(Learned.scores(learned, fresh, rows(fresh), IS_TEXT), events)
                .slope()
                .orThrow();
    }

    @ParameterizedTest
    @EnumSource(value = Learner.class, mode = EnumSource.Mode.EXCLUDE, names = "ONNX")
    void eachLearnerComesNearTheTruthAndIsTheSameWhenReadAgain(Learner learner) {
        FeatureTable table = table(1, CUSTOMERS);
        FeatureTable fresh = table(2, CUSTOMERS);
        for (Calibration calibration : Calibration.values()) {
            Learned learned = learned(definition(Kind.EVENT, learner, calibration), table, labels(table, 3));
            double[] scores = Learned.scores(learned, fresh, rows(fresh), IS_TEXT);
            double error = IntStream.range(0, scores.length)
                    .mapToDouble(row -> Math.abs(scores[row] - chance(fresh, row)))
                    .average()
                    .orElseThrow();
            assertThat(error).as(calibration.name()).isLessThan(0.09);
            assertThat(Learned.scores(Learned.read(learned.written()), fresh, rows(fresh), IS_TEXT))
                    .isEqualTo(scores);
            assertThat(Arrays.stream(scores)).allMatch(score -> score > 0 && score < 1);
        }
    }

    @Test
    void sharesOfAWeightedSumAddUpToItsLogOdds() {
        FeatureTable table = table(1, CUSTOMERS);
        Learned learned = learned(definition(Kind.EVENT, Learner.LOGISTIC, null), table, labels(table, 3));
        double[] bases = IntStream.range(0, 50)
                .mapToDouble(row -> {
                    double[] numbers = new double[IS_TEXT.length];
                    @Nullable String[] texts = new String[IS_TEXT.length];
                    Learned.fill(table, row, IS_TEXT, numbers, texts);
                    return Bent.logOdds(learned.score(numbers, texts))
                            - Arrays.stream(learned.shares(numbers, texts)).sum();
                })
                .toArray();
        // what is left is one constant, but for the rounding of log-odds out of a probability
        assertThat(Arrays.stream(bases)).allSatisfy(base -> assertThat(base).isCloseTo(bases[0], within(1e-9)));
    }

    @Test
    void aCurveMendsProbabilitiesThatAreTooExtreme() {
        FeatureTable table = table(1, CUSTOMERS);
        double[] labels = labels(table, 3);
        double before = slope(learned(definition(Kind.EVENT, Learner.FOREST, null), table, labels));
        double after = slope(learned(definition(Kind.EVENT, Learner.FOREST, Calibration.PLATT), table, labels));
        assertThat(before).isLessThan(0.85);
        assertThat(Math.abs(after - 1)).isLessThan(Math.abs(before - 1) / 2);
    }

    @Test
    void theCurveRestsOnScoresByModelsThatDoNotKnowTheCustomer() {
        FeatureTable table = table(1, CUSTOMERS);
        double[] labels = labels(table, 3);
        double[] other = labels.clone();
        int customer = 17;
        int[] own = IntStream.range(0, table.size())
                .filter(row -> table.customer(row) == customer)
                .toArray();
        for (int row : own) {
            other[row] = 1 - other[row];
        }
        Learning learning =
                new Learning(definition(Kind.EVENT, Learner.BOOSTING, Calibration.PLATT), IS_TEXT, new Work());
        double[] unseen = learning.unseen(table, rows(table), labels);
        double[] flipped = learning.unseen(table, rows(table), other);
        assertThat(Arrays.stream(own))
                .hasSize(2)
                .allSatisfy(row -> assertThat(flipped[row]).isEqualTo(unseen[row]));
        assertThat(flipped).isNotEqualTo(unseen);
    }

    @Test
    void whatWasStoredBeforeThereWasAChoiceIsStillRead() {
        String boosted = """
                {"algorithm":"boosting","kind":"event","encoding":{"texts":[null]},"start":-1.0,"trees":[{"nodes":[
                  {"column":0,"texts":false,"number":3.5,"missingLeft":true,"left":1,"right":2,"cover":50.0,"leftward":[]},
                  {"column":-1,"texts":false,"number":-0.5,"missingLeft":false,"left":0,"right":0,"cover":30.0,"leftward":[]},
                  {"column":-1,"texts":false,"number":0.75,"missingLeft":false,"left":0,"right":0,"cover":20.0,"leftward":[]}
                ]}]}
                """;
        Learned learned = Learned.read(boosted);
        assertThat(learned.score(new double[] {3}, new String[1])).isCloseTo(1 / (1 + Math.exp(1.5)), within(1e-15));
        assertThat(learned.score(new double[] {4}, new String[1])).isCloseTo(1 / (1 + Math.exp(0.25)), within(1e-15));
        String before = """
                {"algorithm":"GradientBoosting","options":"Options[]","seed":1,"data":"ab","rows":900,"columns":20,
                 "fittedAt":"2024-01-01T00:00:00Z"}
                """;
        ModelCard.Origin origin = JsonMapper.shared().readValue(before, ModelCard.Origin.class);
        assertThat(origin.learner()).isNull();
        assertThat(origin.rows()).isEqualTo(900);
    }

    @Test
    void whatALearnerCannotDoIsRefusedInTheDefinition() {
        assertThatThrownBy(() -> definition(Kind.AMOUNT, Learner.LOGISTIC, null))
                .hasMessageContaining("algorithm.learner")
                .hasMessageContaining("boosting, forest");
        assertThatThrownBy(() -> definition(Kind.UPPER, Learner.FOREST, null)).hasMessageContaining("boosting");
        assertThatThrownBy(() -> definition(Kind.COUNT, null, Calibration.PLATT))
                .hasMessageContaining("algorithm.calibration");
        assertThatThrownBy(() -> new Algorithm(Learner.FOREST, null, null, 8, null, null))
                .hasMessageContaining("algorithm.leaves");
        assertThatThrownBy(() -> new Algorithm(Learner.LOGISTIC, null, 100, null, null, null))
                .hasMessageContaining("algorithm.rounds");
    }
}

package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.portrait.Fitted;
import dev.limner.problem.UserProblem;
import dev.limner.segment.Rfm.Cutoffs;
import dev.limner.segment.Rfm.High;
import dev.limner.segment.Rfm.Options;
import dev.limner.segment.RfmModel.Scores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RfmTest {
    private static final Fitted FITTED = new Fitted(Instant.EPOCH, 0, 0);
    private static final double[][] GOLDEN = golden();

    private static RfmModel fit(Options options, double[]... measures) {
        return Rfm.fit(measures[0], measures[1], measures[2], options, FITTED);
    }

    private static double[][] golden() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RfmTest.class.getResourceAsStream("online_retail_rfm.csv")),
                StandardCharsets.UTF_8))) {
            double[][] rows = lines.lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
            double[][] measures = new double[3][rows.length];
            for (int i = 0; i < rows.length; i++) {
                for (int measure = 0; measure < 3; measure++) {
                    measures[measure][i] = rows[i][measure + 1];
                }
            }
            return measures;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void quintileEdgesMatchPandasOnOnlineRetail() {
        RfmModel model = fit(Options.defaults(), GOLDEN);
        Offset<Double> rounding = within(1e-9); // interpolation in another order of operations
        assertThat(model.edges().recency())
                .zipSatisfy(
                        List.of(13.8, 33.0, 72.0, 180.0),
                        (a, b) -> assertThat(a).isCloseTo(b, rounding));
        assertThat(model.edges().frequency()).containsExactly(1.0, 2.0, 3.0, 6.0);
        assertThat(model.edges().monetary())
                .zipSatisfy(
                        List.of(250.194, 490.096, 942.276, 2058.426),
                        (a, b) -> assertThat(a).isCloseTo(b, rounding));
    }

    @Test
    void meansOfTheScoresAreWhatTheScoresSay() {
        RfmModel model = fit(Options.defaults(), GOLDEN);
        double[] sums = new double[3];
        for (int i = 0; i < GOLDEN[0].length; i++) {
            Scores scores = model.score(GOLDEN[0][i], GOLDEN[1][i], GOLDEN[2][i]);
            assertThat(List.of(scores.r(), scores.f(), scores.m())).allMatch(score -> score >= 1 && score <= 5);
            sums[0] += scores.r();
            sums[1] += scores.f();
            sums[2] += scores.m();
        }
        assertThat(model.highAbove().r()).isCloseTo(sums[0] / 4338, within(1e-12));
        assertThat(model.highAbove().f()).isCloseTo(sums[1] / 4338, within(1e-12));
        assertThat(model.highAbove().m()).isCloseTo(sums[2] / 4338, within(1e-12));
    }

    @Test
    void classSizesOfOnlineRetailAreThoseOfAnIndependentCount() {
        RfmModel model = fit(Options.defaults(), GOLDEN);
        Map<RfmClass, Integer> sizes = new EnumMap<>(RfmClass.class);
        for (int i = 0; i < GOLDEN[0].length; i++) {
            sizes.merge(model.classOf(model.score(GOLDEN[0][i], GOLDEN[1][i], GOLDEN[2][i])), 1, Integer::sum);
        }
        // Counted by twenty lines of Python over the same file.
        assertThat(sizes.values()).containsExactly(1008, 57, 494, 176, 225, 458, 283, 1637);
    }

    @Test
    void aValueOnAnEdgeDoesNotExceedIt() {
        RfmModel model = fit(Options.defaults(), GOLDEN);
        assertThat(model.score(33, 3, 250.193)).isEqualTo(new Scores(4, 3, 1));
        assertThat(model.score(34, 4, 250.195)).isEqualTo(new Scores(3, 4, 2));
        assertThat(model.score(0, 7, 1e9)).isEqualTo(new Scores(5, 5, 5));
        assertThat(model.score(181, 1, 0)).isEqualTo(new Scores(1, 1, 1));
    }

    @Test
    void theEightClassesAreTheEightCornersOfHigh() {
        RfmModel model = new RfmModel(
                Options.defaults(), fit(Options.defaults(), GOLDEN).edges(), new RfmModel.Thresholds(3, 3, 3), FITTED);
        assertThat(model.classOf(new Scores(4, 4, 4))).isEqualTo(RfmClass.IMPORTANT_VALUE);
        assertThat(model.classOf(new Scores(4, 3, 4))).isEqualTo(RfmClass.IMPORTANT_DEVELOP);
        assertThat(model.classOf(new Scores(3, 4, 4))).isEqualTo(RfmClass.IMPORTANT_KEEP);
        assertThat(model.classOf(new Scores(3, 3, 4))).isEqualTo(RfmClass.IMPORTANT_WIN_BACK);
        assertThat(model.classOf(new Scores(4, 4, 3))).isEqualTo(RfmClass.GENERAL_VALUE);
        assertThat(model.classOf(new Scores(4, 3, 3))).isEqualTo(RfmClass.GENERAL_DEVELOP);
        assertThat(model.classOf(new Scores(3, 4, 3))).isEqualTo(RfmClass.GENERAL_KEEP);
        assertThat(model.classOf(new Scores(3, 3, 3))).isEqualTo(RfmClass.GENERAL_WIN_BACK);
    }

    @Test
    void highMayMeanAboveTheMedianOrAThreshold() {
        Options median = new Options(new Cutoffs.Quantile(5), new High.Median());
        assertThat(fit(median, GOLDEN).highAbove()).isEqualTo(new RfmModel.Thresholds(3, 2, 3));
        Options fixed = new Options(new Cutoffs.Quantile(5), new High.Fixed(3.5));
        assertThat(fit(fixed, GOLDEN).highAbove()).isEqualTo(new RfmModel.Thresholds(3.5, 3.5, 3.5));
    }

    @Test
    void learnedEdgesLieBetweenValues() {
        Options learned = new Options(new Cutoffs.Learned(5), new High.Mean());
        RfmModel model = fit(learned, GOLDEN);
        assertThat(model.edges().recency()).hasSize(4).isSorted();
        assertThat(model.edges().frequency()).hasSize(4).isSorted();
        assertThat(model.edges().monetary()).hasSize(4).isSorted();
        assertThat(model.edges().frequency().getFirst()).isBetween(1.0, 2.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quantile", "learned"})
    void equalValuesShareAScoreAndNobodyIsHigh(String method) {
        Cutoffs cutoffs = method.equals("quantile") ? new Cutoffs.Quantile(5) : new Cutoffs.Learned(5);
        double[] same = {2, 2, 2};
        RfmModel model = fit(new Options(cutoffs, new High.Mean()), same, same, same);
        assertThat(model.score(2, 2, 2)).isEqualTo(new Scores(5, 1, 1));
        assertThat(model.classOf(model.score(2, 2, 2))).isEqualTo(RfmClass.GENERAL_WIN_BACK);
    }

    @Test
    void fewerDifferentValuesThanGroupsKeepTheirOrder() {
        double[] two = {1, 1, 1, 9};
        RfmModel model = fit(new Options(new Cutoffs.Learned(5), new High.Mean()), two, two, two);
        assertThat(model.score(1, 1, 1)).isEqualTo(new Scores(5, 1, 1));
        assertThat(model.score(9, 9, 9)).isEqualTo(new Scores(4, 2, 2));
        RfmModel quantile = fit(Options.defaults(), two, two, two);
        assertThat(quantile.score(1, 1, 1).f())
                .isLessThan(quantile.score(9, 9, 9).f());
        assertThat(quantile.score(1, 1, 1).r())
                .isGreaterThan(quantile.score(9, 9, 9).r());
    }

    @Test
    void oneCustomerAndNoneCanBeScored() {
        double[] one = {4};
        assertThat(fit(Options.defaults(), one, one, one).score(4, 4, 4)).isEqualTo(new Scores(5, 1, 1));
        double[] none = {};
        RfmModel model = fit(Options.defaults(), none, none, none);
        assertThat(model.edges().recency()).isEmpty();
        assertThat(model.score(4, 4, 4)).isEqualTo(new Scores(5, 1, 1));
    }

    @Test
    void betterNeverScoresLess() {
        Random random = new Random(11);
        for (int round = 0; round < 50; round++) {
            double[] values =
                    random.ints(1 + random.nextInt(40), 1, 9).asDoubleStream().toArray();
            RfmModel model = fit(Options.defaults(), values, values, values);
            for (double a : values) {
                for (double b : values) {
                    if (a < b) {
                        assertThat(model.score(b, b, b).f())
                                .isGreaterThanOrEqualTo(model.score(a, a, a).f());
                        assertThat(model.score(b, b, b).r())
                                .isLessThanOrEqualTo(model.score(a, a, a).r());
                    }
                }
            }
        }
    }

    @Test
    void aModelIsStoredAndReadAgain() {
        RfmModel model = fit(Options.defaults(), GOLDEN);
        JsonMapper mapper = JsonMapper.shared();
        assertThat(mapper.readValue(mapper.writeValueAsString(model), RfmModel.class))
                .isEqualTo(model);
        RfmModel fixed = fit(
                new Options(
                        new Cutoffs.Fixed(List.of(30.0, 90.0), List.of(1.0, 2.0), List.of(10.0, 99.5)),
                        new High.Fixed(2)),
                GOLDEN);
        assertThat(mapper.readValue(mapper.writeValueAsString(fixed), RfmModel.class))
                .isEqualTo(fixed);
        assertThat(fixed.score(31, 2, 100)).isEqualTo(new Scores(2, 2, 3));
    }

    @Test
    void edgesMustAscend() {
        assertThatThrownBy(() -> new Cutoffs.Fixed(List.of(3.0, 1.0), List.of(1.0, 2.0), List.of(1.0, 2.0)))
                .isInstanceOf(UserProblem.class)
                .hasMessageContaining("ascending");
    }
}

package dev.limner.models.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Estimate;
import dev.limner.models.Progress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SurvivalTest {
    /// Weeks to relapse of 42 children with leukaemia, a minus for still in remission; first 21 with the drug:
    /// Freireich and others, Blood 21 (1963).
    private static final double[] WEEKS = {
        6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35, 1, 1, 2, 2, 3, 4, 4,
        5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23
    };

    private static final double[] TIMES = new double[42];
    private static final boolean[] EVENTS = new boolean[42];
    private static final int[] GROUPS = new int[42];
    private static final double[][] ROWS = new double[42][1];

    static {
        for (int i = 0; i < 42; i++) {
            TIMES[i] = Math.abs(WEEKS[i]);
            EVENTS[i] = WEEKS[i] > 0;
            GROUPS[i] = i < 21 ? 0 : 1;
            ROWS[i][0] = GROUPS[i];
        }
    }

    @Test
    void curveMatchesKaplanAndMeiersTextbookExample() {
        KaplanMeier drug = KaplanMeier.of(Arrays.copyOf(TIMES, 21), Arrays.copyOf(EVENTS, 21));
        // Published: 0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482 with errors 0.0764 and 0.0869
        // first.
        assertThat(drug.survivalAt(6)).isCloseTo(0.8571, within(5e-5));
        assertThat(drug.survivalAt(9)).isCloseTo(0.8067, within(5e-5));
        assertThat(drug.survivalAt(22)).isCloseTo(0.5378, within(5e-5));
        assertThat(drug.survivalAt(100)).isCloseTo(0.4482, within(5e-5));
        assertThat(drug.steps().get(0).error()).isCloseTo(0.0764, within(5e-5));
        assertThat(drug.steps().get(1).error()).isCloseTo(0.0869, within(5e-5));
        assertThat(drug.median()).isEqualTo(new Estimate.Known(23));
        assertThat(drug.survivalAt(1)).isEqualTo(1);
        assertThat(drug.intervalAt(6, 0.95).contains(0.8571)).isTrue();
        assertThat(drug.intervalAt(6, 0.95).upper()).isLessThan(1);
        KaplanMeier never = KaplanMeier.of(new double[] {1, 2}, new boolean[] {false, false});
        assertThat(never.median()).isInstanceOf(Estimate.NotEstimable.class);
    }

    @Test
    void logRankMatchesItsPublishedStatistic() {
        LogRank test = LogRank.of(TIMES, EVENTS, GROUPS);
        assertThat(test.chiSquared()).isCloseTo(16.79, within(0.005));
        assertThat(test.degrees()).isEqualTo(1);
        assertThat(test.p()).isCloseTo(4.17e-5, within(5e-8));
        assertThatThrownBy(() -> LogRank.of(TIMES, EVENTS, new int[42])).hasMessageContaining("1 groups");
    }

    @Test
    void coxMatchesThePublishedCoefficients() {
        CoxModel efron = CoxModel.fit(ROWS, TIMES, EVENTS, CoxModel.Options.defaults(), Progress.SILENT);
        CoxModel breslow =
                CoxModel.fit(ROWS, TIMES, EVENTS, new CoxModel.Options(CoxModel.Ties.BRESLOW, 50), Progress.SILENT);
        // R's survival: 1.5721 (0.4124) with Efron's ties, 1.5092 (0.4096) with Breslow's.
        assertThat(efron.weights()[0]).isCloseTo(1.5721, within(5e-5));
        assertThat(efron.standardErrors()[0]).isCloseTo(0.4124, within(5e-5));
        assertThat(breslow.weights()[0]).isCloseTo(1.5092, within(5e-5));
        assertThat(breslow.standardErrors()[0]).isCloseTo(0.4096, within(5e-5));
        assertThat(efron.survival(new double[] {1}, 10)).isLessThan(efron.survival(new double[] {0}, 10));
        assertThat(efron.baselineHazard(0.5)).isZero();
    }

    @Test
    void weibullMatchesThePublishedFit() {
        AftModel fit =
                AftModel.fit(ROWS, TIMES, EVENTS, AftModel.Options.defaults(AftModel.Shape.WEIBULL), Progress.SILENT);
        // R's survival: 3.516, -1.267, scale 0.732, log-likelihood -106.6.
        assertThat(fit.intercept()).isCloseTo(3.516, within(5e-4));
        assertThat(fit.weights()[0]).isCloseTo(-1.267, within(5e-4));
        assertThat(fit.scale()).isCloseTo(0.732, within(5e-4));
        assertThat(fit.logLikelihood()).isCloseTo(-106.6, within(0.05));
    }

    @ParameterizedTest
    @EnumSource
    void everyShapeIsRecoveredFromCensoredTimes(AftModel.Shape shape) {
        Random random = new Random(7);
        int n = 6000;
        double[][] rows = new double[n][];
        double[] times = new double[n];
        boolean[] events = new boolean[n];
        double scale = shape == AftModel.Shape.EXPONENTIAL ? 1 : 0.6;
        for (int i = 0; i < n; i++) {
            rows[i] = new double[] {random.nextGaussian(), random.nextInt(2)};
            double uniform = random.nextDouble();
            double e = switch (shape) {
                case WEIBULL, EXPONENTIAL -> Math.log(-Math.log1p(-uniform));
                case LOG_NORMAL -> random.nextGaussian();
                case LOG_LOGISTIC -> Math.log(uniform / (1 - uniform));
            };
            double time = Math.exp(2 + 0.5 * rows[i][0] - 0.8 * rows[i][1] + scale * e);
            double end = 15 * random.nextDouble() + 0.01;
            times[i] = Math.min(time, end);
            events[i] = time <= end;
        }
        AftModel fit = AftModel.fit(rows, times, events, AftModel.Options.defaults(shape), Progress.SILENT);
        assertThat(fit.converged()).isTrue();
        // Standard errors are below 0.03 throughout.
        assertThat(fit.intercept()).isCloseTo(2, within(0.1));
        assertThat(fit.weights()[0]).isCloseTo(0.5, within(0.1));
        assertThat(fit.weights()[1]).isCloseTo(-0.8, within(0.1));
        assertThat(fit.scale()).isCloseTo(scale, within(0.06));
        assertThat(fit.survival(rows[0], fit.median(rows[0]))).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void coxIsRecoveredWhateverTheBaseline() {
        Random random = new Random(8);
        int n = 5000;
        double[][] rows = new double[n][];
        double[] times = new double[n];
        boolean[] events = new boolean[n];
        double[] risks = new double[n];
        for (int i = 0; i < n; i++) {
            rows[i] = new double[] {random.nextGaussian(), random.nextInt(2)};
            risks[i] = 0.7 * rows[i][0] - 0.5 * rows[i][1];
            double time = Math.ceil(20 * Math.pow(random.nextExponential() * Math.exp(-risks[i]), 0.7));
            times[i] = Math.min(time, 40);
            events[i] = time <= 40;
        }
        CoxModel fit = CoxModel.fit(rows, times, events, CoxModel.Options.defaults(), Progress.SILENT);
        assertThat(fit.weights()[0]).isCloseTo(0.7, within(4 * fit.standardErrors()[0]));
        assertThat(fit.weights()[1]).isCloseTo(-0.5, within(4 * fit.standardErrors()[1]));
        double concordance = Concordance.of(times, events, risks).orThrow();
        assertThat(concordance).isBetween(0.65, 0.75);
        assertThat(concordance).isCloseTo(byDefinition(times, events, risks), within(1e-12));
    }

    private static double byDefinition(double[] times, boolean[] events, double[] risks) {
        double right = 0;
        double pairs = 0;
        for (int i = 0; i < times.length; i++) {
            for (int j = 0; events[i] && j < times.length; j++) {
                if (times[j] > times[i] || (times[j] == times[i] && !events[j])) {
                    pairs++;
                    right += risks[i] > risks[j] ? 1 : risks[i] == risks[j] ? 0.5 : 0;
                }
            }
        }
        return right / pairs;
    }

    @Test
    void timesMustBeAboveZero() {
        assertThatThrownBy(() -> KaplanMeier.of(new double[] {0, 1}, new boolean[2]))
                .hasMessage("a time is not above 0 or not finite");
        assertThat(Concordance.of(new double[] {1, 2}, new boolean[2], new double[2]))
                .isInstanceOf(Estimate.NotEstimable.class);
    }
}

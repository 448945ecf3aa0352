package dev.limner.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Estimate;
import dev.limner.models.Progress;
import org.junit.jupiter.api.Test;

class OptimisersTest {
    private static double banana(double[] p) {
        return Math.pow(1 - p[0], 2) + 100 * Math.pow(p[1] - p[0] * p[0], 2);
    }

    @Test
    void bothFindTheFootOfRosenbrocksValley() {
        Minimum newton = BoundedBfgs.minimise(OptimisersTest::banana, new double[] {-1.2, 1}, -5, 5, Progress.SILENT);
        assertThat(newton.point()).containsExactly(new double[] {1, 1}, within(1e-5));
        assertThat(newton.converged()).isTrue();
        Minimum simplex = NelderMead.minimise(OptimisersTest::banana, new double[] {-1.2, 1}, 0.5, 1e-14, 2000);
        assertThat(simplex.point()).containsExactly(new double[] {1, 1}, within(1e-5));
        assertThat(simplex.converged()).isTrue();
    }

    @Test
    void boundsHold() {
        Minimum minimum = BoundedBfgs.minimise(
                p -> Math.pow(p[0] - 9, 2) + p[1] * p[1], new double[] {0, 1}, -3, 3, Progress.SILENT);
        assertThat(minimum.point()).containsExactly(new double[] {3, 0}, within(1e-6));
    }

    @Test
    void aSearchMayCrossUndefinedGround() {
        Minimum minimum =
                BoundedBfgs.minimise(p -> p[0] - Math.log(p[0]), new double[] {0.01}, -2, 12, Progress.SILENT);
        assertThat(minimum.point()[0]).isCloseTo(1, within(1e-5));
    }

    @Test
    void likelihoodGivesTheTextbookErrorOfAnExponentialRate() {
        // n events in time S: the rate is n / S and its standard error rate / sqrt(n).
        MaximumLikelihood fit = MaximumLikelihood.of(p -> 50 * Math.log(p[0]) - p[0] * 200, 50, Progress.SILENT, 1);
        assertThat(fit.values()[0]).isCloseTo(0.25, within(1e-7));
        assertThat(fit.standardErrors().getFirst().orThrow()).isCloseTo(0.25 / Math.sqrt(50), within(1e-7));
    }

    @Test
    void likelihoodWithoutPeakHasNoErrors() {
        MaximumLikelihood fit = MaximumLikelihood.of(p -> -1 / p[0], 10, Progress.SILENT, 1);
        assertThat(fit.standardErrors().getFirst()).isInstanceOf(Estimate.NotEstimable.class);
    }

    @Test
    void choleskySolvesAndInverts() {
        double[][] matrix = {{4, 2, 1}, {2, 5, 3}, {1, 3, 6}};
        Cholesky cholesky = Cholesky.of(matrix);
        double[] x = cholesky.solve(new double[] {9, 21, 25});
        assertThat(x).containsExactly(new double[] {25.0 / 67, 152.0 / 67, 199.0 / 67}, within(1e-12));
        assertThat(cholesky.logDeterminant()).isCloseTo(Math.log(67), within(1e-12));
        assertThat(cholesky.inverse()[0][0]).isCloseTo(21.0 / 67, within(1e-12));
        assertThatThrownBy(() -> Cholesky.of(new double[][] {{1, 2}, {2, 1}})).isInstanceOf(ArithmeticException.class);
    }
}

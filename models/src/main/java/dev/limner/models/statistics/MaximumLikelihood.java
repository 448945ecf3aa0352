package dev.limner.models.statistics;

import dev.limner.models.Estimate;
import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Positive parameters at the greatest likelihood: a bounded search over their logarithms, so that none can
/// run away, with standard errors from the curvature at the optimum (the inverse observed information).
///
/// @param values the parameters, in the order of the likelihood's argument
/// @param standardErrors one a parameter; not estimable where the likelihood has no peak inside the bounds
/// @param logLikelihood the sum, not the mean, over the observations
/// @param converged whether the search ended by its own criterion
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record MaximumLikelihood(
        double[] values, List<Estimate> standardErrors, double logLikelihood, boolean converged) {
    /// The bound on each |ln parameter|: e^12 is about 163,000.
    public static final double BOUND = 12;

    public MaximumLikelihood {
        standardErrors = List.copyOf(standardErrors);
    }

    /// Maximises `logLikelihood`, the sum over `observations` as a function of the parameters, from `start`.
    public static MaximumLikelihood of(
            ToDoubleFunction<double[]> logLikelihood, double observations, Progress progress, double... start) {
        ToDoubleFunction<double[]> objective = logs -> -logLikelihood.applyAsDouble(exp(logs)) / observations;
        double[] logs = Arrays.stream(start).map(Math::log).toArray();
        Minimum minimum = BoundedBfgs.minimise(objective, logs, -BOUND, BOUND, progress);
        double[] values = exp(minimum.point());
        return new MaximumLikelihood(
                values,
                errors(objective, minimum.point(), values, observations),
                -minimum.value() * observations,
                minimum.converged());
    }

    /// The parameters by their `names`, in the order of the likelihood's argument.
    public List<Fitted.Parameter> parameters(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Fitted.Parameter(names.get(i), values[i], standardErrors.get(i)))
                .toList();
    }

    private static double[] exp(double[] logs) {
        return Arrays.stream(logs).map(Math::exp).toArray();
    }

    /// Errors in the parameters themselves: those of the logarithms times the values (the gradient is 0 at a
    /// peak).
    private static List<Estimate> errors(
            ToDoubleFunction<double[]> objective, double[] logs, double[] values, double observations) {
        double[][] curvature = curvature(objective, logs);
        boolean inside = Arrays.stream(logs).allMatch(x -> Math.abs(x) < BOUND);
        double[][] covariance;
        try {
            covariance = inside ? Cholesky.of(curvature).inverse() : new double[0][];
        } catch (ArithmeticException _) {
            covariance = new double[0][];
        }
        if (covariance.length == 0) {
            Estimate none = new Estimate.NotEstimable("the likelihood has no peak there");
            return Collections.nCopies(values.length, none);
        }
        double[][] known = covariance;
        return IntStream.range(0, values.length)
                .<Estimate>mapToObj(i -> new Estimate.Known(values[i] * Math.sqrt(known[i][i] / observations)))
                .toList();
    }

    /// Second derivatives by central differences.
    private static double[][] curvature(ToDoubleFunction<double[]> objective, double[] point) {
        int n = point.length;
        double h = 1e-3;
        double[][] curvature = new double[n][n];
        double centre = objective.applyAsDouble(point);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                if (i == j) {
                    double near = at(objective, point, i, h, j, 0) + at(objective, point, i, -h, j, 0);
                    double far = at(objective, point, i, 2 * h, j, 0) + at(objective, point, i, -2 * h, j, 0);
                    curvature[i][i] = (16 * near - far - 30 * centre) / (12 * h * h);
                } else {
                    curvature[i][j] = (at(objective, point, i, h, j, h)
                                    - at(objective, point, i, h, j, -h)
                                    - at(objective, point, i, -h, j, h)
                                    + at(objective, point, i, -h, j, -h))
                            / (4 * h * h);
                    curvature[j][i] = curvature[i][j];
                }
            }
        }
        return curvature;
    }

    private static double at(ToDoubleFunction<double[]> objective, double[] point, int i, double di, int j, double dj) {
        double[] near = point.clone();
        near[i] += di;
        near[j] += dj;
        return objective.applyAsDouble(near);
    }
}

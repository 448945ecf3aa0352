package dev.limner.models.statistics;

import dev.limner.models.Progress;
import java.util.Arrays;
import java.util.function.Function;

/// The way up to the greatest value of a function whose first two derivatives are known: Newton's steps, each
/// halved until it does not lead down.
public final class Newton {
    private static final double REST = 1e-12;
    private static final double SHORTEST = 1e-8;

    private Newton() {}

    /// The function at a point.
    ///
    /// @param value what is to be made great
    /// @param gradient its first derivatives
    /// @param information its second derivatives with the opposite sign, rows; only the lower triangle is read, and
    /// a coordinate with a 0 on the diagonal stays where it is
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Slope(double value, double[] gradient, double[][] information) {}

    /// Where the way ended.
    ///
    /// @param point the point
    /// @param slope the function there
    /// @param converged whether the last step no longer gained anything
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Peak(double[] point, Slope slope, boolean converged) {
        /// The inverse of the information: the covariance of estimates where the function is a log-likelihood.
        ///
        /// @throws ArithmeticException where the information is singular
        public double[][] covariance() {
            return factorised(slope.information, 0).inverse();
        }
    }

    /// Climbs `function` from `start` in at most `iterations` steps.
    ///
    /// @param damped whether steps are shortened where the function is not yet round; else that is an error
    /// @throws ArithmeticException where the information is singular and steps are not damped
    public static Peak climb(
            Function<double[], Slope> function, double[] start, int iterations, boolean damped, Progress progress) {
        double[] point = start;
        Slope slope = function.apply(point);
        boolean converged = false;
        for (int iteration = 0; iteration < iterations && !converged; iteration++) {
            progress.report(iteration / (double) iterations);
            double[] step = step(slope, damped);
            double least = slope.value - REST * Math.abs(slope.value);
            double length = 1;
            double[] next = moved(point, step, length);
            Slope there = function.apply(next);
            while (!(there.value >= least) && length > SHORTEST) {
                length /= 2;
                next = moved(point, step, length);
                there = function.apply(next);
            }
            converged = !(there.value - slope.value > REST * (1 + Math.abs(slope.value)));
            if (there.value >= least) {
                point = next;
                slope = there;
            }
        }
        return new Peak(point, slope, converged);
    }

    private static double[] step(Slope slope, boolean damped) {
        double ridge = 0;
        while (true) {
            try {
                return factorised(slope.information, ridge).solve(slope.gradient);
            } catch (ArithmeticException singular) {
                if (!damped || ridge > 1e12) {
                    throw singular;
                }
                ridge = Math.max(0.01, 4 * ridge);
            }
        }
    }

    private static Cholesky factorised(double[][] information, double ridge) {
        double[][] held = Arrays.stream(information).map(double[]::clone).toArray(double[][]::new);
        for (int j = 0; j < held.length; j++) {
            held[j][j] = held[j][j] == 0 ? 1 : held[j][j] + ridge * (1 + Math.abs(held[j][j]));
        }
        return Cholesky.of(held);
    }

    private static double[] moved(double[] point, double[] step, double length) {
        double[] next = point.clone();
        for (int j = 0; j < next.length; j++) {
            next[j] += length * step[j];
        }
        return next;
    }
}

package dev.limner.models.statistics;

import dev.limner.models.Progress;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/// A quasi-Newton search for a minimum within a box: Broyden, Fletcher, Goldfarb and Shanno's update on the
/// variables that are not held at a bound (Bertsekas, SIAM Journal on Control and Optimization 20, 1982),
/// capped steps, Armijo backtracking, gradients by central differences. Unbounded searches run into regions
/// where a likelihood cancels to a false optimum.
public final class BoundedBfgs {
    private static final double DIFFERENCE = Math.cbrt(Math.ulp(1.0));
    private static final double LONGEST_STEP = 2;

    private final ToDoubleFunction<double[]> objective;
    private final double lower;
    private final double upper;
    private int evaluations;

    private BoundedBfgs(ToDoubleFunction<double[]> objective, double lower, double upper) {
        this.objective = objective;
        this.lower = lower;
        this.upper = upper;
    }

    /// Minimises `objective` from `start`, every coordinate between `lower` and `upper`. Points at which the
    /// objective is not a number count as infinitely bad. The objective should be of order 1 (a mean, not a
    /// sum).
    public static Minimum minimise(
            ToDoubleFunction<double[]> objective, double[] start, double lower, double upper, Progress progress) {
        return new BoundedBfgs(objective, lower, upper).search(start.clone(), progress);
    }

    private Minimum search(double[] start, Progress progress) {
        int n = start.length;
        double[] point = clamp(start);
        double value = at(point);
        double[] gradient = gradient(point);
        double[][] inverse = identity(n);
        int stalled = 0;
        boolean fresh = true;
        for (int iteration = 0; iteration < 500; iteration++) {
            // How many steps it takes is not known before: the share nears 1 without reaching it.
            progress.report(iteration / (iteration + 20.0));
            boolean[] held = held(point, gradient);
            if (largest(gradient, held) < 1e-9) {
                return new Minimum(point, value, evaluations, true);
            }
            double[] step = direction(inverse, gradient, held);
            double slope = dot(step, gradient);
            if (!(slope < 0)) {
                inverse = identity(n);
                step = direction(inverse, gradient, held);
                slope = dot(step, gradient);
                fresh = true;
            }
            double[] next = point;
            double nextValue = value;
            double length = 1;
            for (int halving = 0; halving < 40; halving++, length /= 2) {
                double[] trial = clamp(plus(point, step, length));
                double trialValue = at(trial);
                if (trialValue <= value + 1e-4 * length * slope && trialValue < value) {
                    next = trial;
                    nextValue = trialValue;
                    break;
                }
            }
            if (next == point) {
                if (fresh) {
                    return new Minimum(point, value, evaluations, largest(gradient, held) < 1e-4);
                }
                inverse = identity(n);
                fresh = true;
                continue;
            }
            double[] nextGradient = gradient(next);
            update(inverse, plus(next, point, -1), plus(nextGradient, gradient, -1));
            fresh = false;
            stalled = value - nextValue < 1e-14 * (1 + Math.abs(value)) ? stalled + 1 : 0;
            point = next;
            value = nextValue;
            gradient = nextGradient;
            if (stalled == 3) {
                return new Minimum(point, value, evaluations, true);
            }
        }
        return new Minimum(point, value, evaluations, false);
    }

    private double at(double[] point) {
        evaluations++;
        double value = objective.applyAsDouble(point);
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    private double[] gradient(double[] point) {
        double[] gradient = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            double[] near = point.clone();
            double h = DIFFERENCE * Math.max(1, Math.abs(point[i]));
            near[i] = Math.min(upper, point[i] + h);
            double above = at(near);
            double width = near[i];
            near[i] = Math.max(lower, point[i] - h);
            width -= near[i];
            gradient[i] = (above - at(near)) / width;
        }
        return gradient;
    }

    private boolean[] held(double[] point, double[] gradient) {
        boolean[] held = new boolean[point.length];
        for (int i = 0; i < point.length; i++) {
            held[i] = (point[i] <= lower && gradient[i] > 0) || (point[i] >= upper && gradient[i] < 0);
        }
        return held;
    }

    private static double[] direction(double[][] inverse, double[] gradient, boolean[] held) {
        double[] step = new double[gradient.length];
        double longest = 0;
        for (int i = 0; i < step.length; i++) {
            if (!held[i]) {
                for (int j = 0; j < step.length; j++) {
                    step[i] -= held[j] ? 0 : inverse[i][j] * gradient[j];
                }
                longest = Math.max(longest, Math.abs(step[i]));
            }
        }
        if (longest > LONGEST_STEP) {
            for (int i = 0; i < step.length; i++) {
                step[i] *= LONGEST_STEP / longest;
            }
        }
        return step;
    }

    private static void update(double[][] inverse, double[] moved, double[] changed) {
        int n = moved.length;
        double curvature = dot(moved, changed);
        if (!(curvature > 1e-14)) {
            return;
        }
        double[] image = new double[n];
        for (int i = 0; i < n; i++) {
            image[i] = dot(inverse[i], changed);
        }
        double scale = (1 + dot(changed, image) / curvature) / curvature;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse[i][j] += scale * moved[i] * moved[j] - (image[i] * moved[j] + moved[i] * image[j]) / curvature;
            }
        }
    }

    private double[] clamp(double[] point) {
        return Arrays.stream(point).map(x -> Math.clamp(x, lower, upper)).toArray();
    }

    private static double largest(double[] gradient, boolean[] held) {
        double largest = 0;
        for (int i = 0; i < gradient.length; i++) {
            largest = held[i] ? largest : Math.max(largest, Math.abs(gradient[i]));
        }
        return largest;
    }

    private static double[] plus(double[] point, double[] step, double length) {
        double[] sum = point.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += length * step[i];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }
}

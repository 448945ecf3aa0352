package dev.limner.models.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/// A search for a minimum that asks for no derivative, for rough objectives of few variables: Nelder and Mead,
/// The Computer Journal 7 (1965), with the coefficients that adapt to the dimension of Gao and Han,
/// Computational Optimization and Applications 51 (2012).
public final class NelderMead {
    private NelderMead() {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Corner(double[] point, double value) {}

    /// Minimises `objective` from a simplex at `start` with edges `edge`, until its values differ by less than
    /// `tolerance` relative to their size, or `limit` evaluations. Not a number counts as infinitely bad.
    public static Minimum minimise(
            ToDoubleFunction<double[]> objective, double[] start, double edge, double tolerance, int limit) {
        int n = start.length;
        double expand = 1 + 2.0 / n;
        double contract = 0.75 - 0.5 / n;
        double shrink = n == 1 ? 0.5 : 1 - 1.0 / n;
        Corner[] simplex = new Corner[n + 1];
        for (int i = 0; i <= n; i++) {
            double[] point = start.clone();
            if (i > 0) {
                point[i - 1] += edge;
            }
            simplex[i] = corner(objective, point);
        }
        int evaluations = n + 1;
        while (evaluations < limit) {
            Arrays.sort(simplex, Comparator.comparingDouble(Corner::value));
            Corner best = simplex[0];
            Corner worst = simplex[n];
            if (worst.value - best.value <= tolerance * (Math.abs(best.value) + tolerance)) {
                return new Minimum(best.point, best.value, evaluations, true);
            }
            double[] centre = new double[n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    centre[j] += simplex[i].point[j] / n;
                }
            }
            Corner reflected = corner(objective, beyond(centre, worst.point, 1));
            evaluations++;
            if (reflected.value < best.value) {
                Corner expanded = corner(objective, beyond(centre, worst.point, expand));
                evaluations++;
                simplex[n] = expanded.value < reflected.value ? expanded : reflected;
            } else if (reflected.value < simplex[n - 1].value) {
                simplex[n] = reflected;
            } else {
                boolean outside = reflected.value < worst.value;
                Corner contracted = corner(objective, beyond(centre, worst.point, outside ? contract : -contract));
                evaluations++;
                if (contracted.value < Math.min(reflected.value, worst.value)) {
                    simplex[n] = contracted;
                } else {
                    for (int i = 1; i <= n; i++) {
                        simplex[i] = corner(objective, beyond(best.point, simplex[i].point, -shrink));
                    }
                    evaluations += n;
                }
            }
        }
        Arrays.sort(simplex, Comparator.comparingDouble(Corner::value));
        return new Minimum(simplex[0].point, simplex[0].value, evaluations, false);
    }

    private static Corner corner(ToDoubleFunction<double[]> objective, double[] point) {
        double value = objective.applyAsDouble(point);
        return new Corner(point, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value);
    }

    private static double[] beyond(double[] centre, double[] worst, double factor) {
        double[] point = new double[centre.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = centre[i] + factor * (centre[i] - worst[i]);
        }
        return point;
    }
}

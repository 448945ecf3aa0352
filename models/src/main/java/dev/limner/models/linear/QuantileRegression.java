package dev.limner.models.linear;

import dev.limner.models.Fingerprint;
import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.Solver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A quantile of the target as a weighted sum of measures: Koenker and Bassett, Econometrica 46 (1978). The
/// exact optimum, by walking along the edges of the linear programme (Barrodale and Roberts 1973; Koenker and
/// d'Orey, Applied Statistics 36, 1987): it passes through as many rows as it has coefficients.
public final class QuantileRegression implements Predictor {
    private final double[] coefficients;
    private final double loss;
    private final Provenance provenance;

    private QuantileRegression(double[] coefficients, double loss, Provenance provenance) {
        this.coefficients = coefficients;
        this.loss = loss;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param quantile which quantile, between 0 and 1
    /// @param steps the most edges to walk along
    public record Options(double quantile, int steps) {
        public Options {
            if (!(quantile > 0 && quantile < 1) || steps < 1) {
                throw new IllegalArgumentException("quantile " + quantile + ", steps " + steps);
            }
        }

        /// At most 100,000 edges.
        public static Options defaults(double quantile) {
            return new Options(quantile, 100_000);
        }
    }

    /// Fits `y` over `rows`, one an index; an intercept is added.
    ///
    /// @throws ArithmeticException where columns depend on each other
    public static QuantileRegression fit(double[][] rows, double[] y, Options options, Progress progress) {
        if (rows.length == 0 || rows.length != y.length || rows.length <= rows[0].length) {
            throw new IllegalArgumentException(rows.length + " rows for " + y.length + " targets");
        }
        int p = rows[0].length + 1;
        double[][] x = new double[rows.length][p];
        for (int i = 0; i < rows.length; i++) {
            x[i][0] = 1;
            System.arraycopy(rows[i], 0, x[i], 1, p - 1);
        }
        double[] beta = new Walk(x, y, options, progress).run();
        double loss = 0;
        for (int i = 0; i < y.length; i++) {
            double gap = y[i] - dot(x[i], beta);
            loss += gap > 0 ? options.quantile * gap : (options.quantile - 1) * gap;
        }
        Provenance provenance = Provenance.of(
                "QuantileRegression",
                options,
                rows.length,
                p - 1,
                Fingerprint.of(rows).and(y),
                progress);
        return new QuantileRegression(beta, loss, provenance);
    }

    private static final class Walk {
        private static final double GOLDEN_RATIO = 0.6180339887498949;
        private final double[][] x;
        private final double[] exact;
        private final double[] y;
        private final Options options;
        private final Progress progress;
        private final int[] basis;
        private final boolean[] inBasis;

        Walk(double[][] x, double[] y, Options options, Progress progress) {
            this.x = x;
            exact = y;
            this.y = shaken(y);
            this.options = options;
            this.progress = progress;
            basis = independentRows(x);
            inBasis = new boolean[x.length];
            for (int row : basis) {
                inBasis[row] = true;
            }
        }

        double[] run() {
            for (int step = 0; step < options.steps; step++) {
                if (step % 64 == 0) {
                    progress.report(step / (double) options.steps);
                }
                double[][] inverse =
                        Solver.inverse(Arrays.stream(basis).mapToObj(i -> x[i]).toArray(double[][]::new));
                double[] beta = through(inverse, y);
                double[] gaps = new double[y.length];
                double largest = 0;
                for (int i = 0; i < y.length; i++) {
                    gaps[i] = y[i] - dot(x[i], beta);
                    largest = Math.max(largest, Math.abs(y[i]));
                }
                if (!improve(inverse, gaps, 1e-12 * largest)) {
                    return through(inverse, exact);
                }
            }
            throw new ArithmeticException("no optimum within " + options.steps + " steps");
        }

        /// Targets moved by up to a hundred-millionth of their spread, so that no more rows than there are
        /// coefficients lie on one plane, where the walk could end too early.
        private static double[] shaken(double[] y) {
            double low = Arrays.stream(y).min().orElseThrow();
            double unit = 1e-8 * (Arrays.stream(y).max().orElseThrow() - low);
            double[] shaken = new double[y.length];
            Arrays.setAll(shaken, i -> y[i] + unit * ((i + 1) * GOLDEN_RATIO % 1 - 0.5));
            return shaken;
        }

        /// The coefficients that pass through the rows of the basis.
        private double[] through(double[][] inverse, double[] targets) {
            double[] beta = new double[basis.length];
            for (int j = 0; j < beta.length; j++) {
                for (int k = 0; k < beta.length; k++) {
                    beta[j] += inverse[j][k] * targets[basis[k]];
                }
            }
            return beta;
        }

        /// Leaves the basis along the steepest of its edges to the lowest point on it; `false` where no edge
        /// descends.
        private boolean improve(double[][] inverse, double[] gaps, double zero) {
            int p = basis.length;
            double steepest = -1e-9;
            int leaving = -1;
            double[] along = new double[p];
            for (int k = 0; k < p; k++) {
                double[] direction = new double[p];
                for (int sign = -1; sign <= 1; sign += 2) {
                    for (int j = 0; j < p; j++) {
                        direction[j] = sign * inverse[j][k];
                    }
                    double slope = slope(direction, gaps, zero, sign);
                    if (slope < steepest) {
                        steepest = slope;
                        leaving = k;
                        along = direction.clone();
                    }
                }
            }
            if (leaving < 0) {
                return false;
            }
            int entering = lowest(along, gaps, zero, steepest);
            inBasis[basis[leaving]] = false;
            basis[leaving] = entering;
            inBasis[entering] = true;
            return true;
        }

        private double slope(double[] direction, double[] gaps, double zero, int sign) {
            double tau = options.quantile;
            // The row that is left moves by `sign`, the other rows of the basis stay.
            double slope = sign > 0 ? 1 - tau : tau;
            for (int i = 0; i < gaps.length; i++) {
                if (inBasis[i]) {
                    continue;
                }
                double rate = dot(x[i], direction);
                double gap = Math.abs(gaps[i]) <= zero ? -rate : gaps[i];
                slope += gap > 0 ? -tau * rate : (1 - tau) * rate;
            }
            return slope;
        }

        /// The row that the fit meets where the slope along the edge turns upward.
        private int lowest(double[] direction, double[] gaps, double zero, double slope) {
            List<double[]> breaks = new ArrayList<>();
            for (int i = 0; i < gaps.length; i++) {
                double rate = inBasis[i] ? 0 : dot(x[i], direction);
                if (Math.abs(gaps[i]) > zero && gaps[i] / rate > 0 && Double.isFinite(gaps[i] / rate)) {
                    breaks.add(new double[] {gaps[i] / rate, Math.abs(rate), i});
                }
            }
            breaks.sort(Comparator.comparingDouble((double[] at) -> at[0]));
            double now = slope;
            for (double[] at : breaks) {
                now += at[1];
                if (now >= 0) {
                    return (int) at[2];
                }
            }
            throw new ArithmeticException("the loss falls without end");
        }

        /// The first rows that do not depend on each other, by elimination.
        private static int[] independentRows(double[][] x) {
            int p = x[0].length;
            int[] chosen = new int[p];
            List<double[]> reduced = new ArrayList<>();
            List<Integer> pivots = new ArrayList<>();
            for (int i = 0; i < x.length && reduced.size() < p; i++) {
                double[] row = x[i].clone();
                double size = Arrays.stream(row).map(Math::abs).max().orElse(0);
                for (int r = 0; r < reduced.size(); r++) {
                    double factor = row[pivots.get(r)] / reduced.get(r)[pivots.get(r)];
                    for (int j = 0; j < p; j++) {
                        row[j] -= factor * reduced.get(r)[j];
                    }
                }
                int pivot = 0;
                for (int j = 1; j < p; j++) {
                    pivot = Math.abs(row[j]) > Math.abs(row[pivot]) ? j : pivot;
                }
                if (Math.abs(row[pivot]) > 1e-7 * size) {
                    chosen[reduced.size()] = i;
                    reduced.add(row);
                    pivots.add(pivot);
                }
            }
            if (reduced.size() < p) {
                throw new ArithmeticException("columns depend on each other");
            }
            return chosen;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    @Override
    public double predict(double[] row) {
        double sum = coefficients[0];
        for (int j = 0; j < row.length; j++) {
            sum += coefficients[j + 1] * row[j];
        }
        return sum;
    }

    /// The intercept and the weight of every column.
    public double[] coefficients() {
        return coefficients.clone();
    }

    /// The summed pinball loss of the rows of the fit.
    public double loss() {
        return loss;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}

package dev.limner.models.tree;

import dev.limner.models.statistics.Quantiles;
import java.util.Arrays;

/// What boosting makes small: for targets y and scores s its value, its derivatives and the meaning of a score.
public sealed interface Loss {
    /// The best score that all rows share.
    double start(double[] y);

    /// Fills the first and second derivatives of the loss of every row.
    void derivatives(double[] y, double[] scores, double[] first, double[] second);

    /// The mean loss.
    double mean(double[] y, double[] scores);

    /// The prediction that a score stands for.
    default double prediction(double score) {
        return score;
    }

    /// The same loss over the rows numbered `rows` alone.
    default Loss over(int[] rows) {
        return this;
    }

    /// Events (y = 1) or none (y = 0); a score is a log-odds, a prediction a probability.
    record Logistic() implements Loss {
        @Override
        public double start(double[] y) {
            double mean = Arrays.stream(y).average().orElse(0.5);
            double held = Math.clamp(mean, 1e-9, 1 - 1e-9);
            return Math.log(held / (1 - held));
        }

        @Override
        public void derivatives(double[] y, double[] scores, double[] first, double[] second) {
            for (int i = 0; i < y.length; i++) {
                double p = prediction(scores[i]);
                first[i] = p - y[i];
                second[i] = Math.max(p * (1 - p), 1e-16);
            }
        }

        @Override
        public double mean(double[] y, double[] scores) {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                double z = scores[i];
                sum += Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0) - y[i] * z;
            }
            return sum / y.length;
        }

        @Override
        public double prediction(double score) {
            return 1 / (1 + Math.exp(-score));
        }
    }

    /// Numbers of any size; a prediction is a mean.
    record Squared() implements Loss {
        @Override
        public double start(double[] y) {
            return Arrays.stream(y).average().orElse(0);
        }

        @Override
        public void derivatives(double[] y, double[] scores, double[] first, double[] second) {
            for (int i = 0; i < y.length; i++) {
                first[i] = scores[i] - y[i];
                second[i] = 1;
            }
        }

        @Override
        public double mean(double[] y, double[] scores) {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                sum += (scores[i] - y[i]) * (scores[i] - y[i]);
            }
            return sum / y.length;
        }
    }

    /// Counts or amounts of at least 0; a score is the logarithm of the mean.
    record Poisson() implements Loss {
        @Override
        public double start(double[] y) {
            return Math.log(Math.max(Arrays.stream(y).average().orElse(0), 1e-9));
        }

        @Override
        public void derivatives(double[] y, double[] scores, double[] first, double[] second) {
            for (int i = 0; i < y.length; i++) {
                double mean = Math.exp(scores[i]);
                first[i] = mean - y[i];
                second[i] = mean;
            }
        }

        @Override
        public double mean(double[] y, double[] scores) {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                sum += Math.exp(scores[i]) - y[i] * scores[i];
            }
            return sum / y.length;
        }

        @Override
        public double prediction(double score) {
            return Math.exp(score);
        }
    }

    /// The value that a share `quantile` (0 to 1) of the rows lies below: Koenker and Bassett, Econometrica 46
    /// (1978).
    record Pinball(double quantile) implements Loss {
        public Pinball {
            if (!(quantile > 0 && quantile < 1)) {
                throw new IllegalArgumentException("quantile " + quantile + " is not between 0 and 1");
            }
        }

        @Override
        public double start(double[] y) {
            return Quantiles.of(y, quantile)[0];
        }

        @Override
        public void derivatives(double[] y, double[] scores, double[] first, double[] second) {
            for (int i = 0; i < y.length; i++) {
                first[i] = y[i] > scores[i] ? -quantile : 1 - quantile;
                second[i] = 1;
            }
        }

        @Override
        public double mean(double[] y, double[] scores) {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                double gap = y[i] - scores[i];
                sum += gap > 0 ? quantile * gap : (quantile - 1) * gap;
            }
            return sum / y.length;
        }
    }

    /// An order within groups (the offers shown to one customer): the logistic loss of every pair of different
    /// y of a group, Burges and others, "RankNet", ICML 2005. Only differences of scores within a group mean
    /// anything.
    final class Pairwise implements Loss {
        private final int[] groups;

        /// @param groups the group of every row; the rows of a group stand together
        public Pairwise(int... groups) {
            this.groups = groups.clone();
        }

        @Override
        public double start(double[] y) {
            return 0;
        }

        @Override
        public void derivatives(double[] y, double[] scores, double[] first, double[] second) {
            Arrays.fill(first, 0);
            Arrays.fill(second, 1e-16);
            pairs(y, (high, low) -> {
                double p = 1 / (1 + Math.exp(scores[high] - scores[low]));
                first[high] -= p;
                first[low] += p;
                second[high] += p * (1 - p);
                second[low] += p * (1 - p);
            });
        }

        @Override
        public double mean(double[] y, double[] scores) {
            double[] sums = new double[2];
            pairs(y, (high, low) -> {
                double z = scores[high] - scores[low];
                sums[0] += Math.log1p(Math.exp(-Math.abs(z))) + Math.max(-z, 0);
                sums[1]++;
            });
            return sums[1] == 0 ? 0 : sums[0] / sums[1];
        }

        @Override
        public Loss over(int[] rows) {
            return new Pairwise(Arrays.stream(rows).map(row -> groups[row]).toArray());
        }

        private interface Pair {
            void see(int high, int low);
        }

        private void pairs(double[] y, Pair pair) {
            for (int from = 0, to; from < y.length; from = to) {
                to = from + 1;
                while (to < y.length && groups[to] == groups[from]) {
                    to++;
                }
                for (int a = from; a < to; a++) {
                    for (int b = from; b < to; b++) {
                        if (y[a] > y[b]) {
                            pair.see(a, b);
                        }
                    }
                }
            }
        }
    }
}

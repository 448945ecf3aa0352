package dev.limner.segment;

import dev.limner.models.statistics.Moments;

/// How far two groups lie apart, with the interval that holds the true distance with a chance of 95 %; above 0
/// where the first has more.
///
/// As a rule of thumb 0.2 is small, 0.5 middling and 0.8 large (J. Cohen, *Statistical Power Analysis for the
/// Behavioral Sciences*, 1988).
record Effect(double size, double low, double high) {
    /// The 97.5 % point of the normal distribution.
    private static final double Z = 1.959963984540054;

    /// Of two means: Cohen's d, which is their difference over the pooled standard deviation, with the
    /// correction for small groups that makes it unbiased, 1 - 3 / (4 df - 1) (L. V. Hedges, Journal of
    /// Educational Statistics 6, 1981), and the interval of its large-sample variance (Hedges and Olkin,
    /// *Statistical Methods for Meta-Analysis*, 1985). NaN where nobody differs from the mean of the own group.
    static Effect ofMeans(Moments first, Moments second) {
        double freedom = first.count() + second.count() - 2.0;
        double deviation = Math.sqrt((first.squares() + second.squares()) / freedom);
        if (!(deviation > 0)) {
            return new Effect(Double.NaN, Double.NaN, Double.NaN);
        }
        double size = (1 - 3 / (4 * freedom - 1)) * (first.mean() - second.mean()) / deviation;
        double all = (double) first.count() + second.count();
        double error = Math.sqrt(all / ((double) first.count() * second.count()) + size * size / (2 * all));
        return around(size, error);
    }

    /// Of two shares, each of so many: Cohen's h, the difference of their arcsines, whose variance does not
    /// depend on the shares (Cohen 1988, chapter 6).
    static Effect ofShares(double first, long ofFirst, double second, long ofSecond) {
        double size = 2 * Math.asin(Math.sqrt(first)) - 2 * Math.asin(Math.sqrt(second));
        return around(size, Math.sqrt(1.0 / ofFirst + 1.0 / ofSecond));
    }

    private static Effect around(double size, double error) {
        return new Effect(size, size - Z * error, size + Z * error);
    }
}

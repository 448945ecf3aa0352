package dev.limner.models.statistics;

/// Count, mean and squared deviations of numbers seen one at a time or merged from parts, without cancellation:
/// Welford, Technometrics 4 (1962); merging by Chan, Golub and LeVeque, The American Statistician 37 (1983).
///
/// @param count how many numbers
/// @param mean their mean, 0 where there are none
/// @param squares the sum of their squared deviations from the mean
public record Moments(long count, double mean, double squares) {
    /// No numbers yet.
    public static final Moments NONE = new Moments(0, 0, 0);

    /// The moments of `values`.
    public static Moments of(double... values) {
        Moments moments = NONE;
        for (double value : values) {
            moments = moments.and(value);
        }
        return moments;
    }

    /// These numbers and `value`.
    public Moments and(double value) {
        double next = mean + (value - mean) / (count + 1);
        return new Moments(count + 1, next, squares + (value - mean) * (value - next));
    }

    /// These numbers and those of `other`.
    public Moments merge(Moments other) {
        if (other.count == 0) {
            return this;
        }
        long both = count + other.count;
        double gap = other.mean - mean;
        return new Moments(
                both,
                mean + gap * other.count / both,
                squares + other.squares + gap * gap * count / both * other.count);
    }

    /// The sum of the numbers.
    public double sum() {
        return mean * count;
    }

    /// The unbiased sample variance; NaN with fewer than two numbers.
    public double variance() {
        return count < 2 ? Double.NaN : squares / (count - 1);
    }
}

package dev.limner.models.statistics;

/// A range that holds a true value with the chance `level` (0 to 1), in the sense that its maker states.
public record Interval(double lower, double upper, double level) {
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("no interval from " + lower + " to " + upper);
        }
    }

    /// Whether `value` lies inside.
    public boolean contains(double value) {
        return value >= lower && value <= upper;
    }
}

package dev.limner.models;

/// A number that data may or may not be able to tell: what cannot be estimated is never 0 or 1.
public sealed interface Estimate {
    /// An estimate that could be made, with its unit as the method that gives it states.
    record Known(double value) implements Estimate {
        public Known {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("an estimate is a number");
            }
        }
    }

    /// No estimate, and why not in one sentence.
    record NotEstimable(String reason) implements Estimate {}

    /// The value, where there is one.
    ///
    /// @throws IllegalStateException with the reason where there is none
    default double orThrow() {
        return switch (this) {
            case Known(double value) -> value;
            case NotEstimable(String reason) -> throw new IllegalStateException(reason);
        };
    }

    /// `value` where it is finite, else not estimable for `reason`.
    static Estimate of(double value, String reason) {
        return Double.isFinite(value) ? new Known(value) : new NotEstimable(reason);
    }
}

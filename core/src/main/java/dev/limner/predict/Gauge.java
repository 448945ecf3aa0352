package dev.limner.predict;

import org.jspecify.annotations.Nullable;

/// A model of few parameters that reads few features by a formula of its own; it is both what is written down
/// and what gives scores.
sealed interface Gauge extends Form, Learned permits WaitGauge, ShareGauge, LevelGauge, TrendGauge, DoseGauge {
    /// The score of a row of numbers; NaN where none can be told.
    double score(double[] numbers);

    /// What is foretold of the label, which the card holds against what came about; by default the score.
    default double foretold(double[] numbers) {
        return score(numbers);
    }

    /// What the parameters were found by.
    String algorithm();

    @Override
    default double score(double[] numbers, @Nullable String[] texts) {
        return score(numbers);
    }

    @Override
    default Form form() {
        return this;
    }

    /// None: a gauge has no parts that would add up.
    @Override
    default double[] shares(double[] numbers, @Nullable String[] texts) {
        return new double[0];
    }
}

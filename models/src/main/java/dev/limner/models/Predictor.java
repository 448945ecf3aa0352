package dev.limner.models;

/// Anything fitted that gives a number for a row: a probability for a classifier, a mean or a quantile for a
/// regression.
@FunctionalInterface
public interface Predictor {
    /// The number for `row`, whose measures are in the order of the fit.
    double predict(double[] row);

    /// The numbers for `rows`.
    default double[] predict(double[][] rows) {
        double[] numbers = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            numbers[i] = predict(rows[i]);
        }
        return numbers;
    }
}

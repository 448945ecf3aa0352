package dev.limner.models.statistics;

/// Brings every column to mean 0 and standard deviation 1 (the population's); a constant column becomes 0.
public final class Standardiser {
    private final double[] means;
    private final double[] deviations;

    private Standardiser(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /// Learns means and deviations of the columns of `rows`.
    ///
    /// @throws IllegalArgumentException where there are no rows
    public static Standardiser fit(double[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("no rows");
        }
        int columns = rows[0].length;
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        for (double[] row : rows) {
            for (int j = 0; j < columns; j++) {
                means[j] += row[j];
            }
        }
        for (int j = 0; j < columns; j++) {
            means[j] /= rows.length;
        }
        for (double[] row : rows) {
            for (int j = 0; j < columns; j++) {
                deviations[j] += (row[j] - means[j]) * (row[j] - means[j]);
            }
        }
        for (int j = 0; j < columns; j++) {
            double deviation = Math.sqrt(deviations[j] / rows.length);
            deviations[j] = deviation > 1e-12 * Math.abs(means[j]) ? deviation : Double.POSITIVE_INFINITY;
        }
        return new Standardiser(means, deviations);
    }

    /// A new row in standard units.
    public double[] apply(double[] row) {
        double[] standard = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            standard[j] = (row[j] - means[j]) / deviations[j];
        }
        return standard;
    }

    /// New rows in standard units.
    public double[][] apply(double[][] rows) {
        double[][] standard = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            standard[i] = apply(rows[i]);
        }
        return standard;
    }

    /// The mean of column `j`.
    public double mean(int j) {
        return means[j];
    }

    /// The standard deviation of column `j`; infinite for a constant column.
    public double deviation(int j) {
        return deviations[j];
    }

    /// Weights of the columns as they were, from `standard` weights of the columns in standard units (a
    /// constant further back is passed over).
    public double[] weights(double[] standard) {
        double[] weights = new double[means.length];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = standard[j] / deviations[j];
        }
        return weights;
    }

    /// The constant that goes with [#weights], from the one that stands behind the `standard` weights.
    public double intercept(double[] standard) {
        double intercept = standard[means.length];
        for (int j = 0; j < means.length; j++) {
            intercept -= standard[j] / deviations[j] * means[j];
        }
        return intercept;
    }
}

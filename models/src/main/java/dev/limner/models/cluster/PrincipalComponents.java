package dev.limner.models.cluster;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.SymmetricEigen;
import java.util.Arrays;

/// The directions in which rows vary most, each at right angles to the others: Pearson 1901, Hotelling 1933.
/// Standardise columns of different units first.
public final class PrincipalComponents {
    private final double[] means;
    private final double[][] directions;
    private final double[] variances;
    private final Provenance provenance;

    private PrincipalComponents(double[] means, double[][] directions, double[] variances, Provenance provenance) {
        this.means = means;
        this.directions = directions;
        this.variances = variances;
        this.provenance = provenance;
    }

    /// Finds the components of `rows`, at least two. The largest coordinate of each direction is positive.
    public static PrincipalComponents fit(double[][] rows, Progress progress) {
        Distances.check(rows);
        int columns = rows[0].length;
        double[] means = new double[columns];
        for (double[] row : rows) {
            for (int j = 0; j < columns; j++) {
                means[j] += row[j] / rows.length;
            }
        }
        double[][] covariance = new double[columns][columns];
        for (double[] row : rows) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < columns; k++) {
                    covariance[j][k] += (row[j] - means[j]) * (row[k] - means[k]) / (rows.length - 1);
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(covariance);
        double[][] directions = new double[columns][];
        for (int c = 0; c < columns; c++) {
            directions[c] = pointed(eigen.vector(c));
        }
        Provenance provenance =
                Provenance.of("PrincipalComponents", "none", rows.length, columns, Fingerprint.of(rows), progress);
        return new PrincipalComponents(means, directions, eigen.values(), provenance);
    }

    private static double[] pointed(double[] direction) {
        double largest = 0;
        for (double coordinate : direction) {
            largest = Math.abs(coordinate) > Math.abs(largest) ? coordinate : largest;
        }
        double sign = Math.signum(largest);
        return Arrays.stream(direction).map(x -> x * sign).toArray();
    }

    /// The variance along each component, falling.
    public double[] variances() {
        return variances.clone();
    }

    /// The share of all variance along each component.
    public double[] shares() {
        double sum = Arrays.stream(variances).sum();
        return Arrays.stream(variances).map(x -> x / sum).toArray();
    }

    /// The direction of component `index`, of length 1.
    public double[] direction(int index) {
        return directions[index].clone();
    }

    /// The coordinates of `row` along the first `components`.
    public double[] project(double[] row, int components) {
        double[] projected = new double[components];
        for (int c = 0; c < components; c++) {
            for (int j = 0; j < row.length; j++) {
                projected[c] += (row[j] - means[j]) * directions[c][j];
            }
        }
        return projected;
    }

    /// What it was fitted on.
    public Provenance provenance() {
        return provenance;
    }
}

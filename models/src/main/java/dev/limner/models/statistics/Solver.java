package dev.limner.models.statistics;

/// The inverse of any small square matrix by Gauss and Jordan with row exchanges.
public final class Solver {
    private Solver() {}

    /// The inverse of `matrix` (rows, n x n), which is left as it is.
    ///
    /// @throws ArithmeticException where the matrix is singular
    public static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] wide = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, wide[i], 0, n);
            wide[i][n + i] = 1;
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(wide[i][k]) > Math.abs(wide[pivot][k]) ? i : pivot;
            }
            double[] row = wide[pivot];
            wide[pivot] = wide[k];
            wide[k] = row;
            if (row[k] == 0) {
                throw new ArithmeticException("the matrix is singular");
            }
            double head = row[k];
            for (int j = 0; j < 2 * n; j++) {
                row[j] /= head;
            }
            for (int i = 0; i < n; i++) {
                double factor = i == k ? 0 : wide[i][k];
                for (int j = 0; j < 2 * n && factor != 0; j++) {
                    wide[i][j] -= factor * row[j];
                }
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(wide[i], n, inverse[i], 0, n);
        }
        return inverse;
    }
}

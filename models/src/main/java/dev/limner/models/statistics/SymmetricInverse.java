package dev.limner.models.statistics;

import dev.limner.models.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The inverse of a large symmetric positive definite matrix in place, by Gauss and Jordan in blocks of 64
/// pivots, so that a row stays in the cache while a block is taken from it; any number of cores gives the same
/// bits.
public final class SymmetricInverse {
    private static final int BLOCK = 64;

    private SymmetricInverse() {}

    /// Replaces `matrix` (rows, n x n) by its inverse.
    ///
    /// @throws ArithmeticException where the matrix is not positive definite
    public static void invert(double[][] matrix, Progress progress) {
        int n = matrix.length;
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            progress.report(from / (double) n);
            pivot(matrix, from, to);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (matrix[i][j] + matrix[j][i]) / 2;
                matrix[i][j] = mean;
                matrix[j][i] = mean;
            }
        }
    }

    private static void pivot(double[][] matrix, int from, int to) {
        int size = to - from;
        double[][] block = new double[size][];
        Arrays.setAll(block, k -> Arrays.copyOfRange(matrix[from + k], from, to));
        double[][] inverse = Cholesky.of(block).inverse();
        double[][] rows = new double[size][matrix.length];
        IntStream.range(0, size).parallel().forEach(k -> {
            for (int l = 0; l < size; l++) {
                add(rows[k], inverse[k][l], matrix[from + l]);
            }
            Arrays.fill(rows[k], from, to, 0);
        });
        IntStream.range(0, matrix.length)
                .parallel()
                .filter(i -> i < from || i >= to)
                .forEach(i -> {
                    double[] row = matrix[i];
                    double[] left = Arrays.copyOfRange(row, from, to);
                    int k = 0;
                    for (; k + 4 <= size; k += 4) {
                        subtract(row, left, k, rows);
                    }
                    for (; k < size; k++) {
                        add(row, -left[k], rows[k]);
                    }
                    for (int l = 0; l < size; l++) {
                        double sum = 0;
                        for (int m = 0; m < size; m++) {
                            sum -= left[m] * inverse[m][l];
                        }
                        row[from + l] = sum;
                    }
                });
        for (int k = 0; k < size; k++) {
            System.arraycopy(inverse[k], 0, rows[k], from, size);
            matrix[from + k] = rows[k];
        }
    }

    private static void subtract(double[] row, double[] left, int k, double[][] rows) {
        double a = left[k];
        double b = left[k + 1];
        double c = left[k + 2];
        double d = left[k + 3];
        double[] first = rows[k];
        double[] second = rows[k + 1];
        double[] third = rows[k + 2];
        double[] fourth = rows[k + 3];
        for (int j = 0; j < row.length; j++) {
            row[j] -= a * first[j] + b * second[j] + c * third[j] + d * fourth[j];
        }
    }

    private static void add(double[] row, double factor, double[] other) {
        for (int j = 0; j < row.length; j++) {
            row[j] += factor * other[j];
        }
    }
}

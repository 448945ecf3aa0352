package dev.limner.models.cluster;

/// Euclidean distances between rows.
final class Distances {
    private Distances() {}

    static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double gap = a[j] - b[j];
            sum += gap * gap;
        }
        return sum;
    }

    static double between(double[] a, double[] b) {
        return Math.sqrt(squared(a, b));
    }

    /// The index of the nearest of `centres`.
    static int nearest(double[] row, double[][] centres) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centres.length; c++) {
            double distance = squared(row, centres[c]);
            if (distance < least) {
                least = distance;
                nearest = c;
            }
        }
        return nearest;
    }

    /// @throws IllegalArgumentException where there are no rows, or one has another length or holds no finite
    /// number
    static void check(double[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("no rows");
        }
        for (int i = 0; i < rows.length; i++) {
            double sum = 0;
            for (double value : rows[i]) {
                sum += value;
            }
            if (rows[i].length != rows[0].length || !Double.isFinite(sum)) {
                throw new IllegalArgumentException("row " + i + " is of another length or not finite");
            }
        }
    }
}

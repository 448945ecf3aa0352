package dev.limner.models.tree;

import java.util.Arrays;

/// Columns cut into at most 255 classes of about equal size, so that a split is looked for among classes and
/// not among values. Class 0 is NaN; of a category column each whole number from 0 to 253 is a class of its
/// own.
final class Bins {
    private static final int MOST = 255;

    /// The class of each row: `codes[column][row]`, unsigned.
    final byte[][] codes;
    /// The upper edges of the classes 1, 2, ... of each column, the last left out.
    private final double[][] cuts;

    final boolean[] categorical;
    final int[] counts;

    private Bins(byte[][] codes, double[][] cuts, boolean[] categorical, int[] counts) {
        this.codes = codes;
        this.cuts = cuts;
        this.categorical = categorical;
        this.counts = counts;
    }

    static Bins of(double[][] rows, boolean[] categorical) {
        int columns = rows[0].length;
        byte[][] codes = new byte[columns][rows.length];
        double[][] cuts = new double[columns][];
        int[] counts = new int[columns];
        for (int j = 0; j < columns; j++) {
            double[] values = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                values[i] = rows[i][j];
            }
            cuts[j] = categorical[j] ? categories(values, j) : cuts(values);
            counts[j] = cuts[j].length + 2;
            for (int i = 0; i < rows.length; i++) {
                codes[j][i] = (byte) code(values[i], cuts[j]);
            }
        }
        return new Bins(codes, cuts, categorical, counts);
    }

    private static int code(double value, double[] cuts) {
        if (Double.isNaN(value)) {
            return 0;
        }
        int at = Arrays.binarySearch(cuts, value);
        return 1 + (at >= 0 ? at : -at - 1);
    }

    /// Edges halfway between neighbouring values, at quantiles where there are too many values.
    private static double[] cuts(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        if (distinct.length <= MOST - 1) {
            double[] cuts = new double[Math.max(0, distinct.length - 1)];
            Arrays.setAll(cuts, i -> between(distinct[i], distinct[i + 1]));
            return cuts;
        }
        double[] cuts = new double[MOST - 2];
        int used = 0;
        for (int q = 1; q < MOST - 1; q++) {
            double at = sorted[(int) ((long) q * sorted.length / (MOST - 1))];
            int above = Arrays.binarySearch(distinct, at);
            if (above > 0) {
                double cut = between(distinct[above - 1], at);
                if (used == 0 || cut > cuts[used - 1]) {
                    cuts[used++] = cut;
                }
            }
        }
        return Arrays.copyOf(cuts, used);
    }

    private static double between(double low, double high) {
        double middle = low + (high - low) / 2;
        return middle < high ? middle : low;
    }

    private static double[] categories(double[] values, int column) {
        double most = 0;
        for (double value : values) {
            if (!Double.isNaN(value) && (value != Math.rint(value) || value < 0 || value > MOST - 2)) {
                throw new IllegalArgumentException(
                        "category " + value + " of column " + column + " is no whole number from 0 to " + (MOST - 2));
            }
            most = Double.isNaN(value) ? most : Math.max(most, value);
        }
        double[] cuts = new double[(int) most];
        Arrays.setAll(cuts, i -> i);
        return cuts;
    }

    /// The value up to which class `code` of `column` and those below reach.
    double threshold(int column, int code) {
        return code == 0
                ? Double.NEGATIVE_INFINITY
                : code > cuts[column].length ? Double.POSITIVE_INFINITY : cuts[column][code - 1];
    }
}

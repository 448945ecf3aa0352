package dev.limner.benchmarks.models;

import java.util.Random;

/// Tables with a known truth, the same for a size.
final class MadeUp {
    private MadeUp() {}

    /// Rows of `columns` measures about `centres` places, drawn with a spread of 1 where places spread by 5.
    static double[][] clouds(int rows, int columns, int centres, double spread) {
        Random random = new Random(1);
        double[][] places = new double[centres][columns];
        for (double[] place : places) {
            for (int j = 0; j < columns; j++) {
                place[j] = 5 * random.nextGaussian();
            }
        }
        double[][] table = new double[rows][columns];
        for (double[] row : table) {
            double[] place = places[random.nextInt(centres)];
            for (int j = 0; j < columns; j++) {
                row[j] = place[j] + spread * random.nextGaussian();
            }
        }
        return table;
    }

    /// Measures and events that hang on ten of thirty of them, partly together, with noise.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Events(double[][] rows, double[] y) {
        static Events of(int rows) {
            Random random = new Random(2);
            double[][] table = new double[rows][30];
            double[] y = new double[rows];
            for (int i = 0; i < rows; i++) {
                double[] x = table[i];
                for (int j = 0; j < x.length; j++) {
                    x[j] = random.nextGaussian();
                }
                double z = x[0]
                        - 0.7 * x[1]
                        + x[2] * x[3]
                        + Math.abs(x[4])
                        - 0.8
                        + 0.5 * Math.sin(3 * x[5])
                        + (x[6] > 0.5 && x[7] < 0 ? 1 : 0)
                        + 0.3 * x[8] * x[9];
                y[i] = random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
            }
            return new Events(table, y);
        }

        /// The rows behind one another.
        static float[] flat(double[][] rows) {
            float[] flat = new float[rows.length * rows[0].length];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < rows[0].length; j++) {
                    flat[i * rows[0].length + j] = (float) rows[i][j];
                }
            }
            return flat;
        }
    }
}

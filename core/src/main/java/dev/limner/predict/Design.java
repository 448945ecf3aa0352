package dev.limner.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How encoded rows become columns that can be weighted: a number becomes its signed logarithm, with a second
/// column that is 1 where it is missing; a text becomes one column for each frequent text and one for a missing
/// one. Fitted on training rows only.
///
/// @param fills by feature what stands for a missing number: the mean of the known logarithms
record Design(Encoding encoding, List<Double> fills) implements Serializable {
    Design {
        fills = List.copyOf(fills);
    }

    /// That of encoded rows of training.
    static Design fit(Encoding encoding, double[][] rows) {
        List<Double> fills = new ArrayList<>();
        for (int feature = 0; feature < encoding.texts().size(); feature++) {
            int column = feature;
            fills.add(Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .filter(value -> !Double.isNaN(value))
                    .map(Design::logarithm)
                    .average()
                    .orElse(0));
        }
        return new Design(encoding, fills);
    }

    private static double logarithm(double value) {
        return Math.copySign(Math.log1p(Math.abs(value)), value);
    }

    /// By column the number of its feature.
    int[] features() {
        List<Integer> features = new ArrayList<>();
        for (int feature = 0; feature < fills.size(); feature++) {
            for (int i = 0; i < width(feature); i++) {
                features.add(feature);
            }
        }
        return features.stream().mapToInt(Integer::intValue).toArray();
    }

    private int width(int feature) {
        List<String> texts = encoding.texts().get(feature);
        return texts == null ? 2 : texts.size() + 1;
    }

    /// The columns of an encoded row.
    double[] row(double[] encoded) {
        int width = 0;
        for (int feature = 0; feature < encoded.length; feature++) {
            width += width(feature);
        }
        double[] row = new double[width];
        int at = 0;
        for (int feature = 0; feature < encoded.length; feature++) {
            double value = encoded[feature];
            boolean missing = Double.isNaN(value);
            if (encoding.texts().get(feature) == null) {
                row[at] = missing ? fills.get(feature) : logarithm(value);
                row[at + 1] = missing ? 1 : 0;
            } else if (missing) {
                row[at + width(feature) - 1] = 1;
            } else if (value > 0) {
                row[at + (int) value - 1] = 1;
            }
            at += width(feature);
        }
        return row;
    }
}

package dev.limner.predict;

import dev.limner.models.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rule that a model has to beat: customers in the same fifth of recency and of frequency get what such
/// customers had in training.
final class SimpleRule {
    private static final int FIFTHS = 5;
    /// So many rows of everybody stand behind each group's own.
    private static final int PRIOR_ROWS = 10;

    private final double[] recencyEdges;
    private final double[] frequencyEdges;
    private final double[][] answers;

    private SimpleRule(double[] recencyEdges, double[] frequencyEdges, double[][] answers) {
        this.recencyEdges = recencyEdges;
        this.frequencyEdges = frequencyEdges;
        this.answers = answers;
    }

    /// Learns the answers of training rows.
    static SimpleRule fit(double[] recency, double[] frequency, double[] labels, ModelDefinition.Kind kind) {
        double[] recencyEdges = edges(recency);
        double[] frequencyEdges = edges(frequency);
        List<List<List<Double>>> cells = new ArrayList<>();
        for (int r = 0; r <= FIFTHS; r++) {
            List<List<Double>> row = new ArrayList<>();
            for (int f = 0; f <= FIFTHS; f++) {
                row.add(new ArrayList<>());
            }
            cells.add(row);
        }
        for (int i = 0; i < labels.length; i++) {
            cells.get(place(recencyEdges, recency[i]))
                    .get(place(frequencyEdges, frequency[i]))
                    .add(labels[i]);
        }
        double everybody = answer(labels, kind);
        double[][] answers = new double[FIFTHS + 1][FIFTHS + 1];
        for (int r = 0; r <= FIFTHS; r++) {
            for (int f = 0; f <= FIFTHS; f++) {
                double[] own = cells.get(r).get(f).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                answers[r][f] = own.length == 0
                        ? everybody
                        : (own.length * answer(own, kind) + PRIOR_ROWS * everybody) / (own.length + PRIOR_ROWS);
            }
        }
        return new SimpleRule(recencyEdges, frequencyEdges, answers);
    }

    /// One number for all: the mean, or the upper tenth's edge.
    static double answer(double[] labels, ModelDefinition.Kind kind) {
        return kind == ModelDefinition.Kind.UPPER
                ? Quantiles.of(labels, 0.9)[0]
                : Arrays.stream(labels).average().orElse(0);
    }

    double predict(double recency, double frequency) {
        return answers[place(recencyEdges, recency)][place(frequencyEdges, frequency)];
    }

    private static double[] edges(double[] values) {
        double[] known =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        return known.length == 0 ? new double[0] : Quantiles.of(known, 0.2, 0.4, 0.6, 0.8);
    }

    /// 0 for a missing value, else 1 to 5.
    private static int place(double[] edges, double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        int place = 1;
        for (double edge : edges) {
            place += value > edge ? 1 : 0;
        }
        return place;
    }
}

package dev.limner.predict;

import dev.limner.models.Estimate;
import dev.limner.models.evaluation.CalibrationLine;
import dev.limner.models.evaluation.ProbabilityErrors;
import dev.limner.models.evaluation.Ranking;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A figure of merit or of error of predictions.
public enum Merit {
    /// The area under the ROC curve.
    AUC,
    /// Average precision.
    AVERAGE_PRECISION,
    /// The lift of the best tenth.
    LIFT_10,
    /// The mean of -ln of the probability given to what happened.
    LOG_LOSS,
    /// Brier's mean squared error.
    BRIER,
    /// The expected calibration error.
    CALIBRATION_ERROR,
    /// How much the log-odds of what happened grow with those told: below 1 too extreme, above 1 not enough.
    CALIBRATION_SLOPE,
    /// What is to be added to all log-odds so that as much is told as happened.
    CALIBRATION_INTERCEPT,
    /// The mean absolute error, in the unit of the label.
    MEAN_ERROR,
    /// The sum of all predictions over the sum of what happened.
    TOTAL,
    /// Spearman's rank correlation of predictions and what happened.
    RANK,
    /// The pinball loss of the ninth tenth.
    PINBALL,
    /// The share of customers at or below their prediction.
    COVERAGE;

    private static final double NINE_TENTHS = 0.9;

    /// Those that are measured of a kind of model; the first decides which of two is better.
    static List<Merit> of(ModelDefinition.Kind kind) {
        return switch (kind) {
            case EVENT ->
                List.of(
                        LOG_LOSS,
                        AUC,
                        AVERAGE_PRECISION,
                        LIFT_10,
                        BRIER,
                        CALIBRATION_ERROR,
                        CALIBRATION_SLOPE,
                        CALIBRATION_INTERCEPT);
            case ALIVE -> List.of(AUC, AVERAGE_PRECISION, LIFT_10);
            case AMOUNT, COUNT, ORDERS, VALUE -> List.of(MEAN_ERROR, TOTAL, RANK);
            case UPPER -> List.of(PINBALL, COVERAGE, RANK);
        };
    }

    /// Whether the first of two values is better. Of total, coverage and the line of calibration neither is.
    boolean isBetter(double one, double other) {
        return switch (this) {
            case AUC, AVERAGE_PRECISION, LIFT_10, RANK -> one > other;
            case LOG_LOSS, BRIER, CALIBRATION_ERROR, MEAN_ERROR, PINBALL -> one < other;
            case TOTAL, COVERAGE, CALIBRATION_SLOPE, CALIBRATION_INTERCEPT -> false;
        };
    }

    /// By merit, in order; NaN where it cannot be told.
    /// Where all predictions are equal nothing is said of a highest tenth.
    static double[] measured(List<Merit> merits, double[] predictions, double[] labels) {
        boolean[] events = new boolean[labels.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = labels[i] > 0;
        }
        boolean ranks = merits.contains(AUC);
        boolean tells = Arrays.stream(predictions).distinct().limit(2).count() > 1;
        Ranking ranking = ranks ? Ranking.of(predictions, events) : null;
        ProbabilityErrors errors = merits.contains(BRIER) ? ProbabilityErrors.of(predictions, events) : null;
        CalibrationLine line = merits.contains(CALIBRATION_SLOPE) ? CalibrationLine.of(predictions, events) : null;
        return merits.stream()
                .mapToDouble(merit -> switch (merit) {
                    case AUC -> value(java.util.Objects.requireNonNull(ranking).auc());
                    case AVERAGE_PRECISION ->
                        value(java.util.Objects.requireNonNull(ranking).averagePrecision());
                    case LIFT_10 ->
                        tells ? value(java.util.Objects.requireNonNull(ranking).lift(0.1)) : Double.NaN;
                    case LOG_LOSS -> java.util.Objects.requireNonNull(errors).logLoss();
                    case BRIER -> java.util.Objects.requireNonNull(errors).brier();
                    case CALIBRATION_ERROR ->
                        java.util.Objects.requireNonNull(errors).calibrationError();
                    case CALIBRATION_SLOPE ->
                        value(java.util.Objects.requireNonNull(line).slope());
                    case CALIBRATION_INTERCEPT ->
                        value(java.util.Objects.requireNonNull(line).intercept());
                    case MEAN_ERROR -> mean(labels.length, i -> Math.abs(predictions[i] - labels[i]));
                    case TOTAL ->
                        Arrays.stream(predictions).sum() / Arrays.stream(labels).sum();
                    case RANK -> correlation(ranked(predictions), ranked(labels));
                    case PINBALL -> mean(labels.length, i -> pinball(labels[i] - predictions[i]));
                    case COVERAGE -> mean(labels.length, i -> labels[i] <= predictions[i] ? 1 : 0);
                })
                .toArray();
    }

    private static double pinball(double left) {
        return left >= 0 ? NINE_TENTHS * left : (NINE_TENTHS - 1) * left;
    }

    private static double mean(int n, java.util.function.IntToDoubleFunction each) {
        return IntStream.range(0, n).mapToDouble(each).average().orElse(Double.NaN);
    }

    private static double value(Estimate estimate) {
        return switch (estimate) {
            case Estimate.Known(double value) -> value;
            case Estimate.NotEstimable _ -> Double.NaN;
        };
    }

    /// Mean ranks, equal values sharing theirs.
    static double[] ranked(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] shared = new double[sorted.length];
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            Arrays.fill(shared, from, to, (from + to - 1) / 2.0);
        }
        double[] ranks = new double[values.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = shared[Arrays.binarySearch(sorted, values[i])];
        }
        return ranks;
    }

    /// Pearson's correlation; NaN where one does not vary.
    static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }
}

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
    COVERAGE,
    /// The share of what came that lies in the subject that stood first.
    HIT,
    /// The root of the mean squared error, in the unit of the label.
    ROOT_ERROR,
    /// The continuous ranked probability score of waiting times up to the horizon, in days.
    RANKED_ERROR,
    /// The share of waiting times in the interval that holds 50 of 100, by the probability integral transform.
    COVERAGE_50,
    /// That of 80 of 100.
    COVERAGE_80,
    /// That of 95 of 100.
    COVERAGE_95;

    private static final double NINE_TENTHS = 0.9;
    private static final double LEAST_PROBABILITY = 1e-6;

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
            case WAIT -> List.of(RANKED_ERROR, COVERAGE_50, COVERAGE_80, COVERAGE_95);
            case SHARE, DOSE -> List.of(LOG_LOSS, ROOT_ERROR, RANK);
            case LEVEL -> List.of(ROOT_ERROR, MEAN_ERROR, RANK);
            case TREND -> List.of(LOG_LOSS, AUC, BRIER, CALIBRATION_ERROR);
        };
    }

    /// Whether the first of two values is better. Of total, coverage and the line of calibration neither is.
    boolean isBetter(double one, double other) {
        return switch (this) {
            case AUC, AVERAGE_PRECISION, LIFT_10, RANK, HIT -> one > other;
            case LOG_LOSS, BRIER, CALIBRATION_ERROR, MEAN_ERROR, PINBALL, ROOT_ERROR, RANKED_ERROR -> one < other;
            case TOTAL, COVERAGE, COVERAGE_50, COVERAGE_80, COVERAGE_95, CALIBRATION_SLOPE, CALIBRATION_INTERCEPT ->
                false;
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
                    case LOG_LOSS ->
                        errors == null
                                ? mean(labels.length, i -> logLoss(predictions[i], labels[i]))
                                : errors.logLoss();
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
                    case ROOT_ERROR ->
                        Math.sqrt(
                                mean(labels.length, i -> (predictions[i] - labels[i]) * (predictions[i] - labels[i])));
                    case RANKED_ERROR, COVERAGE_50, COVERAGE_80, COVERAGE_95, HIT ->
                        throw new IllegalArgumentException(merit + " is of distributions and lists, not of numbers");
                })
                .toArray();
    }

    /// Of a share that was foretold and one that came about.
    private static double logLoss(double foretold, double share) {
        double p = Math.clamp(foretold, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY);
        return -share * Math.log(p) - (1 - share) * Math.log(1 - p);
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

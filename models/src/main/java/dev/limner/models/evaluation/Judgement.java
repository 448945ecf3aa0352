package dev.limner.models.evaluation;

import dev.limner.models.Estimate;
import dev.limner.models.Progress;
import dev.limner.models.statistics.Interval;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What probabilities are worth on rows that the model has not seen: every figure with its interval over the
/// same draws of rows, so that none is read more finely than it can be told.
///
/// @param figures by measure its value and interval
public record Judgement(Map<Measure, Figure> figures) {
    public Judgement {
        figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    }

    /// A figure of merit or of error.
    public enum Measure {
        /// The area under the ROC curve.
        AUC,
        /// Average precision.
        AVERAGE_PRECISION,
        /// Kolmogorov and Smirnov's gap.
        KS,
        /// The lift of the best tenth.
        LIFT_10,
        /// The mean of -ln of the probability given to what happened.
        LOG_LOSS,
        /// Brier's mean squared error.
        BRIER,
        /// The expected calibration error; its draws lie higher than it, for chance alone makes gaps.
        CALIBRATION_ERROR
    }

    /// A value and the interval that holds it, both of the same rows.
    public record Figure(double value, Interval interval) {}

    /// Judges `probabilities` of `events`, one an index.
    ///
    /// @throws IllegalStateException where all rows are events or none is
    public static Judgement of(
            double[] probabilities, boolean[] events, Bootstrap bootstrap, RandomGenerator random, Progress progress) {
        double[] values = measured(probabilities, events);
        if (Arrays.stream(values).anyMatch(Double::isNaN)) {
            throw new IllegalStateException("there must be both events and non-events");
        }
        double[][] draws = bootstrap.draws(
                rows -> {
                    double[] drawn = new double[rows.length];
                    boolean[] drawnEvents = new boolean[rows.length];
                    for (int i = 0; i < rows.length; i++) {
                        drawn[i] = probabilities[rows[i]];
                        drawnEvents[i] = events[rows[i]];
                    }
                    return measured(drawn, drawnEvents);
                },
                events.length,
                random,
                progress);
        Map<Measure, Figure> figures = new EnumMap<>(Measure.class);
        Measure[] measures = Measure.values();
        for (int at = 0; at < measures.length; at++) {
            figures.put(measures[at], new Figure(values[at], bootstrap.interval(draws[at])));
        }
        return new Judgement(figures);
    }

    /// By measure, in their order.
    private static double[] measured(double[] probabilities, boolean[] events) {
        Ranking ranking = Ranking.of(probabilities, events);
        ProbabilityErrors errors = ProbabilityErrors.of(probabilities, events);
        return new double[] {
            value(ranking.auc()),
            value(ranking.averagePrecision()),
            value(ranking.ks()),
            value(ranking.lift(0.1)),
            errors.logLoss(),
            errors.brier(),
            errors.calibrationError()
        };
    }

    private static double value(Estimate estimate) {
        return switch (estimate) {
            case Estimate.Known(double value) -> value;
            case Estimate.NotEstimable _ -> Double.NaN;
        };
    }

    /// One figure.
    ///
    /// @throws IllegalArgumentException where it was not measured
    public Figure of(Measure measure) {
        Figure figure = figures.get(measure);
        if (figure == null) {
            throw new IllegalArgumentException("no " + measure);
        }
        return figure;
    }
}

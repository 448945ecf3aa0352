package dev.limner.predict;

import dev.limner.models.calibration.IsotonicRegression;
import dev.limner.models.calibration.PlattScaling;
import org.jspecify.annotations.Nullable;

/// A model of an event whose probabilities are bent by a curve over their log-odds.
final class Bent implements Learned {
    private static final double EDGE = 1e-9;

    private final Form.Calibrated form;
    private final Learned raw;
    private transient @Nullable IsotonicRegression steps;

    Bent(Form.Calibrated form) {
        this.form = form;
        raw = Learned.of(form.raw());
    }

    /// The log-odds of a probability, kept away from 0 and 1.
    static double logOdds(double probability) {
        double p = Math.clamp(probability, EDGE, 1 - EDGE);
        return Math.log(p / (1 - p));
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public double score(double[] numbers, @Nullable String[] texts) {
        double score = raw.score(numbers, texts);
        return Double.isNaN(score) ? score : bend(logOdds(score));
    }

    private double bend(double logOdds) {
        return switch (form.curve()) {
            case Form.Curve.Platt(double slope, double intercept) ->
                new PlattScaling(slope, intercept).probability(logOdds);
            case Form.Curve.Isotonic isotonic -> steps(isotonic).at(logOdds);
        };
    }

    private synchronized IsotonicRegression steps(Form.Curve.Isotonic isotonic) {
        IsotonicRegression known = steps;
        if (known == null) {
            known = IsotonicRegression.of(numbers(isotonic.knots()), numbers(isotonic.values()));
            steps = known;
        }
        return known;
    }

    private static double[] numbers(java.util.List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// As before the curve.
    @Override
    public double[] shares(double[] numbers, @Nullable String[] texts) {
        return raw.shares(numbers, texts);
    }
}

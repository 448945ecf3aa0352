package dev.limner.language.plan;

import dev.limner.history.History;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The score of a model: its parameters in force at the instant, applied to its features as of it; missing
/// for whom it gives none. Where no version was in force it is the latest score that was uploaded.
///
/// @param uploaded what events tell; null where the workspace has no such events
record ModelScore(
        String model,
        Truth population,
        List<Plan.Value> features,
        @Nullable Quantity uploaded) implements Quantity {
    ModelScore {
        features = List.copyOf(features);
    }

    @Override
    public Form form() {
        return Form.DOUBLE;
    }

    @Override
    public long raw(Frame asking) {
        Frame frame = asking.whole();
        Object inForce = frame.evaluation().inForce().parameters(Scoring.parameter(model), frame.t());
        if (!(inForce instanceof Scoring scoring)) {
            BigDecimal told = uploaded == null ? null : uploaded.decimal(frame);
            return told == null ? History.MISSING : Double.doubleToRawLongBits(told.doubleValue());
        }
        if (!population.holds(frame)) {
            return History.MISSING;
        }
        double[] numbers = new double[features.size()];
        @Nullable String[] texts = new String[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            Plan.Value feature = features.get(i);
            if (feature.quantity() == null) {
                numbers[i] = Double.NaN;
                texts[i] = Objects.requireNonNull(feature.text()).text(frame);
            } else {
                numbers[i] = Measure.of(feature.type(), feature.quantity().decimal(frame));
            }
        }
        double score = scoring.score(numbers, texts);
        return Double.isNaN(score) ? History.MISSING : Double.doubleToRawLongBits(score);
    }

    @Override
    public long until(Frame asking) {
        Frame frame = asking.whole();
        long until = population.until(frame);
        if (uploaded != null) {
            until = Math.min(until, uploaded.until(frame));
        }
        for (Plan.Value feature : features) {
            until = Math.min(
                    until,
                    feature.quantity() == null
                            ? Objects.requireNonNull(feature.text()).until(frame)
                            : feature.quantity().until(frame));
        }
        return until;
    }

    @Override
    public void cite(Frame asking, Citation citation) {
        Frame frame = asking.whole();
        if (uploaded != null) {
            uploaded.cite(frame, citation);
        }
        population.cite(frame, citation);
        for (Plan.Value feature : features) {
            if (feature.quantity() == null) {
                Objects.requireNonNull(feature.text()).cite(frame, citation);
            } else {
                feature.quantity().cite(frame, citation);
            }
        }
    }
}

package dev.limner.language.plan;

import dev.limner.event.EventType;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tags as parts of expressions.
final class Tags {
    private Tags() {}

    /// A tag that a function computes.
    ///
    /// @param inputs the tags that it is computed from
    record Computed(TagFunction function, List<Computed> inputs) implements java.io.Serializable {
        public Computed {
            inputs = List.copyOf(inputs);
        }

        /// The types that it is computed from.
        Set<EventType> types() {
            Set<EventType> all = new HashSet<>(function.needs().types());
            inputs.forEach(input -> all.addAll(input.types()));
            return all;
        }

        long value(Frame asking) {
            Frame frame = asking.whole();
            long[] values = new long[inputs.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = inputs.get(i).value(frame);
            }
            String model = function.model();
            Object parameters =
                    model == null ? null : frame.evaluation().inForce().parameters(model, frame.t());
            if (model != null && parameters == null) {
                return History.MISSING;
            }
            return function.value(frame.past(), frame.t(), values, parameters);
        }

        long until(Frame asking) {
            Frame frame = asking.whole();
            long until = function.changesAt(frame.past(), frame.t());
            for (Computed input : inputs) {
                until = Math.min(until, input.until(frame));
            }
            return until;
        }

        void cite(Frame asking, Citation citation) {
            Frame frame = asking.whole();
            for (int event : function.counted(frame.past(), frame.t())) {
                citation.add(frame.original(event));
            }
            inputs.forEach(input -> input.cite(frame, citation));
        }
    }

    /// A tag that holds a quantity.
    record OfQuantity(Computed tag) implements Quantity {
        @Override
        public Form form() {
            return tag.function().stored() == ValueType.NUMBER ? Form.DOUBLE : Form.WHOLE;
        }

        @Override
        public int scale() {
            return Folds.Stored.scale(tag.function().stored());
        }

        @Override
        public long raw(Frame frame) {
            return tag.value(frame);
        }

        @Override
        public long until(Frame frame) {
            return tag.until(frame);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            tag.cite(frame, citation);
        }
    }

    /// A tag that holds a text.
    record OfText(Computed tag) implements Textual {
        @Override
        public @Nullable String text(Frame frame) {
            long value = tag.value(frame);
            if (value == History.MISSING) {
                return null;
            }
            List<String> choices = tag.function().type().choices();
            return choices.isEmpty() ? frame.whole().past().text(value) : choices.get((int) value);
        }

        @Override
        public long until(Frame frame) {
            return tag.until(frame);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            tag.cite(frame, citation);
        }
    }

    /// A list of values by conditions: the first that holds gives it.
    record FirstMatch(List<Case> cases) implements Textual {
        public FirstMatch {
            cases = List.copyOf(cases);
        }

        /// One value and when it is given.
        record Case(Truth when, String value) implements java.io.Serializable {}

        @Override
        public @Nullable String text(Frame asking) {
            Frame frame = asking.whole();
            for (Case each : cases) {
                if (each.when().holds(frame)) {
                    return each.value();
                }
            }
            return null;
        }

        @Override
        public long until(Frame asking) {
            Frame frame = asking.whole();
            long until = Long.MAX_VALUE;
            for (Case each : cases) {
                until = Math.min(until, each.when().until(frame));
                if (each.when().holds(frame)) {
                    break;
                }
            }
            return until;
        }

        @Override
        public void cite(Frame asking, Citation citation) {
            Frame frame = asking.whole();
            for (Case each : cases) {
                each.when().cite(frame, citation);
                if (each.when().holds(frame)) {
                    break;
                }
            }
        }
    }

    /// `percentile(tag)`, `rank(tag)` among a population.
    record Standing(boolean percentile, Quantity of, String model) implements Quantity {
        @Override
        public Form form() {
            return Form.DECIMAL;
        }

        @Override
        public long raw(Frame frame) {
            return History.MISSING;
        }

        @Override
        public @Nullable BigDecimal decimal(Frame asking) {
            Frame frame = asking.whole();
            BigDecimal value = of.decimal(frame);
            Object parameters = frame.evaluation().inForce().parameters(model, frame.t());
            if (value == null || !(parameters instanceof Ranking ranking) || (percentile && ranking.size() == 0)) {
                return null;
            }
            return percentile ? ranking.percentile(value) : BigDecimal.valueOf(ranking.rank(value));
        }

        @Override
        public long until(Frame frame) {
            return of.until(frame.whole());
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            of.cite(frame.whole(), citation);
        }
    }
}

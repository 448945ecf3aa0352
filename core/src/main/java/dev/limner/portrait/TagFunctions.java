package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Motion;
import dev.limner.language.Type;
import dev.limner.language.Vocabulary.TagType;
import dev.limner.language.plan.TagFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tags with formulas as the language sees them.
final class TagFunctions {
    private TagFunctions() {}

    static TagFunction of(Tag tag, Formula formula, LocalClock clock) {
        return switch (formula) {
            case HistoryFormula history -> new OfHistory(type(tag), stored(tag), history, clock);
            case PopulationFormula<?> population -> new OfPopulation<>(type(tag), stored(tag), population);
        };
    }

    /// A tag's type in the language.
    static TagType type(Tag tag) {
        Type type = switch (tag.type()) {
            case NUMBER, INTEGER -> Type.NUMBER;
            case MONEY -> Type.MONEY;
            case TEXT, CHOICE -> Type.TEXT;
            case DATE -> Type.DATE;
            case INSTANT -> Type.INSTANT;
            case DAYS -> Type.DAYS;
        };
        return new TagType(type, tag.values().stream().map(Tag.Value::id).toList(), Motion.STEADY);
    }

    private static ValueType stored(Tag tag) {
        return switch (tag.type()) {
            case NUMBER -> ValueType.NUMBER;
            case MONEY -> ValueType.MONEY;
            case INTEGER, DAYS -> ValueType.INTEGER;
            case TEXT, CHOICE -> ValueType.TEXT;
            case DATE -> ValueType.DATE;
            case INSTANT -> ValueType.INSTANT;
        };
    }

    private record OfHistory(TagType type, ValueType stored, HistoryFormula formula, LocalClock clock)
            implements TagFunction {
        @Override
        public Needs needs() {
            return formula.needs();
        }

        @Override
        public List<String> inputs() {
            return List.of();
        }

        @Override
        public @Nullable String model() {
            return null;
        }

        @Override
        public long value(History past, long micros, long[] inputs, @Nullable Object parameters) {
            return formula.value(past, moment(micros));
        }

        @Override
        public long changesAt(History past, long micros) {
            return formula.changesAt(past, moment(micros));
        }

        @Override
        public int[] counted(History past, long micros) {
            return formula.counted(past, moment(micros));
        }

        private Moment moment(long micros) {
            return new Moment(micros, clock.day(micros), clock);
        }
    }

    private record OfPopulation<P extends Parameters>(TagType type, ValueType stored, PopulationFormula<P> formula)
            implements TagFunction {
        @Override
        public Needs needs() {
            return new Needs(List.of(), List.of());
        }

        @Override
        public List<String> inputs() {
            return formula.inputs();
        }

        @Override
        public String model() {
            return formula.model();
        }

        @Override
        public long value(History past, long micros, long[] inputs, @Nullable Object parameters) {
            return formula.value(inputs, formula.parameters().cast(java.util.Objects.requireNonNull(parameters)));
        }

        @Override
        public long changesAt(History past, long micros) {
            return Long.MAX_VALUE;
        }

        @Override
        public int[] counted(History past, long micros) {
            return new int[0];
        }
    }
}

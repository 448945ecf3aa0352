package dev.limner.source;

import dev.limner.source.Mapping.Condition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A condition on one row, with columns resolved to places.
sealed interface RowTest {
    boolean holds(List<String> fields) throws BadValue;

    record StartsWith(int column, String prefix) implements RowTest {
        @Override
        public boolean holds(List<String> fields) {
            return fields.get(column).startsWith(prefix);
        }
    }

    record In(int column, Set<String> values) implements RowTest {
        @Override
        public boolean holds(List<String> fields) {
            return values.contains(fields.get(column));
        }
    }

    record Empty(int column, boolean expected) implements RowTest {
        @Override
        public boolean holds(List<String> fields) {
            return fields.get(column).isEmpty() == expected;
        }
    }

    /// Both bounds are included; a bound that is null is open. An empty field lies nowhere.
    record Between(
            int column,
            String name,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high) implements RowTest {
        @Override
        public boolean holds(List<String> fields) throws BadValue {
            String field = fields.get(column);
            if (field.isEmpty()) {
                return false;
            }
            BigDecimal number = Fields.number(field, name);
            return (low == null || number.compareTo(low) >= 0) && (high == null || number.compareTo(high) <= 0);
        }
    }

    record All(List<RowTest> tests) implements RowTest {
        @Override
        public boolean holds(List<String> fields) throws BadValue {
            for (RowTest test : tests) {
                if (!test.holds(fields)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// All of the conditions, by column; `place` resolves a column's name.
    static RowTest of(@Nullable Map<String, Condition> conditions, ToIntFunction<String> place) {
        List<RowTest> tests = new ArrayList<>();
        if (conditions != null) {
            conditions.forEach((name, condition) -> add(tests, name, place.applyAsInt(name), condition));
        }
        return tests.size() == 1 ? tests.getFirst() : new All(tests);
    }

    private static void add(List<RowTest> tests, String name, int column, Condition condition) {
        if (condition.startsWith() != null) {
            tests.add(new StartsWith(column, condition.startsWith()));
        }
        if (condition.in() != null) {
            tests.add(new In(column, Set.copyOf(condition.in())));
        }
        if (condition.empty() != null) {
            tests.add(new Empty(column, condition.empty()));
        }
        if (condition.atLeast() != null || condition.atMost() != null) {
            tests.add(new Between(column, name, condition.atLeast(), condition.atMost()));
        }
    }
}

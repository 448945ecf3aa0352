package dev.limner.source;

import dev.limner.source.Mapping.Choice;
import dev.limner.source.Mapping.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToIntFunction;

/// What a row gives for a property, with columns resolved to places.
sealed interface RowValue {
    /// The field as text; empty where the row gives nothing.
    String text(List<String> fields) throws BadValue;

    record Column(int column) implements RowValue {
        @Override
        public String text(List<String> fields) {
            return fields.get(column);
        }
    }

    record Constant(String value) implements RowValue {
        @Override
        public String text(List<String> fields) {
            return value;
        }
    }

    /// An exact product; empty where a factor is.
    record Product(List<Integer> columns, List<String> names) implements RowValue {
        @Override
        public String text(List<String> fields) throws BadValue {
            BigDecimal product = BigDecimal.ONE;
            for (int i = 0; i < columns.size(); i++) {
                String factor = fields.get(columns.get(i));
                if (factor.isEmpty()) {
                    return "";
                }
                product = product.multiply(Fields.number(factor, names.get(i)));
            }
            return product.toPlainString();
        }
    }

    record Negated(RowValue value, String name) implements RowValue {
        @Override
        public String text(List<String> fields) throws BadValue {
            String text = value.text(fields);
            return text.isEmpty() ? "" : Fields.number(text, name).negate().toPlainString();
        }
    }

    record First(List<RowTest> tests, List<String> constants) implements RowValue {
        @Override
        public String text(List<String> fields) throws BadValue {
            for (int i = 0; i < tests.size(); i++) {
                if (tests.get(i).holds(fields)) {
                    return constants.get(i);
                }
            }
            return "";
        }
    }

    /// The value of the mapping; `place` resolves a column's name.
    static RowValue of(String property, Value value, ToIntFunction<String> place) {
        RowValue plain;
        if (value.product() != null) {
            plain = new Product(value.product().stream().map(place::applyAsInt).toList(), value.product());
        } else if (value.first() != null) {
            plain = new First(
                    value.first().stream()
                            .map(choice -> RowTest.of(choice.when(), place))
                            .toList(),
                    value.first().stream().map(Choice::constant).toList());
        } else if (value.constant() != null) {
            plain = new Constant(value.constant());
        } else {
            plain = new Column(place.applyAsInt(value.column() == null ? property : value.column()));
        }
        return Boolean.TRUE.equals(value.negate()) ? new Negated(plain, property) : plain;
    }
}

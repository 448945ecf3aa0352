package dev.limner.engine.duckdb;

import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.problem.UserProblem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns of stored events: what every event has, then one column a declared property.
final class Columns {
    /// What every event has; a plan's built-in properties are among it. `customer` is null for anonymous
    /// events; `rest`
    /// is JSON.
    static final List<Column> FIXED = List.of(
            new Column("customer", "INTEGER"),
            new Column("node", "INTEGER"),
            new Column("type", "VARCHAR"),
            new Column("at", "TIMESTAMP"),
            new Column("known", "TIMESTAMP"),
            new Column("received", "TIMESTAMP"),
            new Column("id", "UUID"),
            new Column("source", "VARCHAR"),
            new Column("load", "INTEGER"),
            new Column("zone", "VARCHAR"),
            new Column("rest", "VARCHAR"));

    private static final Set<String> RESERVED =
            FIXED.stream().map(Column::name).collect(Collectors.toUnmodifiableSet());

    private Columns() {}

    record Column(String name, String type) {
        String quoted() {
            return Columns.quoted(name);
        }

        String declared() {
            return quoted() + " " + type;
        }
    }

    /// All columns under a plan.
    ///
    /// @throws UserProblem where a property bears the name of a fixed column
    static List<Column> of(TrackingPlan plan) {
        return Stream.concat(FIXED.stream(), plan.properties().stream().map(Columns::of))
                .toList();
    }

    private static Column of(Property property) {
        if (RESERVED.contains(property.name())) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_DEFINITION,
                    "events.yaml: a property cannot be called " + property.name() + ", since every event has that");
        }
        return new Column(property.name(), type(property.type()));
    }

    private static String type(ValueType type) {
        return switch (type) {
            case TEXT, LIST -> "VARCHAR";
            case NUMBER -> "DOUBLE";
            case INTEGER -> "BIGINT";
            case MONEY -> "DECIMAL(18,4)";
            case BOOLEAN -> "BOOLEAN";
            case INSTANT -> "TIMESTAMP";
            case DATE -> "DATE";
        };
    }

    /// The expression that reads a property as a BIGINT of the meaning that [ValueType] states; null where
    /// it is
    /// missing.
    static String asLong(Property property) {
        String column = quoted(property.name());
        if (property.name().equals("id")) { // a UUID, whatever the property's type says
            return "(('0x' || replace(" + column + "::VARCHAR, '-', '')[1:16])::UBIGINT >> 1)::BIGINT";
        }
        return switch (property.type()) {
            case TEXT, LIST -> asCode(property.name());
            case NUMBER -> column;
            case INTEGER -> column;
            case MONEY -> "(" + column + " * 10000)::BIGINT";
            case BOOLEAN -> column + "::BIGINT";
            case INSTANT -> "epoch_us(" + column + ")";
            case DATE -> "date_diff('day', DATE '1970-01-01', " + column + ")";
        };
    }

    /// The expression that reads a text by its code; null where it is missing.
    static String asCode(String name) {
        return "CASE WHEN %1$s IS NOT NULL THEN (hash(%1$s) >> 1)::BIGINT END".formatted(quoted(name));
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

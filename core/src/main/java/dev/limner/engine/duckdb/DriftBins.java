package dev.limner.engine.duckdb;

import static dev.limner.engine.duckdb.Columns.literal;
import static dev.limner.engine.duckdb.Columns.quoted;

import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.quality.Measured.Comparison;
import dev.limner.quality.Measured.Histogram;
import java.sql.Array;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Counts the values of a property in two loads by the same bins: for what has an order, those between the
/// deciles of the load before; for texts, its ten most frequent values and all others; and one for none.
record DriftBins(Connection connection, String events, Property property, Comparison comparison) {
    private static final int BINS = 10;

    /// Null where the load before has no event that could have the property.
    @Nullable
    Histogram count() {
        List<String> edges = QualityMeasures.isOrdered(property) ? deciles() : frequent();
        String column = quoted(property.name());
        String bin = QualityMeasures.isOrdered(property) ? ordered(column, edges) : named(column, edges);
        int missing = edges.size() + 1;
        List<Long> before = new ArrayList<>(Collections.nCopies(missing + 1, 0L));
        List<Long> now = new ArrayList<>(Collections.nCopies(missing + 1, 0L));
        Sql.list(
                connection,
                row -> (row.getInt(1) == comparison.now() ? now : before).set(row.getInt(2), row.getLong(3)),
                "SELECT load, CASE WHEN %1$s IS NULL THEN %2$d ELSE %3$s END, count(*) FROM %4$s WHERE load IN (%5$d, %6$d) GROUP BY 1, 2"
                        .formatted(column, missing, bin, events, comparison.before(), comparison.now()));
        return sum(before) == 0 || sum(now) == 0 ? null : new Histogram(before, now);
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private List<String> deciles() {
        String levels = IntStream.range(1, BINS).mapToObj(i -> "0." + i).collect(Collectors.joining(", ", "[", "]"));
        return Sql.list(
                        connection,
                        row -> {
                            Array array = row.getArray(1);
                            return array == null
                                    ? List.<String>of()
                                    : Arrays.stream((Object[]) array.getArray())
                                            .map(String::valueOf)
                                            .distinct()
                                            .toList();
                        },
                        "SELECT quantile_disc(%s, %s)::VARCHAR[] FROM %s WHERE load = %d"
                                .formatted(quoted(property.name()), levels, events, comparison.before()))
                .getFirst();
    }

    private List<String> frequent() {
        return Sql.list(
                connection,
                row -> row.getString(1),
                "SELECT %1$s::VARCHAR FROM %2$s WHERE load = %3$d AND %1$s IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %4$d"
                        .formatted(quoted(property.name()), events, comparison.before(), BINS));
    }

    /// How many of the edges lie below the value.
    private String ordered(String column, List<String> edges) {
        return edges.isEmpty()
                ? "0"
                : edges.stream()
                        .map(edge -> "(%s > %s)::INTEGER".formatted(column, typed(edge)))
                        .collect(Collectors.joining(" + "));
    }

    private String typed(String edge) {
        ValueType type = property.type();
        return switch (type) {
            case DATE -> "DATE " + literal(edge);
            case INSTANT -> "TIMESTAMP " + literal(edge);
            case NUMBER, INTEGER, MONEY -> "CAST(" + literal(edge) + " AS DOUBLE)";
            case TEXT, BOOLEAN, LIST -> throw new AssertionError("has no order");
        };
    }

    /// The place of the value among the frequent ones; after them where it is none of them.
    private static String named(String column, List<String> frequent) {
        if (frequent.isEmpty()) {
            return "0";
        }
        String list = frequent.stream().map(Columns::literal).collect(Collectors.joining(", ", "[", "]"));
        return "coalesce(list_position(%s, %s::VARCHAR) - 1, %d)".formatted(list, column, frequent.size());
    }
}

package dev.limner.engine.duckdb;

import static dev.limner.engine.duckdb.Columns.literal;
import static dev.limner.engine.duckdb.Columns.quoted;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.quality.Measured;
import dev.limner.quality.Measured.Comparison;
import dev.limner.quality.Measured.OfProperty;
import dev.limner.quality.Measured.Top;
import dev.limner.quality.Measured.Volume;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the events of one source are like, measured by property.
///
/// Different values are counted up to a million events and estimated beyond that (HyperLogLog), so that
/// memory stays within bounds.
public final class QualityMeasures {
    private static final long COUNTED_EXACTLY = 1_000_000;
    private static final int TOP = 10;

    private final Store store;
    private final String source;
    private final ZoneId zone;

    public QualityMeasures(Store store, String source, ZoneId zone) {
        this.store = store;
        this.source = source;
        this.zone = zone;
    }

    /// Measures all of it; `always` are properties that are told even where no event has them.
    public Measured measure(Set<String> always) {
        return store.reading(connection -> {
            String events = "(" + EventTable.all(store, connection).query("source = " + literal(source)) + ")";
            return measure(connection, events, always);
        });
    }

    private Measured measure(Connection connection, String events, Set<String> always) {
        List<Property> all = store.plan().properties();
        List<Carried> carried = Sql.list(
                connection,
                row -> carried(row, all),
                "SELECT type, count(*), count(*) - count(customer), min(\"at\"), max(\"at\")%s FROM %s GROUP BY type ORDER BY type"
                        .formatted(
                                all.stream()
                                        .map(property -> ", count(" + quoted(property.name()) + ")")
                                        .collect(Collectors.joining()),
                                events));
        List<Property> told = all.stream()
                .filter(property -> carried.stream().anyMatch(type -> type.filled(property) > 0)
                        || (always.contains(property.name())
                                && carried.stream().anyMatch(type -> carries(type, property))))
                .toList();
        List<Integer> loads = Sql.list(
                connection,
                row -> row.getInt(1),
                "SELECT load FROM " + events + " GROUP BY load ORDER BY load DESC LIMIT 2");
        Comparison comparison = loads.size() < 2 ? null : new Comparison(loads.get(1), loads.get(0));
        List<OfProperty> properties = new ArrayList<>();
        if (!told.isEmpty()) {
            List<Statistics> statistics = statistics(connection, events, told, carried);
            for (int i = 0; i < told.size(); i++) {
                properties.add(ofProperty(connection, events, told.get(i), statistics.get(i), carried, comparison));
            }
        }
        return new Measured(
                source,
                carried.stream().map(Carried::volume).toList(),
                usualGapDays(connection, events),
                comparison,
                properties);
    }

    /// The events of one type, and how many of them have a value of each of the plan's properties.
    private record Carried(Volume volume, List<Long> filled) {
        long filled(Property property) {
            return filled.get(property.ordinal());
        }
    }

    private static Carried carried(ResultSet row, List<Property> all) throws SQLException {
        List<Long> filled = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            filled.add(row.getLong(6 + i));
        }
        return new Carried(
                new Volume(row.getString(1), row.getLong(2), row.getLong(3), instant(row, 4), instant(row, 5)), filled);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(Settling.instant(row.getObject(column, LocalDateTime.class)));
    }

    private boolean carries(Carried carried, Property property) {
        EventType type = store.plan().type(carried.volume().type());
        return type.properties().contains(property);
    }

    /// What one pass tells of all properties at once.
    private record Statistics(
            long distinct,
            @Nullable Instant first,
            @Nullable Instant last,
            List<String> quantiles) {}

    private List<Statistics> statistics(
            Connection connection, String events, List<Property> told, List<Carried> carried) {
        boolean estimated = estimated(carried);
        String levels = Measured.LEVELS.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        String each = told.stream()
                .map(property -> {
                    String column = quoted(property.name());
                    return (estimated ? "approx_count_distinct(%1$s)" : "count(DISTINCT %1$s)").formatted(column)
                            + ", min(\"at\") FILTER (%1$s IS NOT NULL), max(\"at\") FILTER (%1$s IS NOT NULL), "
                                    .formatted(column)
                            + (isOrdered(property)
                                    ? "quantile_disc(%s, %s)::VARCHAR[]".formatted(column, levels)
                                    : "NULL::VARCHAR[]");
                })
                .collect(Collectors.joining(", "));
        return Sql.list(
                        connection,
                        row -> {
                            List<Statistics> all = new ArrayList<>();
                            for (int i = 0; i < told.size(); i++) {
                                int at = 4 * i;
                                all.add(new Statistics(
                                        row.getLong(at + 1),
                                        Settling.instant(row.getObject(at + 2, LocalDateTime.class)),
                                        Settling.instant(row.getObject(at + 3, LocalDateTime.class)),
                                        texts(row.getArray(at + 4), told.get(i))));
                            }
                            return all;
                        },
                        "SELECT " + each + " FROM " + events)
                .getFirst();
    }

    private static boolean estimated(List<Carried> carried) {
        return carried.stream().mapToLong(type -> type.volume().events()).sum() > COUNTED_EXACTLY;
    }

    private static List<String> texts(@Nullable Array array, Property property) throws SQLException {
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray())
                        .map(String::valueOf)
                        .map(text -> property.type() == ValueType.INSTANT ? text.replace(' ', 'T') + "Z" : text)
                        .toList();
    }

    private OfProperty ofProperty(
            Connection connection,
            String events,
            Property property,
            Statistics statistics,
            List<Carried> carried,
            @Nullable Comparison comparison) {
        List<Carried> types =
                carried.stream().filter(type -> type.filled(property) > 0).toList();
        if (types.isEmpty()) {
            types = carried.stream().filter(type -> carries(type, property)).toList();
        }
        List<String> names = types.stream().map(type -> type.volume().type()).toList();
        long filled = types.stream().mapToLong(type -> type.filled(property)).sum();
        String within = "(SELECT * FROM %s WHERE type IN (%s))"
                .formatted(events, names.stream().map(Columns::literal).collect(Collectors.joining(", ")));
        return new OfProperty(
                property,
                names,
                types.stream().mapToLong(type -> type.volume().events()).sum(),
                filled,
                statistics.distinct(),
                estimated(carried),
                statistics.first(),
                statistics.last(),
                statistics.quantiles(),
                property.type() == ValueType.TEXT || property.type() == ValueType.BOOLEAN
                        ? top(connection, within, property)
                        : List.of(),
                isNumber(property) && filled > 0 ? new OutlierSearch(connection, within, property, zone).run() : null,
                comparison == null ? null : new DriftBins(connection, within, property, comparison).count());
    }

    private static List<Top> top(Connection connection, String events, Property property) {
        return Sql.list(
                connection,
                row -> new Top(row.getString(1), row.getLong(2)),
                "SELECT %1$s::VARCHAR, count(*) FROM %2$s WHERE %1$s IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %3$d"
                        .formatted(quoted(property.name()), events, TOP));
    }

    /// In 95 of 100 cases the next day with events came within so many days.
    private @Nullable Integer usualGapDays(Connection connection, String events) {
        int days = Sql.list(
                        connection, row -> row.getLong(1) < 2 ? -1 : row.getInt(2), """
                        SELECT count(gap), quantile_disc(gap, 0.95) FROM (
                          SELECT date_diff('day', lag(day) OVER (ORDER BY day), day) AS gap
                          FROM (SELECT DISTINCT %s::DATE AS day FROM %s))""".formatted(local(zone), events))
                .getFirst();
        return days < 0 ? null : Integer.valueOf(days);
    }

    /// The local time of an event in a zone.
    static String local(ZoneId zone) {
        return "((\"at\" AT TIME ZONE 'UTC') AT TIME ZONE " + literal(zone.getId()) + ")";
    }

    static boolean isNumber(Property property) {
        return switch (property.type()) {
            case NUMBER, INTEGER, MONEY -> true;
            case TEXT, BOOLEAN, INSTANT, DATE, LIST -> false;
        };
    }

    /// Whether its values lie on a line, so that quantiles mean something.
    static boolean isOrdered(Property property) {
        return switch (property.type()) {
            case NUMBER, INTEGER, MONEY, INSTANT, DATE -> true;
            case TEXT, BOOLEAN, LIST -> false;
        };
    }
}

package dev.limner.engine.duckdb;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What was sold to people whom nobody knows: it counts in product statistics and in no customer's.
public final class AnonymousSales {
    private AnonymousSales() {}

    /// The sum of `amount` over anonymous events of `type` up to `asOf`, by local date; in ten-thousandths.
    public static Map<LocalDate, Long> byDay(Store store, EventType type, Property amount, ZoneId zone, Instant asOf) {
        String condition = "customer IS NULL AND type = %s AND \"at\" <= %s"
                .formatted(Columns.literal(type.name()), Sql.timestamp(asOf));
        String anonymous = store.with(store.lake()::files).stream()
                .filter(Lake.LakeFile::anonymous)
                .map(file -> file.select(Columns.of(store.plan())) + " WHERE " + condition + " UNION ALL ")
                .collect(Collectors.joining());
        String delta = "SELECT "
                + Columns.of(store.plan()).stream().map(Columns.Column::quoted).collect(Collectors.joining(", "))
                + " FROM delta WHERE " + condition;
        store.reading().lock();
        try {
            return store.with(connection -> {
                Map<LocalDate, Long> sums = new HashMap<>();
                Sql.list(
                        connection,
                        row -> sums.put(row.getObject(1, LocalDate.class), row.getLong(2)),
                        "SELECT ((\"at\" AT TIME ZONE 'UTC') AT TIME ZONE %s)::DATE, (sum(%s) * 10000)::BIGINT FROM (%s) GROUP BY 1"
                                .formatted(
                                        Columns.literal(zone.getId()),
                                        Columns.quoted(amount.name()),
                                        anonymous + delta));
                return sums;
            });
        } finally {
            store.reading().unlock();
        }
    }
}

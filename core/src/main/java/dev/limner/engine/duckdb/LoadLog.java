package dev.limner.engine.duckdb;

import dev.limner.event.EventType;
import dev.limner.history.LocalClock;
import dev.limner.source.EventSink;
import dev.limner.source.LoadReport;
import dev.limner.source.LoadReport.Count;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The log of finished loads.
final class LoadLog {
    private LoadLog() {}

    static void write(Connection connection, LoadReport report) {
        Sql.execute(
                connection,
                "INSERT INTO load VALUES (?, ?, ?, %s, ?, ?, ?, %s, %s)"
                        .formatted(
                                Sql.timestamp(report.startedAt()),
                                orNull(report.firstEvent()),
                                orNull(report.lastEvent())),
                report.number(),
                report.source(),
                report.file(),
                report.seconds(),
                report.rows(),
                report.duplicates());
        counts(connection, report);
    }

    private static void counts(Connection connection, LoadReport report) {
        counts(connection, report.number(), "kept", report.kept());
        counts(connection, report.number(), "derived", report.derived());
        counts(connection, report.number(), "quarantined", report.quarantined());
        counts(connection, report.number(), "mended", report.mended());
    }

    /// Lets a load say what a replay has made of it; when it ran and how long it took stays.
    static void rewrite(Connection connection, LoadReport report) {
        Sql.execute(
                connection,
                "UPDATE load SET rows = ?, duplicates = ?, first_event = %s, last_event = %s WHERE number = ?"
                        .formatted(orNull(report.firstEvent()), orNull(report.lastEvent())),
                report.rows(),
                report.duplicates(),
                report.number());
        Sql.execute(connection, "DELETE FROM load_count WHERE load = ?", report.number());
        counts(connection, report);
    }

    /// Counts anew what a load has in the store.
    ///
    /// @param events a query for all events
    static void recount(Connection connection, int load, String events) {
        List<String> derived = Sql.list(
                connection,
                row -> row.getString(1),
                "SELECT name FROM load_count WHERE kind = 'derived' AND load = ?",
                load);
        List<Count> types = Sql.list(
                connection,
                row -> new Count(row.getString(1), row.getLong(2), row.getLong(3)),
                "SELECT type, count(*), count(*) FILTER (customer IS NULL) FROM (%s) WHERE load = ? GROUP BY type ORDER BY type"
                        .formatted(events),
                load);
        List<Count> reasons = Sql.list(
                connection,
                row -> new Count(row.getString(1), row.getLong(2), 0),
                "SELECT reason, count(*) FROM quarantine WHERE load = ? GROUP BY reason ORDER BY reason",
                load);
        Sql.execute(connection, "DELETE FROM load_count WHERE kind <> 'mended' AND load = ?", load);
        counts(
                connection,
                load,
                "kept",
                types.stream().filter(type -> !derived.contains(type.name())).toList());
        counts(
                connection,
                load,
                "derived",
                types.stream().filter(type -> derived.contains(type.name())).toList());
        counts(connection, load, "quarantined", reasons);
    }

    /// Counts in what a part of a load has brought while the program runs.
    ///
    /// @param count how many events of a type it has, and how many of them without a customer
    static void add(
            Connection connection,
            int load,
            String file,
            Instant received,
            Arrivals.Part part,
            Function<EventType, long[]> count) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        Set<EventType> types = new LinkedHashSet<>();
        for (int event = 0; event < part.events().size(); event++) {
            first = Math.min(first, part.events().at[event]);
            last = Math.max(last, part.events().at[event]);
            types.add(part.events().types[event]);
        }
        String from = first > last ? "NULL" : Sql.timestamp(LocalClock.instant(first));
        String to = first > last ? "NULL" : Sql.timestamp(LocalClock.instant(last));
        long known = Sql.execute(
                connection,
                "UPDATE load SET rows = rows + ?, duplicates = duplicates + ?, seconds = epoch(%s - started_at), first_event = least(first_event, %s), last_event = greatest(last_event, %s) WHERE number = ?"
                        .formatted(Sql.timestamp(received), from, to),
                part.rows(),
                part.duplicates(),
                load);
        if (known == 0) {
            Sql.execute(
                    connection,
                    "INSERT INTO load VALUES (?, ?, ?, %s, 0, ?, ?, %s, %s)"
                            .formatted(Sql.timestamp(received), from, to),
                    load,
                    part.source(),
                    file,
                    part.rows(),
                    part.duplicates());
        }
        for (EventType type : types) {
            long[] counts = count.apply(type);
            add(connection, load, "kept", type.name(), counts[0], counts[1]);
        }
        part.aside().stream()
                .collect(Collectors.groupingBy(EventSink.QuarantinedRow::reason, TreeMap::new, Collectors.counting()))
                .forEach((reason, rows) -> add(connection, load, "quarantined", reason, rows, 0));
    }

    private static void add(Connection connection, int load, String kind, String name, long count, long anonymous) {
        long known = Sql.execute(
                connection,
                "UPDATE load_count SET count = count + ?, anonymous = anonymous + ? WHERE load = ? AND kind = ? AND name = ?",
                count,
                anonymous,
                load,
                kind,
                name);
        if (known == 0) {
            long place =
                    Sql.number(connection, "SELECT count(*) FROM load_count WHERE load = ? AND kind = ?", load, kind);
            Sql.execute(
                    connection,
                    "INSERT INTO load_count VALUES (?, ?, ?, ?, ?, ?)",
                    load,
                    kind,
                    place,
                    name,
                    count,
                    anonymous);
        }
    }

    static List<LoadReport> read(Connection connection) {
        Map<Part, List<Count>> counts = new HashMap<>();
        Sql.list(
                connection,
                row -> counts.computeIfAbsent(new Part(row.getInt(1), row.getString(2)), _ -> new ArrayList<>())
                        .add(new Count(row.getString(3), row.getLong(4), row.getLong(5))),
                "SELECT load, kind, name, count, anonymous FROM load_count ORDER BY load, kind, place");
        return Sql.list(
                connection,
                row -> new LoadReport(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        Objects.requireNonNull(Settling.instant(row.getObject(4, LocalDateTime.class))),
                        row.getDouble(5),
                        row.getLong(6),
                        row.getLong(7),
                        counts.getOrDefault(new Part(row.getInt(1), "kept"), List.of()),
                        counts.getOrDefault(new Part(row.getInt(1), "derived"), List.of()),
                        counts.getOrDefault(new Part(row.getInt(1), "quarantined"), List.of()),
                        counts.getOrDefault(new Part(row.getInt(1), "mended"), List.of()),
                        Settling.instant(row.getObject(8, LocalDateTime.class)),
                        Settling.instant(row.getObject(9, LocalDateTime.class))),
                """
                SELECT number, source, file, started_at, seconds, rows, duplicates, first_event, last_event
                FROM load ORDER BY number DESC""");
    }

    /// Which counts of which load.
    private record Part(int load, String kind) {}

    private static void counts(Connection connection, int load, String kind, List<Count> counts) {
        for (int place = 0; place < counts.size(); place++) {
            Count count = counts.get(place);
            Sql.execute(
                    connection,
                    "INSERT INTO load_count VALUES (?, ?, ?, ?, ?, ?)",
                    load,
                    kind,
                    place,
                    count.name(),
                    count.count(),
                    count.anonymous());
        }
    }

    private static String orNull(@Nullable Instant instant) {
        return instant == null ? "NULL" : Sql.timestamp(instant);
    }
}

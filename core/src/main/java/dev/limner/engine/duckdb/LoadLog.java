package dev.limner.engine.duckdb;

import dev.limner.source.LoadReport;
import dev.limner.source.LoadReport.Count;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
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
        counts(connection, report.number(), "kept", report.kept());
        counts(connection, report.number(), "derived", report.derived());
        counts(connection, report.number(), "quarantined", report.quarantined());
        counts(connection, report.number(), "mended", report.mended());
    }

    static List<LoadReport> read(Connection connection) {
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
                        counts(connection, row.getInt(1), "kept"),
                        counts(connection, row.getInt(1), "derived"),
                        counts(connection, row.getInt(1), "quarantined"),
                        counts(connection, row.getInt(1), "mended"),
                        Settling.instant(row.getObject(8, LocalDateTime.class)),
                        Settling.instant(row.getObject(9, LocalDateTime.class))),
                """
                SELECT number, source, file, started_at, seconds, rows, duplicates, first_event, last_event
                FROM load ORDER BY number DESC""");
    }

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

    private static List<Count> counts(Connection connection, int load, String kind) {
        return Sql.list(
                connection,
                row -> new Count(row.getString(1), row.getLong(2), row.getLong(3)),
                "SELECT name, count, anonymous FROM load_count WHERE load = ? AND kind = ? ORDER BY place",
                load,
                kind);
    }

    private static String orNull(@Nullable Instant instant) {
        return instant == null ? "NULL" : Sql.timestamp(instant);
    }
}

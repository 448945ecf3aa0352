package dev.limner.engine.duckdb;

import static dev.limner.engine.duckdb.Columns.quoted;

import dev.limner.event.Property;
import dev.limner.quality.Outliers;
import dev.limner.quality.Outliers.Season;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/// Finds the values of one property that lie far from the median of their type, and of their weekday or month
/// where that fits better.
record OutlierSearch(Connection connection, String events, Property property, ZoneId zone) {
    private static final int EXAMPLES = 5;
    /// By how much a season must bring values nearer to their medians, to be worth it.
    private static final double BETTER = 0.9;

    Outliers run() {
        Season season = season();
        String judged =
                """
                WITH e AS (SELECT id, type, customer, "at", %1$s::DOUBLE AS value, %2$s AS season FROM %3$s WHERE %1$s IS NOT NULL),
                  usual AS (SELECT type, season, median(value) AS middle, mad(value) AS spread FROM e GROUP BY ALL),
                  judged AS (SELECT e.*, middle, %4$s * abs(value - middle) / spread AS z
                    FROM e JOIN usual USING (type, season) WHERE spread > 0)
                """.formatted(quoted(property.name()), key(season), events, Double.toString(Outliers.MAD_OF_NORMAL));
        List<Long> counts = Sql.list(
                        connection,
                        row -> List.of(row.getLong(1), row.getLong(2)),
                        judged + "SELECT count(*), count(*) FILTER (z > " + Outliers.LIMIT + ") FROM judged")
                .getFirst();
        List<Outliers.Example> examples = counts.getLast() == 0
                ? List.of()
                : Sql.list(
                        connection,
                        row -> new Outliers.Example(
                                row.getString(1),
                                row.getString(2),
                                row.getObject(3) == null ? null : Integer.valueOf(row.getInt(3)),
                                Objects.requireNonNull(Settling.instant(row.getObject(4, LocalDateTime.class))),
                                plain(row.getDouble(5)),
                                plain(row.getDouble(6))),
                        judged
                                + "SELECT id::VARCHAR, type, customer, \"at\", value, middle FROM judged WHERE z > %s ORDER BY z DESC, id LIMIT %d"
                                        .formatted(Double.toString(Outliers.LIMIT), EXAMPLES));
        return new Outliers(season, counts.getFirst(), counts.getLast(), examples);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /// The season with the smallest mean spread, if each of its parts is known well enough.
    private Season season() {
        double plain = spread(Season.NONE);
        double best = plain * BETTER;
        Season found = Season.NONE;
        for (Season season : List.of(Season.WEEKDAY, Season.MONTH)) {
            double spread = spread(season);
            if (spread < best) {
                best = spread;
                found = season;
            }
        }
        return found;
    }

    /// The mean of the groups' MADs, weighted by their sizes; infinite where a group is too small or a part of
    /// the season is never met.
    private double spread(Season season) {
        return Sql.list(
                        connection,
                        row -> row.getLong(1) < Outliers.ENOUGH || row.getLong(2) < parts(season)
                                ? Double.POSITIVE_INFINITY
                                : row.getDouble(3),
                        """
                        SELECT min(size), min(parts), sum(size * spread) / sum(size) FROM (
                          SELECT *, count(*) OVER (PARTITION BY type) AS parts FROM (
                            SELECT type, %s AS season, count(*) AS size, mad(%2$s::DOUBLE) AS spread
                            FROM %3$s WHERE %2$s IS NOT NULL GROUP BY ALL))""".formatted(key(season), quoted(property.name()), events))
                .getFirst();
    }

    private static int parts(Season season) {
        return switch (season) {
            case NONE -> 1;
            case WEEKDAY -> 7;
            case MONTH -> 12;
        };
    }

    private String key(Season season) {
        String local = QualityMeasures.local(zone);
        return switch (season) {
            case NONE -> "0";
            case WEEKDAY -> "isodow(" + local + ")";
            case MONTH -> "month(" + local + ")";
        };
    }
}

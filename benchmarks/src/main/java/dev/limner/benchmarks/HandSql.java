package dev.limner.benchmarks;

import dev.limner.engine.EventFile;
import dev.limner.history.LocalClock;
import dev.limner.portrait.Moment;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The opponent: the same answers by SQL as a practised hand writes it, over the same files and with the
/// same threads.
///
/// Local times come from the zone's rules or, where a hand knows that the zone has one offset, from adding it.
final class HandSql implements AutoCloseable {
    /// How a query gets at local time, and whether RFM and KPI count by aggregates or by windows.
    enum Form {
        AGGREGATES_BY_ZONE,
        AGGREGATES_BY_OFFSET,
        WINDOWS
    }

    private final Connection connection;
    private final Moment moment;

    HandSql(List<EventFile> files, Moment moment, int threads) throws SQLException {
        this.moment = moment;
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET threads = " + threads);
        execute("SET TimeZone = 'UTC'");
        execute("CREATE VIEW event AS SELECT * FROM read_parquet(["
                + files.stream().map(file -> "'" + file.path() + "'").collect(Collectors.joining(", ")) + "])");
    }

    String rfm(String from, Form form) throws SQLException {
        String buyer = form == Form.WINDOWS ? """
                SELECT customer, {day} - {local} AS r, count(*) OVER w AS f, sum(total) OVER w AS m
                FROM {from} WHERE type = 'order' AND "at" <= {end}
                WINDOW w AS (PARTITION BY customer)
                QUALIFY row_number() OVER (PARTITION BY customer ORDER BY "at" DESC) = 1""" : """
                SELECT customer, {day} - {last} AS r, count(*) AS f, sum(total) AS m
                FROM {from} WHERE type = 'order' AND "at" <= {end} GROUP BY customer""";
        return lines("""
                WITH buyer AS MATERIALIZED ({buyer}),
                edge AS (
                  SELECT quantile_cont(r::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS r,
                    quantile_cont(f::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS f,
                    quantile_cont(m::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS m FROM buyer),
                scored AS MATERIALIZED (
                  SELECT buyer.m AS spend,
                    5 - (buyer.r > edge.r[1])::INT - (buyer.r > edge.r[2])::INT - (buyer.r > edge.r[3])::INT - (buyer.r > edge.r[4])::INT AS r,
                    1 + (buyer.f > edge.f[1])::INT + (buyer.f > edge.f[2])::INT + (buyer.f > edge.f[3])::INT + (buyer.f > edge.f[4])::INT AS f,
                    1 + (buyer.m::DOUBLE > edge.m[1])::INT + (buyer.m::DOUBLE > edge.m[2])::INT + (buyer.m::DOUBLE > edge.m[3])::INT + (buyer.m::DOUBLE > edge.m[4])::INT AS m
                  FROM buyer, edge),
                mean AS (SELECT avg(r) AS r, avg(f) AS f, avg(m) AS m FROM scored),
                judged AS (
                  SELECT scored.spend, scored.r AS rs, scored.f AS fs,
                    CASE WHEN scored.m > mean.m THEN 'important' ELSE 'general' END || '_'
                      || CASE WHEN scored.r > mean.r THEN CASE WHEN scored.f > mean.f THEN 'value' ELSE 'develop' END
                         WHEN scored.f > mean.f THEN 'keep' ELSE 'win_back' END AS class
                  FROM scored, mean)
                SELECT CASE WHEN class IS NULL THEN 'cell ' || rs || '/' || fs ELSE 'class ' || class END
                  || ' ' || count(*) || ' ' || (sum(spend) * 10000)::HUGEINT AS line
                FROM judged GROUP BY GROUPING SETS ((class), (rs, fs)) ORDER BY line""".replace("{buyer}", buyer)
                .replace("{last}", local("max(\"at\")", form) + "::DATE")
                .replace("{local}", local("\"at\"", form) + "::DATE")
                .replace("{day}", "DATE '" + moment.date() + "'")
                .replace("{from}", from));
    }

    String kpi(String from, Form form) throws SQLException {
        return lines((form == Form.WINDOWS ? """
                        WITH numbered AS (
                          SELECT customer, "at", type, total, amount,
                            row_number() OVER (PARTITION BY customer, type ORDER BY "at") AS n
                          FROM {from} WHERE type IN ('order', 'return') AND "at" <= {end}),
                        framed AS (SELECT *, CASE WHEN "at" > {start} THEN 1 ELSE 0 END AS w FROM numbered WHERE "at" > {previous})
                        SELECT 'kpi ' || (coalesce(sum(total) FILTER (type = 'order'), 0) * 10000)::HUGEINT
                          || ' ' || count(*) FILTER (type = 'order')
                          || ' ' || count(DISTINCT customer) FILTER (type = 'order')
                          || ' ' || count(*) FILTER (type = 'order' AND n = 1)
                          || ' ' || count(DISTINCT customer) FILTER (type = 'order' AND n >= 2)
                          || ' ' || (coalesce(sum(amount) FILTER (type = 'return'), 0) * 10000)::HUGEINT
                        FROM framed GROUP BY w ORDER BY w""" : """
                        WITH one AS (
                          SELECT customer,
                            count(*) FILTER (type = 'order' AND "at" <= {previous}) AS before,
                            count(*) FILTER (type = 'order' AND "at" > {previous} AND "at" <= {start}) AS orders0,
                            count(*) FILTER (type = 'order' AND "at" > {start}) AS orders1,
                            sum(total) FILTER (type = 'order' AND "at" > {previous} AND "at" <= {start}) AS revenue0,
                            sum(total) FILTER (type = 'order' AND "at" > {start}) AS revenue1,
                            sum(amount) FILTER (type = 'return' AND "at" > {previous} AND "at" <= {start}) AS returned0,
                            sum(amount) FILTER (type = 'return' AND "at" > {start}) AS returned1
                          FROM {from} WHERE type IN ('order', 'return') AND "at" <= {end} GROUP BY customer),
                        both_windows AS (
                          SELECT 0 AS w, sum(revenue0) AS revenue, sum(orders0) AS orders, count_if(orders0 > 0) AS active,
                            count_if(orders0 > 0 AND before = 0) AS fresh, count_if(orders0 > 0 AND before + orders0 >= 2) AS again,
                            sum(returned0) AS returned FROM one
                          UNION ALL
                          SELECT 1, sum(revenue1), sum(orders1), count_if(orders1 > 0),
                            count_if(orders1 > 0 AND before + orders0 = 0), count_if(orders1 > 0 AND before + orders0 + orders1 >= 2),
                            sum(returned1) FROM one)
                        SELECT 'kpi ' || (coalesce(revenue, 0) * 10000)::HUGEINT || ' ' || orders || ' ' || active || ' ' || fresh
                          || ' ' || again || ' ' || (coalesce(returned, 0) * 10000)::HUGEINT
                        FROM both_windows ORDER BY w""")
                .replace("{start}", timestamp(moment.daysEarlier(Answers.KPI_DAYS)))
                .replace("{previous}", timestamp(moment.daysEarlier(2 * Answers.KPI_DAYS)))
                .replace("{from}", from));
    }

    String heat(String from, Form form) throws SQLException {
        return lines("""
                WITH sold AS (SELECT {local} AS moment, total FROM {from} WHERE type = 'order' AND "at" <= {end})
                SELECT concat_ws(' ', 'heat', isodow(moment), hour(moment), count(*), (sum(total) * 10000)::HUGEINT)
                FROM sold GROUP BY isodow(moment), hour(moment) ORDER BY isodow(moment), hour(moment)""".replace("{local}", local("\"at\"", form)).replace("{from}", from));
    }

    /// The three queries one after the other over the files.
    String oneByOne() throws SQLException {
        return all("event");
    }

    /// The three queries over a table made first of what all of them need.
    String overTable() throws SQLException {
        execute("""
                CREATE OR REPLACE TEMP TABLE trade AS SELECT customer, type, "at", total, amount
                FROM event WHERE type IN ('order', 'return') AND "at" <= {end}""".replace("{end}", timestamp(moment)));
        return all("trade");
    }

    private String all(String from) throws SQLException {
        Form form = Form.AGGREGATES_BY_OFFSET;
        return rfm(from, form) + kpi(from, form) + heat(from, form);
    }

    private String local(String timestamp, Form form) {
        String zone = moment.clock().zone().getId();
        int seconds =
                moment.clock().zone().getRules().getOffset(moment.instant()).getTotalSeconds();
        return form == Form.AGGREGATES_BY_ZONE
                ? "(" + timestamp + " AT TIME ZONE 'UTC' AT TIME ZONE '" + zone + "')"
                : "(" + timestamp + " + INTERVAL " + seconds + " SECOND)";
    }

    private static String timestamp(Moment moment) {
        LocalDateTime utc = LocalDateTime.ofInstant(LocalClock.instant(moment.micros()), ZoneOffset.UTC);
        return String.format(Locale.ROOT, "TIMESTAMP '%s'", utc.toString().replace('T', ' '));
    }

    private String lines(String query) throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query.replace("{end}", timestamp(moment)))) {
            while (rows.next()) {
                lines.append(rows.getString(1)).append('\n');
            }
        }
        return lines.toString();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

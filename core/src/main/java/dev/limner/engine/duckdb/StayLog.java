package dev.limner.engine.duckdb;

import dev.limner.engine.Scope;
import dev.limner.history.LocalClock;
import dev.limner.membership.Crossing;
import dev.limner.membership.MembershipLog;
import dev.limner.membership.Stay;
import dev.limner.problem.InternalProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The store's log of stays in segments: one row a stay, written when somebody enters and completed when
/// they leave.
///
/// A batch of crossings is one transaction, which costs one pass over the open stays; so hand over many at
/// a time.
public final class StayLog implements MembershipLog {
    private static final String COLUMNS =
            "segment, version, customer, value, entered_at, entered_effective, entered_cause, left_at, left_effective, left_cause";
    private static final String SAME =
            "s.segment = b.segment AND s.customer = b.customer AND s.value IS NOT DISTINCT FROM b.value AND s.left_at IS NULL";

    private final Store store;

    public StayLog(Store store) {
        this.store = store;
    }

    /// Of what at most one stay is open.
    private record Key(
            String segment, int customer, @Nullable String value) {}

    private static Key key(Crossing crossing) {
        return new Key(crossing.segment(), crossing.customer(), crossing.value());
    }

    @Override
    public synchronized void append(List<Crossing> crossings) {
        if (crossings.isEmpty()) {
            return;
        }
        store.transaction(connection -> append(connection, crossings));
    }

    /// The same within somebody else's transaction; returns how many stays began.
    static int append(DuckDBConnection connection, List<Crossing> crossings) throws SQLException {
        Set<Key> open = open(connection, crossings);
        Map<Key, Crossing> leaving = new HashMap<>();
        Map<Key, Crossing> entered = new HashMap<>();
        List<Stay> over = new ArrayList<>();
        for (Crossing crossing : crossings) {
            Key key = key(crossing);
            Crossing before = entered.get(key);
            boolean isOpen = before != null || (open.contains(key) && !leaving.containsKey(key));
            if (crossing.entered() && !isOpen) {
                entered.put(key, crossing);
            } else if (!crossing.entered() && before != null) {
                entered.remove(key);
                over.add(stay(before, crossing.moment()));
            } else if (!crossing.entered() && isOpen) {
                leaving.put(key, crossing);
            }
        }
        leave(connection, List.copyOf(leaving.values()));
        entered.values().forEach(crossing -> over.add(stay(crossing, null)));
        insert(connection, over);
        return over.size();
    }

    private static Stay stay(Crossing entered, Crossing.@Nullable Moment left) {
        return new Stay(
                entered.segment(), entered.version(), entered.customer(), entered.value(), entered.moment(), left);
    }

    /// Those stays of which the crossings are that are open in the store.
    private static Set<Key> open(DuckDBConnection connection, List<Crossing> crossings) throws SQLException {
        Sql.execute(
                connection,
                "CREATE OR REPLACE TEMP TABLE crossing_key (segment VARCHAR, customer INTEGER, value VARCHAR)");
        Set<Key> keys = new LinkedHashSet<>();
        crossings.forEach(crossing -> keys.add(key(crossing)));
        try (DuckDBAppender appender = connection.createAppender("temp", "main", "crossing_key")) {
            for (Key key : keys) {
                appender.beginRow();
                append(appender, key);
                appender.endRow();
            }
        }
        return new HashSet<>(Sql.list(
                connection,
                row -> new Key(row.getString(1), row.getInt(2), row.getString(3)),
                "SELECT b.segment, b.customer, b.value FROM crossing_key b JOIN stay s ON " + SAME));
    }

    private static void leave(DuckDBConnection connection, List<Crossing> leaving) throws SQLException {
        if (leaving.isEmpty()) {
            return;
        }
        Sql.execute(
                connection,
                "CREATE OR REPLACE TEMP TABLE leaving (segment VARCHAR, customer INTEGER, value VARCHAR, left_at TIMESTAMP,"
                        + " left_effective TIMESTAMP, left_cause VARCHAR)");
        try (DuckDBAppender appender = connection.createAppender("temp", "main", "leaving")) {
            for (Crossing crossing : leaving) {
                appender.beginRow();
                append(appender, key(crossing));
                append(appender, crossing.moment());
                appender.endRow();
            }
        }
        Sql.execute(
                connection,
                "UPDATE stay s SET left_at = b.left_at, left_effective = b.left_effective, left_cause = b.left_cause"
                        + " FROM leaving b WHERE " + SAME);
    }

    private static void insert(DuckDBConnection connection, List<Stay> stays) throws SQLException {
        try (DuckDBAppender appender = connection.createAppender("stay")) {
            for (Stay stay : stays) {
                appender.beginRow();
                appender.append(stay.segment());
                appender.append(stay.version());
                appender.append(stay.customer());
                appender.append(stay.value());
                append(appender, stay.entered());
                append(appender, stay.left());
                appender.endRow();
            }
        }
    }

    private static void append(DuckDBAppender appender, Key key) throws SQLException {
        appender.append(key.segment());
        appender.append(key.customer());
        appender.append(key.value());
    }

    private static void append(DuckDBAppender appender, Crossing.@Nullable Moment moment) throws SQLException {
        if (moment == null) {
            appender.appendNull();
            appender.appendNull();
            appender.appendNull();
        } else {
            appender.appendEpochMicros(LocalClock.micros(moment.at()));
            appender.appendEpochMicros(LocalClock.micros(moment.effectiveAt()));
            appender.append(moment.cause().name());
        }
    }

    @Override
    public List<Stay> ofCustomer(int customer) {
        return read("customer = ?", customer);
    }

    @Override
    public List<Stay> ofSegment(String segment, boolean openOnly) {
        return read("segment = ?" + (openOnly ? " AND left_at IS NULL" : ""), segment);
    }

    private List<Stay> read(String condition, Object parameter) {
        return store.with(connection -> Sql.list(
                connection,
                StayLog::stay,
                "SELECT " + COLUMNS + " FROM stay WHERE " + condition
                        + " ORDER BY entered_at, entered_effective, segment, customer, value NULLS FIRST, left_at",
                parameter));
    }

    private static Stay stay(ResultSet row) throws SQLException {
        Crossing.Moment entered = moment(row, 5);
        if (entered == null) {
            throw new InternalProblem("a stay without a beginning");
        }
        return new Stay(row.getString(1), row.getInt(2), row.getInt(3), row.getString(4), entered, moment(row, 8));
    }

    private static Crossing.@Nullable Moment moment(ResultSet row, int first) throws SQLException {
        Instant at = Settling.instant(row.getObject(first, LocalDateTime.class));
        return at == null
                ? null
                : new Crossing.Moment(
                        at,
                        Objects.requireNonNull(Settling.instant(row.getObject(first + 1, LocalDateTime.class))),
                        Crossing.Cause.valueOf(row.getString(first + 2)));
    }

    @Override
    public RoaringBitmap members(String segment, Instant instant, Scope.Mode mode) {
        String entered = when("entered", mode);
        String left = when("left", mode);
        RoaringBitmap members = new RoaringBitmap();
        store.with(connection -> Sql.list(
                        connection,
                        row -> row.getInt(1),
                        "SELECT DISTINCT customer FROM stay WHERE segment = ? AND %s <= %s AND (left_at IS NULL OR %s > %s)"
                                .formatted(entered, Sql.timestamp(instant), left, Sql.timestamp(instant)),
                        segment))
                .forEach(members::add);
        return members;
    }

    /// As [Stay#contains] reckons.
    private static String when(String end, Scope.Mode mode) {
        return switch (mode) {
            case AS_KNOWN -> "CASE %1$s_cause WHEN 'CLOCK' THEN %1$s_effective ELSE %1$s_at END".formatted(end);
            case AS_CORRECTED -> end + "_effective";
        };
    }

    @Override
    public synchronized void forget(int customer) {
        store.transaction(connection -> Sql.execute(connection, "DELETE FROM stay WHERE customer = ?", customer));
    }
}

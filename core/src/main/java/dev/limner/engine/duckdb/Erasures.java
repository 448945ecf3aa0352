package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.ErasureRows.Row;
import dev.limner.history.LocalClock;
import dev.limner.identity.Customers;
import dev.limner.identity.Customers.Identifier;
import dev.limner.privacy.Bearing;
import dev.limner.privacy.Erasure;
import dev.limner.source.RawRows;
import dev.limner.source.Rows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// The erasing of people from a store: their nodes are nobody's from one transaction on, so that no read
/// finds them; the bytes go afterwards ([#rewrite]), with the files that have some.
///
/// In that transaction go identifiers' values, rows in the delta, in quarantine and in the outbox; the
/// numbers of nodes stay, so that who is who can be reckoned as before.
public final class Erasures {
    private final Store store;

    public Erasures(Store store) {
        this.store = store;
    }

    /// All of them, the earliest first.
    public List<Erasure> all() {
        return store.with(ErasureRows::all).stream().map(Row::erasure).toList();
    }

    /// What there is of a customer.
    public Erasure.Found found(int customer) {
        return store.reading(connection -> look(connection, customer).found());
    }

    private record Look(Erasure.Found found, Set<Integer> nodes, Set<Integer> raw, List<UUID> quarantined) {}

    private Look look(DuckDBConnection connection, int customer) throws SQLException {
        Customers customers = store.customers();
        Set<Integer> nodes = new TreeSet<>();
        for (int node = 0; node < customers.kept(); node++) {
            if (customers.customer(node) == customer) {
                nodes.add(node);
            }
        }
        List<Identifier> identifiers = customers.identifiers(customer);
        Bearing bearing = new Bearing(identifiers);
        List<UUID> quarantined = Sql.list(
                        connection,
                        row -> bearing.isIn(QuarantineLog.texts(row.getArray(2)))
                                ? List.of(row.getObject(1, UUID.class))
                                : List.<UUID>of(),
                        "SELECT id, fields FROM quarantine")
                .stream()
                .flatMap(Collection::stream)
                .toList();
        String in = in(nodes);
        String stored = EventTable.stored(store, connection, true).query("node IN " + in);
        long events = Sql.number(connection, "SELECT count(*) FROM (" + stored + ")");
        Set<Integer> raw =
                new HashSet<>(Sql.list(connection, row -> row.getInt(1), "SELECT DISTINCT load FROM (" + stored + ")"));
        RawFiles files = new RawFiles(store);
        raw.removeIf(load -> files.kept(load) == null);
        for (int load : files.loads()) {
            if (!raw.contains(load) && bears(files, load, bearing)) {
                raw.add(load);
            }
        }
        return new Look(
                new Erasure.Found(
                        identifiers.size(),
                        events,
                        Sql.number(connection, "SELECT count(*) FROM stay WHERE customer IN " + in),
                        Sql.number(connection, "SELECT count(*) FROM outbox WHERE customer IN " + in),
                        quarantined.size(),
                        raw.size()),
                nodes,
                raw,
                quarantined);
    }

    private static boolean bears(RawFiles files, int load, Bearing bearing) {
        var file = files.kept(load);
        if (file == null) {
            return false;
        }
        try (Rows rows = RawRows.open(file)) {
            for (Rows.@Nullable Row row = rows.next(); row != null; row = rows.next()) {
                if (bearing.isIn(row.fields())) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Erases a customer: once it returns nobody finds the person.
    ///
    /// @param now by the workspace's clock
    /// @param at by the machine's
    /// @param due until when the bytes must be gone
    public Erasure erase(int customer, String who, String why, Instant now, Instant at, Instant due) {
        store.placing().lock();
        try {
            Instant until = now.isAfter(at) ? now : at;
            Row row;
            IdentityLog.Change change;
            DuckDBConnection connection = store.borrow();
            boolean done = false;
            try {
                Sql.begin(connection);
                Look look = look(connection, customer);
                int number = 1 + (int) Sql.number(connection, "SELECT coalesce(max(number), 0) FROM erasure");
                change = store.identity().erased(number, look.nodes(), who, why, now);
                row = new Row(
                        new Erasure(number, at, until, due, who, why, customer, look.found(), null),
                        store.identity().ledger().last() + 1,
                        LocalClock.micros(until),
                        look.nodes(),
                        look.raw());
                write(connection, row, look, change);
                store.writing().lock();
                try {
                    connection.commit();
                    connection.setAutoCommit(true);
                    done = true;
                    store.identity().forgotten(change, row.nodes(), row.until());
                    store.rewritten();
                } finally {
                    store.writing().unlock();
                }
            } catch (SQLException e) {
                throw new dev.limner.problem.InternalProblem("cannot erase a customer", e);
            } finally {
                if (done) {
                    store.giveBack(connection);
                } else {
                    Sql.discard(connection);
                }
            }
            return row.erasure();
        } finally {
            store.placing().unlock();
        }
    }

    private void write(DuckDBConnection connection, Row row, Look look, IdentityLog.Change change) throws SQLException {
        ErasureRows.write(connection, row);
        Map<Integer, String> replaced = store.customers().replacements(row.nodes());
        replaced.forEach((node, value) ->
                Sql.execute(connection, "UPDATE identifier SET value = ? WHERE node = ?", value, node));
        String in = in(row.nodes());
        Sql.execute(connection, "DELETE FROM delta WHERE node IN " + in);
        Sql.execute(connection, "DELETE FROM outbox WHERE customer IN " + in);
        Sql.execute(connection, "DELETE FROM match_pair WHERE one IN %1$s OR other IN %1$s".formatted(in));
        Sql.execute(
                connection,
                "UPDATE stay SET left_at = %1$s, left_effective = %1$s, left_cause = 'ERASURE' WHERE left_at IS NULL AND customer IN %2$s"
                        .formatted(Sql.timestamp(row.erasure().at()), in));
        for (UUID id : look.quarantined()) {
            Sql.execute(connection, "DELETE FROM quarantine WHERE id = ?::UUID", id.toString());
        }
        store.identity().write(connection, change);
    }

    /// Takes the bytes out of files: months are sorted anew without the people, files that others were
    /// made of go, and the database is copied when the store is next opened. May be cancelled between two
    /// months; what was done stays.
    public void rewrite(dev.limner.work.Work work) {
        List<Row> open = store.with(ErasureRows::all).stream()
                .filter(row -> row.erasure().doneAt() == null)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        store.compact(work);
        RawFiles files = new RawFiles(store);
        open.stream().flatMap(row -> row.raw().stream()).forEach(load -> Compaction.delete(files.of(load)));
        store.transaction(connection -> {
            for (Row row : open) {
                Sql.execute(connection, "DELETE FROM stay WHERE customer IN " + in(row.nodes()));
                Sql.execute(
                        connection,
                        "UPDATE erasure SET rewritten_at = %s WHERE number = ?".formatted(Sql.timestamp(Instant.now())),
                        row.erasure().number());
            }
            Renewal.want(connection);
            return open.size();
        });
    }

    /// Notes that nothing is left of those whose months were all written anew; to be called once the
    /// database was copied and the journal is empty of them. Returns how many are done by it.
    public long settle(Instant at) {
        return store.transaction(connection -> Sql.execute(
                connection,
                "UPDATE erasure SET done_at = %s WHERE done_at IS NULL AND rewritten_at IS NOT NULL AND entry <= (SELECT coalesce(min(identity), 2147483647) FROM lake_file)"
                        .formatted(Sql.timestamp(at))));
    }

    private static String in(Set<Integer> numbers) {
        return numbers.isEmpty()
                ? "(-1)"
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}

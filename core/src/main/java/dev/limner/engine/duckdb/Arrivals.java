package dev.limner.engine.duckdb;

import dev.limner.event.EventType;
import dev.limner.history.LocalClock;
import dev.limner.identity.Customers;
import dev.limner.identity.Sighting;
import dev.limner.membership.Crossing;
import dev.limner.problem.InternalProblem;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink.QuarantinedRow;
import dev.limner.trigger.Intent;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// What comes into a store while the program runs: some events at a time, each time in one transaction
/// with what they make of who is who, with whoever entered or left a segment by them, with what triggers
/// intend, and with how far the journal has been worked off.
///
/// The events of one source and one day (UTC) are one load.
public final class Arrivals {
    private static final String FILE = "collected ";
    private static final String POSITION = "journal_position";
    private static final String CLOCK = "journal_clock";
    private static final String STREAM = "stream:";

    private final Store store;
    private final Map<Day, Integer> loads = new HashMap<>();

    /// A source and a day of its load.
    private record Day(String source, LocalDate date) {}

    public Arrivals(Store store) {
        this.store = store;
        store.loads().stream()
                .filter(load -> load.file().startsWith(FILE))
                .forEach(load -> loads.put(
                        new Day(load.source(), LocalDate.parse(load.file().substring(FILE.length()))), load.number()));
    }

    /// What one source brought.
    ///
    /// @param zones of the events, by their place in the batch
    /// @param aside rows that were set aside
    /// @param rows how many there were, set aside and duplicate ones included
    /// @param sightings nodes of several identifiers that were seen, by when each was first known
    public record Part(
            String source,
            EventBatch events,
            List<String> zones,
            List<QuarantinedRow> aside,
            long rows,
            long duplicates,
            Map<Integer, Long> sightings) {}

    // ---- Where it goes on

    /// How far the journal has been worked off; 0 at first.
    public long position() {
        return number(POSITION, 0);
    }

    /// Until when time has been let pass; null at first.
    public @Nullable Instant clock() {
        long micros = number(CLOCK, Long.MIN_VALUE);
        return micros == Long.MIN_VALUE ? null : LocalClock.instant(micros);
    }

    /// From which record on streams are to be read, by the name of each.
    public Map<String, Long> streams() {
        Map<String, Long> next = new HashMap<>();
        store.with(connection -> Sql.list(
                connection,
                row -> next.put(row.getString(1).substring(STREAM.length()), row.getLong(2)),
                "SELECT name, value::BIGINT FROM meta WHERE starts_with(name, ?)",
                STREAM));
        return next;
    }

    private long number(String name, long otherwise) {
        List<Long> values = store.with(connection ->
                Sql.list(connection, row -> row.getLong(1), "SELECT value::BIGINT FROM meta WHERE name = ?", name));
        return values.isEmpty() ? otherwise : values.getFirst();
    }

    /// Told of ids, as two halves.
    @FunctionalInterface
    public interface Ids {
        void id(long high, long low, long receivedMicros);
    }

    /// Tells the ids of all events and quarantined rows of some sources that were received since an
    /// instant, the events' by when they happened: not long before they were received.
    public void recent(Collection<String> sources, Instant since, Ids ids) {
        if (sources.isEmpty()) {
            return;
        }
        String in = sources.stream().map(Columns::literal).collect(Collectors.joining(", ", "source IN (", ")"));
        store.reading(connection -> {
            List<String> selects = new ArrayList<>();
            String condition = in + " AND received >= " + Sql.timestamp(since);
            selects.add("SELECT id, received FROM delta WHERE " + condition);
            selects.add("SELECT id, TIMESTAMP '1970-01-01' FROM quarantine WHERE " + in);
            LocalDate month =
                    YearMonth.from(since.atZone(ZoneOffset.UTC)).minusMonths(1).atDay(1);
            store.lake().files(connection).stream()
                    .filter(file -> !file.month().isBefore(month))
                    .forEach(file -> selects.add("SELECT id, received FROM " + file.source() + " WHERE " + condition));
            return Sql.list(
                            connection,
                            row -> {
                                UUID id = row.getObject(1, UUID.class);
                                ids.id(id.getMostSignificantBits(), id.getLeastSignificantBits(), row.getLong(2));
                                return 1;
                            },
                            "SELECT id, epoch_us(received) FROM (" + String.join(" UNION ALL ", selects)
                                    + ") AS t(id, received)")
                    .size();
        });
    }

    /// Which of these ids are stored already, with events that happened within a day of those instants.
    public Set<UUID> known(Map<UUID, Instant> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        Set<LocalDate> months = new TreeSet<>();
        ids.values().forEach(at -> {
            months.add(YearMonth.from(at.minusSeconds(86_400).atZone(ZoneOffset.UTC))
                    .atDay(1));
            months.add(YearMonth.from(at.plusSeconds(86_400).atZone(ZoneOffset.UTC))
                    .atDay(1));
        });
        String in =
                ids.keySet().stream().map(id -> "'" + id + "'::UUID").collect(Collectors.joining(", ", "id IN (", ")"));
        return store.reading(connection -> {
            List<String> selects = new ArrayList<>(List.of("SELECT id FROM delta WHERE " + in));
            store.lake().files(connection).stream()
                    .filter(file -> months.contains(file.month()))
                    .forEach(file -> selects.add("SELECT id FROM " + file.source() + " WHERE " + in));
            return new HashSet<>(
                    Sql.list(connection, row -> row.getObject(1, UUID.class), String.join(" UNION ALL ", selects)));
        });
    }

    // ---- One step

    /// Begins a step; whoever changes who is who waits until it is closed.
    public Step begin(List<Part> parts, Instant received) {
        store.placing().lock();
        boolean begun = false;
        try {
            Step step = new Step(parts, received);
            begun = true;
            return step;
        } finally {
            if (!begun) {
                store.placing().unlock();
            }
        }
    }

    /// That a stored node's customer is another one from now on.
    public record Moved(int node, int before, int after) {}

    /// Some events on their way in: first who is who is reckoned with, then everything is committed together.
    public final class Step implements AutoCloseable {
        private final List<Part> parts;
        private final Instant received;
        private final IdentityLog.@Nullable Change change;
        private final List<Sighting> fresh;
        private final int kept;

        private Step(List<Part> parts, Instant received) {
            this.parts = parts;
            this.received = received;
            kept = store.customers().kept();
            LocalDate day = received.atZone(ZoneOffset.UTC).toLocalDate();
            List<Sighting> seen = new ArrayList<>();
            int number = 0;
            for (Part part : parts) {
                int load = loads.computeIfAbsent(new Day(part.source(), day), _ -> store.nextLoad());
                number = Math.max(number, load);
                part.sightings().forEach((node, known) -> seen.add(new Sighting(node, part.source(), load, known)));
            }
            fresh = store.identity().fresh(seen);
            boolean same = fresh.isEmpty() && store.customers().size() == kept;
            change = same ? null : store.identity().loaded(number, fresh);
        }

        /// The customer of a node once the step is committed, or [Customers#NOBODY].
        public int customer(int node) {
            return change == null ? store.customers().customer(node) : change.customer(node);
        }

        /// Which stored nodes go to another customer.
        public List<Moved> moved() {
            return change == null
                    ? List.of()
                    : store.identity().moved(change).stream()
                            .map(move -> new Moved(move.node(), move.before(), move.after()))
                            .toList();
        }

        /// Commits it all; returns once it is on the disk.
        ///
        /// @param position how far the journal is worked off by it
        /// @param streams from which record on streams are to be read, by the name of each
        public void commit(
                List<Crossing> crossings,
                List<Intent> intents,
                long position,
                Instant clock,
                Map<String, Long> streams) {
            DuckDBConnection connection = store.borrow();
            boolean done = false;
            try {
                Sql.begin(connection);
                write(connection, crossings, intents, position, clock);
                streams.forEach((name, next) -> put(connection, STREAM + name, next));
                store.writing().lock();
                try {
                    connection.commit();
                    connection.setAutoCommit(true);
                    done = true;
                    store.customers().keep();
                    if (change != null) {
                        store.identity().committed(change);
                    }
                } finally {
                    store.writing().unlock();
                }
            } catch (SQLException e) {
                throw new InternalProblem("cannot store what arrived", e);
            } finally {
                if (done) {
                    store.giveBack(connection);
                } else {
                    Sql.discard(connection);
                }
            }
        }

        private void write(
                DuckDBConnection connection,
                List<Crossing> crossings,
                List<Intent> intents,
                long position,
                Instant clock)
                throws SQLException {
            IdentityRows.append(connection, store.customers(), kept);
            IdentityRows.append(connection, fresh);
            if (change != null) {
                store.identity().write(connection, change);
            }
            LocalDate day = received.atZone(ZoneOffset.UTC).toLocalDate();
            for (Part part : parts) {
                int load = loads.getOrDefault(new Day(part.source(), day), 0);
                events(connection, part, load);
                aside(connection, part, load);
                LoadLog.add(connection, load, FILE + day, received, part, type -> count(part, type));
            }
            if (!crossings.isEmpty()) {
                StayLog.append(connection, crossings);
            }
            if (!intents.isEmpty()) {
                OutboxLog.append(connection, intents);
            }
            put(connection, POSITION, position);
            put(connection, CLOCK, LocalClock.micros(clock));
        }

        private void events(DuckDBConnection connection, Part part, int load) throws SQLException {
            EventBatch batch = part.events();
            long micros = LocalClock.micros(received);
            int others = EventRows.others(connection, "delta", store.plan());
            try (DuckDBAppender rows = connection.createAppender("delta")) {
                for (int event = 0; event < batch.size(); event++) {
                    int node = batch.customers[event];
                    if (node >= 0 && store.customers().isErased(node)) {
                        continue;
                    }
                    boolean anonymous = node == EventBatch.ANONYMOUS;
                    int customer = anonymous ? Customers.NOBODY : customer(node);
                    EventRows.append(
                            rows,
                            batch,
                            event,
                            new EventRows.Beside(
                                    customer == Customers.NOBODY ? null : customer,
                                    anonymous ? null : node,
                                    micros,
                                    part.source(),
                                    load,
                                    part.zones().get(event)),
                            others);
                }
            }
        }

        private void aside(DuckDBConnection connection, Part part, int load) throws SQLException {
            try (DuckDBAppender rows = connection.createAppender("quarantine")) {
                for (QuarantinedRow row : part.aside()) {
                    QuarantineLog.append(rows, row, part.source(), load);
                }
            }
        }

        /// How many events of a type a part has, and how many of them without a customer.
        private long[] count(Part part, EventType type) {
            EventBatch batch = part.events();
            long[] counts = new long[2];
            for (int event = 0; event < batch.size(); event++) {
                if (batch.types[event].equals(type)) {
                    int node = batch.customers[event];
                    counts[0]++;
                    counts[1] += node == EventBatch.ANONYMOUS || customer(node) == Customers.NOBODY ? 1 : 0;
                }
            }
            return counts;
        }

        @Override
        public void close() {
            store.placing().unlock();
        }
    }

    private static void put(DuckDBConnection connection, String name, long value) {
        if (Sql.execute(connection, "UPDATE meta SET value = ? WHERE name = ?", Long.toString(value), name) == 0) {
            Sql.execute(connection, "INSERT INTO meta VALUES (?, ?)", name, Long.toString(value));
        }
    }

    /// Forgets nodes of which nothing was stored, after a step that failed.
    public void giveUp() {
        store.customers().truncate(store.customers().kept());
    }

    /// How many rows wait to be sorted into the lake.
    public long waiting() {
        return store.with(connection -> Sql.number(connection, "SELECT count(*) FROM delta"));
    }

    /// Says that readers shall see what was committed.
    public void show() {
        store.changed();
    }
}

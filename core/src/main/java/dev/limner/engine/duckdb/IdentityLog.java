package dev.limner.engine.duckdb;

import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.Overlay.Moved;
import dev.limner.history.LocalClock;
import dev.limner.identity.Customers;
import dev.limner.identity.Decision;
import dev.limner.identity.Entry;
import dev.limner.identity.Entry.Act;
import dev.limner.identity.Joining;
import dev.limner.identity.Ledger;
import dev.limner.identity.Policy;
import dev.limner.identity.Preview;
import dev.limner.identity.Resolution;
import dev.limner.identity.Sighting;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Who is who in a store: what was seen together, what was applied and decided, and which customers follow
/// from it,
/// today and as known at any instant.
///
/// Rows in the delta always bear the customer of today; those in a lake file bear that of the entry which
/// was the
/// last when the file was written. What changes it holds [Store#placing], so that nothing is moved meanwhile.
public final class IdentityLog {
    private static final int REMEMBERED = 8;

    private final Store store;
    private final Map<Integer, List<Sighting>> sightings = new ConcurrentHashMap<>();
    private volatile Ledger ledger = Ledger.EMPTY;
    /// From when on what is known as of an instant is what is known today.
    private volatile long lastKnown = Long.MIN_VALUE;
    /// How many nodes are of several identifiers, and how many there are.
    private volatile int composites;

    private volatile int nodes;
    /// The nodes of people who were erased, each with the entry that did it.
    private final Map<Integer, Integer> erasedAt = new ConcurrentHashMap<>();
    private final Map<Long, int[]> asKnown = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<List<Object>, Overlay> overlays = new LinkedHashMap<>(16, 0.75f, true);

    IdentityLog(Store store) {
        this.store = store;
    }

    /// A change of who is who, reckoned and not yet written.
    static final class Change {
        /// The customers of all nodes, new ones being their own.
        private final int[] before;

        private final int[] after;
        private final Ledger ledger;
        /// Null where there is nothing to tell.
        private final @Nullable Entry entry;

        private final List<Sighting> fresh;

        /// The customer that a node belongs to after it.
        int customer(int node) {
            return after[node];
        }

        private Change(int[] before, int[] after, Ledger ledger, @Nullable Entry entry, List<Sighting> fresh) {
            this.before = before;
            this.after = after;
            this.ledger = ledger;
            this.entry = entry;
            this.fresh = fresh;
        }
    }

    // ---- Reading

    /// Reads what is stored, and finishes what a killed process left.
    void open(DuckDBConnection connection) {
        Customers customers = store.customers();
        IdentityRows.nodes(connection, customers);
        customers.keep();
        ledger = new Ledger(IdentityRows.entries(connection));
        int[] roots = own(new int[0], customers.size());
        IdentityRows.moves(connection, 0).forEach(move -> roots[move.node()] = move.after());
        customers.place(roots, ledger.policy());
        customers.forgetBy(ErasureRows.forgotten(connection));
        ErasureRows.all(connection).forEach(row -> {
            customers.forget(row.nodes(), row.until());
            row.nodes().forEach(node -> erasedAt.put(node, row.entry()));
        });
        take(IdentityRows.sightings(connection));
        ledger.entries().forEach(this::reckonLastKnown);
        int last = (int) Sql.number(connection, "SELECT coalesce(max(number), 0) FROM load");
        if (!isTrivial() && last > IdentityRows.settled(connection)) {
            Entry entry = entry(new Entry.Loaded(last), "", "", Instant.now(), Instant.now());
            Ledger after = ledger.and(entry);
            write(new Change(today(), reckoned(after.policy(), after), after, entry, List.of()), last);
        }
    }

    /// Takes new nodes and sightings, which are stored, into account.
    private void take(List<Sighting> fresh) {
        nodes = store.customers().size();
        composites = nodes - store.customers().identifiers();
        fresh.forEach(sighting -> sightings.merge(
                sighting.node(),
                List.of(sighting),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        fresh.forEach(sighting -> lastKnown = Math.max(lastKnown, sighting.known()));
        forget();
    }

    /// Whether every identifier is a customer, and always was.
    boolean isTrivial() {
        return composites == 0 && ledger.entries().isEmpty();
    }

    /// All entries, the earliest first.
    public Ledger ledger() {
        return ledger;
    }

    /// What an entry made of whom.
    ///
    /// @throws UserProblem where there is no such entry
    public Preview effect(int number) {
        Entry entry = ledger.required(number);
        int[] after = at(number);
        int[] before = Arrays.copyOf(at(number - 1), after.length);
        Entry earlier = ledger.entry(number - 1);
        Arrays.fill(before, earlier == null ? entry.nodes() : earlier.nodes(), after.length, Customers.NOBODY);
        return Preview.of(store.customers().nodes(after.length), before, after);
    }

    /// The customers of the nodes that there were after an entry; before the first, each node was its own.
    public int[] at(int number) {
        Entry entry = ledger.entry(number);
        return store.reading(connection -> {
            int[] roots = today();
            IdentityRows.moves(connection, number).reversed().forEach(move -> roots[move.node()] = move.before());
            return entry == null ? roots : Arrays.copyOf(roots, entry.nodes());
        });
    }

    /// The customers of all nodes today.
    private int[] today() {
        return store.customers().roots(nodes);
    }

    /// What a policy would do, were it applied.
    public Preview preview(Policy policy) {
        store.reading().lock();
        try {
            return Preview.of(store.customers().nodes(nodes), today(), reckoned(policy, ledger));
        } finally {
            store.reading().unlock();
        }
    }

    /// The customers of today, to be tried which of them may be made one.
    public Joining joining() {
        store.reading().lock();
        try {
            return new Joining(store.customers().nodes(nodes), today(), ledger.policy(), ledger.decisions(Instant.MAX));
        } finally {
            store.reading().unlock();
        }
    }

    /// The customers of all nodes under a policy, from nothing.
    int[] reckoned(Policy policy, Ledger by) {
        return resolution(nodes, sightings, policy, by.decisions(Instant.MAX)).all(Long.MAX_VALUE);
    }

    /// Of how many nodes the customer of today is not the one that the log gives, worked out from nothing.
    public long diverging() {
        store.reading().lock();
        try {
            int[] today = today();
            int[] anew = reckoned(ledger.policy(), ledger);
            return java.util.stream.IntStream.range(0, today.length)
                    .filter(node -> today[node] != anew[node])
                    .count();
        } finally {
            store.reading().unlock();
        }
    }

    private Resolution resolution(
            int size, Map<Integer, List<Sighting>> seen, Policy policy, List<Decision> decisions) {
        return new Resolution(
                store.customers().nodes(size), node -> seen.getOrDefault(node, List.of()), policy, decisions);
    }

    /// The customers of all nodes as a scope means them.
    int[] customers(Scope scope) {
        return isToday(scope) ? today() : asKnown(scope.asOf());
    }

    private boolean isToday(Scope scope) {
        return switch (scope.mode()) {
            case AS_CORRECTED -> true;
            case AS_KNOWN -> isTrivial() || LocalClock.micros(scope.asOf()) >= lastKnown;
        };
    }

    private int[] asKnown(Instant instant) {
        synchronized (asKnown) {
            long micros = LocalClock.micros(instant);
            int[] known = asKnown.get(micros);
            if (known == null) {
                known = resolution(nodes, sightings, ledger.policy(), ledger.decisions(instant))
                        .all(micros);
                asKnown.put(micros, known);
                forgetEldest(asKnown);
            }
            return known;
        }
    }

    private static <K> void forgetEldest(Map<K, ?> remembered) {
        if (remembered.size() > REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    // ---- The overlay

    /// Of which nodes stored rows may bear another customer than the scope means.
    Overlay overlay(DuckDBConnection connection, Scope scope) {
        if (isTrivial()) {
            return Overlay.EMPTY;
        }
        long delta = Sql.number(connection, "SELECT count(*) FROM (SELECT 1 FROM delta LIMIT 1)");
        Set<Integer> stored = new HashSet<>(store.lake().versions(connection));
        Object mode = isToday(scope) ? "today" : scope.asOf();
        List<Object> question = List.of(store.version(), mode, delta, stored);
        synchronized (overlays) {
            Overlay known = overlays.get(question);
            if (known == null) {
                known = overlay(connection, customers(scope), stored, delta > 0);
                overlays.put(question, known);
                forgetEldest(overlays);
            }
            return known;
        }
    }

    /// The same for today.
    Overlay overlay(DuckDBConnection connection) {
        return overlay(connection, Scope.asOf(Instant.EPOCH));
    }

    private Overlay overlay(DuckDBConnection connection, int[] asked, Set<Integer> stored, boolean delta) {
        int[] today = today();
        Set<Integer> versions = new HashSet<>(stored);
        if (delta) {
            versions.add(ledger.last());
        }
        int first = versions.stream().min(Integer::compare).orElse(ledger.last());
        List<IdentityRows.Move> moves = IdentityRows.moves(connection, first);
        int[] customers = asked.clone();
        erasedAt.forEach((node, _) -> customers[node] = Customers.ERASED);
        BitSet moved = new BitSet();
        boolean acrossAnonymous = false;
        for (int version : versions) {
            int[] placed = today.clone();
            moves.reversed().stream()
                    .filter(move -> move.entry() > version)
                    .forEach(move -> placed[move.node()] = move.before());
            for (int node = 0; node < asked.length; node++) {
                boolean isMoved = customers[node] == Customers.ERASED
                        ? version < erasedAt.getOrDefault(node, 0)
                        : placed[node] != asked[node];
                if (isMoved) {
                    moved.set(node);
                    acrossAnonymous |= placed[node] == Customers.NOBODY || customers[node] == Customers.NOBODY;
                }
            }
        }
        return Overlay.of(moved, customers, acrossAnonymous);
    }

    // ---- Changing

    /// Those of a load's sightings that say something new.
    List<Sighting> fresh(Collection<Sighting> seen) {
        return seen.stream()
                .filter(sighting -> sightings.getOrDefault(sighting.node(), List.of()).stream()
                        .noneMatch(
                                known -> known.source().equals(sighting.source()) && known.known() <= sighting.known()))
                .toList();
    }

    /// What a load with these sightings will change; whoever asks holds [Store#placing] until it is written.
    Change loaded(int load, List<Sighting> fresh) {
        int[] known = today();
        int size = store.customers().size();
        if (isTrivial() && fresh.isEmpty()) {
            int[] all = store.customers().roots(size);
            return new Change(all, all, ledger, null, fresh);
        }
        Entry entry = new Entry(ledger.last() + 1, Instant.now(), Instant.now(), "", "", new Entry.Loaded(load), size);
        int[] after = store.customers().roots(size); // new identifiers alone are taken by the policy as it is
        if (!fresh.isEmpty()) {
            Map<Integer, List<Sighting>> seen = new HashMap<>();
            fresh.forEach(sighting -> seen.computeIfAbsent(
                            sighting.node(), node -> new ArrayList<>(sightings.getOrDefault(node, List.of())))
                    .add(sighting));
            List<Decision> decisions = ledger.decisions(Instant.MAX);
            after = new Resolution(
                            store.customers().nodes(size),
                            node -> seen.getOrDefault(node, sightings.getOrDefault(node, List.of())),
                            ledger.policy(),
                            decisions)
                    .again(known, seen.keySet(), decisions, Long.MAX_VALUE);
        }
        return new Change(own(known, size), after, ledger.and(entry), entry, fresh);
    }

    /// Takes what replayed loads have seen together, in the place of all that their sources had said; the rows
    /// are stored. Whoever asks holds [Store#placing].
    void replayed(Set<String> whole, List<Sighting> seen, int load) {
        store.writing().lock();
        try {
            int size = store.customers().size();
            int[] before = own(today(), size);
            sightings.replaceAll((_, all) -> all.stream()
                    .filter(sighting -> !whole.contains(sighting.source()))
                    .toList());
            take(seen);
            if (!isTrivial()) {
                Entry entry = entry(new Entry.Loaded(load), "", "", Instant.now(), Instant.now());
                Ledger after = ledger.and(entry);
                write(new Change(before, reckoned(after.policy(), after), after, entry, List.of()), load);
            }
        } finally {
            store.writing().unlock();
        }
    }

    /// As many customers, those that are not there being their own nodes.
    private static int[] own(int[] customers, int size) {
        int[] all = Arrays.copyOf(customers, size);
        for (int node = customers.length; node < size; node++) {
            all[node] = node;
        }
        return all;
    }

    private Entry entry(Act act, String who, String why, Instant at, Instant known) {
        return new Entry(ledger.last() + 1, at, known, who, why, act, nodes);
    }

    /// Appends an entry; all history follows it from now on.
    public Entry append(Act act, String who, String why, Instant at, Instant known) {
        store.placing().lock();
        try {
            Entry entry = entry(act, who, why, at, known);
            write(change(entry), -1);
            return entry;
        } finally {
            store.placing().unlock();
        }
    }

    private Change change(Entry entry) {
        Ledger after = ledger.and(entry);
        if (!after.policy().equals(ledger.policy())) {
            return new Change(today(), reckoned(after.policy(), after), after, entry, List.of());
        }
        List<Decision> old = ledger.decisions(Instant.MAX);
        List<Decision> decisions = after.decisions(Instant.MAX);
        Set<Integer> touched = Stream.of(old, decisions)
                .flatMap(List::stream)
                .filter(decision -> !old.contains(decision) || !decisions.contains(decision))
                .flatMap(decision -> decision.identifiers().stream())
                .collect(Collectors.toSet());
        int[] roots =
                resolution(nodes, sightings, after.policy(), decisions).again(today(), touched, old, Long.MAX_VALUE);
        return new Change(today(), roots, after, entry, List.of());
    }

    /// What it will change that some nodes are forgotten; whoever asks holds [Store#placing] until it is
    /// written.
    Change erased(int erasure, Set<Integer> gone, String who, String why, Instant known) {
        Entry entry = entry(new Entry.Erased(erasure), who, why, Instant.now(), known);
        int[] after = new Resolution(
                        store.customers().nodesWithout(gone, nodes),
                        node -> sightings.getOrDefault(node, List.of()),
                        ledger.policy(),
                        ledger.decisions(Instant.MAX))
                .all(Long.MAX_VALUE);
        return new Change(today(), after, ledger.and(entry), entry, List.of());
    }

    /// Lets a person be erased, once that is written.
    void forgotten(Change change, Set<Integer> gone, long until) {
        int entry = change.ledger.last();
        store.customers().forget(gone, until);
        gone.forEach(node -> erasedAt.put(node, entry));
        committed(change);
    }

    /// Writes a change in a transaction of its own; what is asked meanwhile is answered after it.
    ///
    /// @param load the last load that it knows; -1 where it is no load
    void write(Change change, int load) {
        store.writing().lock();
        try {
            take(change.fresh);
            Entry entry = change.entry;
            if (entry == null) {
                return;
            }
            List<IdentityRows.Move> moves = moves(change, entry.number());
            boolean told = !moves.isEmpty() || !(entry.act() instanceof Entry.Loaded);
            store.transaction(connection -> {
                if (told) {
                    IdentityRows.write(connection, entry, moves);
                }
                if (load >= 0) {
                    IdentityRows.settle(connection, load);
                }
                correctDelta(connection, change.after);
                return moves.size();
            });
            take(change, entry, told);
            store.rewritten();
        } finally {
            store.writing().unlock();
        }
    }

    private void take(Change change, Entry entry, boolean told) {
        store.customers().place(change.after, change.ledger.policy());
        ledger = told ? change.ledger : ledger;
        reckonLastKnown(entry);
        forget();
    }

    /// Which stored nodes a change gives to another customer.
    List<IdentityRows.Move> moved(Change change) {
        Entry entry = change.entry;
        return entry == null
                ? List.of()
                : moves(change, entry.number()).stream()
                        .filter(move -> move.node() < nodes)
                        .toList();
    }

    /// Writes a change within somebody else's transaction, whose events bear the customers of after it.
    void write(DuckDBConnection connection, Change change) throws SQLException {
        Entry entry = change.entry;
        if (entry == null) {
            return;
        }
        List<IdentityRows.Move> moves = moves(change, entry.number());
        if (!moves.isEmpty()) {
            IdentityRows.write(connection, entry, moves);
        }
        BitSet stored = new BitSet();
        moves.stream().map(IdentityRows.Move::node).filter(node -> node < nodes).forEach(stored::set);
        if (!stored.isEmpty()) {
            correct(connection, stored, change.after);
        }
    }

    /// Lets a change hold that was written within somebody else's transaction, which has ended well.
    void committed(Change change) {
        Entry entry = change.entry;
        boolean told = entry != null && !moves(change, entry.number()).isEmpty();
        take(change.fresh);
        if (entry != null) {
            take(change, entry, told);
        }
    }

    private void reckonLastKnown(Entry entry) {
        lastKnown = switch (entry.act()) {
            case Entry.Decided _, Entry.Undone _ -> Math.max(lastKnown, LocalClock.micros(entry.known()));
            case Entry.Applied _, Entry.Loaded _, Entry.Erased _ -> lastKnown;
        };
    }

    private static List<IdentityRows.Move> moves(Change change, int entry) {
        List<IdentityRows.Move> moves = new ArrayList<>();
        for (int node = 0; node < change.after.length; node++) {
            if (change.before[node] != change.after[node]) {
                moves.add(new IdentityRows.Move(entry, node, change.before[node], change.after[node]));
            }
        }
        return moves;
    }

    private void correctDelta(DuckDBConnection connection, int[] customers) throws SQLException {
        BitSet wrong = new BitSet();
        Sql.list(
                connection,
                row -> {
                    int node = row.getInt(1);
                    if (node < customers.length && customers[node] != row.getInt(2)) {
                        wrong.set(node);
                    }
                    return node;
                },
                "SELECT DISTINCT node, coalesce(customer, -1) FROM delta WHERE node IS NOT NULL");
        BitSet erased = store.customers().erased();
        erased.and(wrong);
        if (!erased.isEmpty()) { // a load had begun before
            Sql.execute(
                    connection,
                    "DELETE FROM delta WHERE node IN "
                            + erased.stream().mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")")));
            wrong.andNot(erased);
        }
        if (!wrong.isEmpty()) {
            correct(connection, wrong, customers);
        }
    }

    /// Gives the delta's rows of some nodes the customers that they belong to.
    private static void correct(DuckDBConnection connection, BitSet nodes, int[] customers) throws SQLException {
        new Moved(nodes, customers).fill(connection);
        Sql.execute(
                connection,
                "UPDATE delta SET customer = nullif(moved.root, -1) FROM moved WHERE delta.node = moved.node");
    }

    private void forget() {
        synchronized (asKnown) {
            asKnown.clear();
        }
        synchronized (overlays) {
            overlays.clear();
        }
    }
}

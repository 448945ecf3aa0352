package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.Crowd.Row;
import dev.limner.event.Event;
import dev.limner.identity.Customers;
import dev.limner.identity.Decision;
import dev.limner.identity.Entry;
import dev.limner.identity.Policy;
import dev.limner.source.EventSink;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/// Who is who over a real store: small random crowds, whatever is done to them in whatever order.
class IdentityOverStoreTest {
    private static final Scope ALL = Scope.asOf(Crowd.END);

    @TempDir
    private Path folder = Path.of("");

    private static int[] roots(Crowd crowd) {
        return crowd.store().customers().roots(crowd.store().customers().size());
    }

    /// What must hold after whatever was done.
    private static void assertWhole(Crowd crowd, Random random) {
        IdentityLog log = crowd.store().identity();
        int[] roots = roots(crowd);
        assertThat(roots)
                .as("reckoned bit by bit and at once")
                .isEqualTo(log.reckoned(log.ledger().policy(), log.ledger()));
        assertThat(crowd.told(ALL)).isEqualTo(crowd.expected(roots, ALL));
        Instant then = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(110) * 86_400L);
        Scope known = new Scope(then, Scope.Mode.AS_KNOWN, null, null);
        assertThat(crowd.told(known)).as("as known at " + then).isEqualTo(crowd.expected(log.customers(known), known));
        Scope corrected = Scope.asOf(then);
        assertThat(crowd.told(corrected)).isEqualTo(crowd.expected(roots, corrected));
        assertEventLog(crowd, roots, random);
        EventLog.Extent extent = new EventLog(crowd.store()).extent();
        int nobody = crowd.rows().size()
                - crowd.expected(roots, ALL).values().stream()
                        .mapToInt(List::size)
                        .sum();
        assertThat(extent.anonymous()).isEqualTo(nobody);
        assertThat(extent.events()).isEqualTo(crowd.rows().size() - nobody);
    }

    private static void assertEventLog(Crowd crowd, int[] roots, Random random) {
        Map<Integer, List<String>> expected = crowd.expected(roots, ALL);
        List<Integer> customers = List.copyOf(expected.keySet());
        if (customers.isEmpty()) {
            return;
        }
        int customer = customers.get(random.nextInt(customers.size()));
        List<String> items = List.copyOf(Objects.requireNonNull(expected.get(customer)));
        assertThat(new EventLog(crowd.store())
                        .all(customer, crowd.store().plan().types(), ALL).stream()
                                .map(Event::values)
                                .map(values -> values.getFirst().text())
                                .toList())
                .isEqualTo(items);
        assertThat(crowd.told(ALL.within(RoaringBitmap.bitmapOf(customer)))).isEqualTo(Map.of(customer, items));
    }

    private static void doSomething(Crowd crowd, Random random) {
        List<Integer> identifiers = IntStream.range(0, crowd.store().customers().size())
                .filter(node -> crowd.store().customers().at(node) instanceof Customers.Identifier)
                .boxed()
                .toList();
        Instant known = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(120) * 86_400L);
        switch (random.nextInt(10)) {
            case 0, 1 -> crowd.load(Crowd.random(random, 1 + random.nextInt(12)));
            case 2 -> crowd.apply(Crowd.policy(random));
            case 3 ->
                crowd.decide(
                        Decision.Link.of(List.of(
                                identifiers.get(random.nextInt(identifiers.size())),
                                identifiers.get(random.nextInt(identifiers.size())))),
                        known);
            case 4 -> {
                List<Integer> shuffled = new ArrayList<>(identifiers);
                Collections.shuffle(shuffled, random);
                int some = 1 + random.nextInt(2);
                if (shuffled.size() > 2 * some) {
                    crowd.decide(
                            new Decision.Apart(List.of(shuffled.subList(0, some), shuffled.subList(some, 2 * some))),
                            known);
                }
            }
            case 5 -> {
                int last = crowd.store().identity().ledger().last();
                if (last > 0) {
                    crowd.append(new Entry.Undone(1 + random.nextInt(last)), known);
                }
            }
            case 6 -> crowd.compact();
            case 7 -> {
                List<List<Integer>> pairs = new ArrayList<>();
                for (int i = 0; i < 1 + random.nextInt(4); i++) {
                    pairs.add(List.of(
                            identifiers.get(random.nextInt(identifiers.size())),
                            identifiers.get(random.nextInt(identifiers.size()))));
                }
                crowd.decide(new Decision.Likely(pairs), known);
            }
            case 8 -> {
                int one = roots(crowd)[identifiers.get(random.nextInt(identifiers.size()))];
                int other = roots(crowd)[identifiers.get(random.nextInt(identifiers.size()))];
                if (one != other && one != Customers.NOBODY && other != Customers.NOBODY) {
                    Customers customers = crowd.store().customers();
                    crowd.decide(
                            new Decision.Different(List.of(customers.members(one), customers.members(other))), known);
                }
            }
            default -> crowd.reopen();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void whateverIsDoneEachEventIsSeenOnceWithItsCustomer(int seed) {
        Random random = new Random(seed);
        try (Crowd crowd = new Crowd(folder)) {
            crowd.load(Crowd.random(random, 20));
            for (int step = 0; step < 12; step++) {
                doSomething(crowd, random);
                assertWhole(crowd, random);
            }
            crowd.compact();
            assertThat(crowd.store().reading(crowd.store().identity()::overlay).isEmpty())
                    .as("sorted in, nothing is left to look up")
                    .isTrue();
            assertWhole(crowd, random);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aChangedPolicyGivesTheStoreThatIsBuiltFromNothingUnderIt(int seed) {
        Random random = new Random(seed);
        List<List<Row>> loads =
                IntStream.range(0, 4).mapToObj(_ -> Crowd.random(random, 25)).toList();
        Policy policy = Crowd.policy(random);
        try (Crowd changed = new Crowd(folder.resolve("changed"));
                Crowd built = new Crowd(folder.resolve("built"))) {
            built.apply(policy);
            for (List<Row> load : loads) {
                built.load(load);
                changed.load(load);
                if (random.nextBoolean()) {
                    changed.compact();
                }
                if (random.nextBoolean()) {
                    changed.apply(Crowd.policy(random));
                }
            }
            changed.apply(policy);
            assertThat(changed.told(ALL)).isEqualTo(built.told(ALL));
            assertThat(CanonicalExport.digest(changed.store())).isEqualTo(CanonicalExport.digest(built.store()));
            changed.compact();
            built.compact();
            assertThat(changed.told(ALL)).isEqualTo(built.told(ALL));
            assertThat(CanonicalExport.digest(changed.store())).isEqualTo(CanonicalExport.digest(built.store()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void inWhateverOrderLoadsCameThePeopleAreTheSame(int seed) {
        Random random = new Random(seed);
        List<Row> rows = Crowd.random(random, 80);
        Policy policy = Crowd.policy(random);
        Set<Set<Set<String>>> answers = new HashSet<>();
        for (int variant = 0; variant < 3; variant++) {
            List<Row> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, random);
            try (Crowd crowd = new Crowd(folder.resolve("v" + variant))) {
                crowd.apply(policy);
                for (int part = 0; part < 4; part++) {
                    crowd.load(shuffled.subList(20 * part, 20 * part + 20));
                }
                Set<Set<String>> people = new HashSet<>();
                crowd.told(ALL).values().forEach(items -> people.add(new HashSet<>(items)));
                answers.add(people);
            }
        }
        assertThat(answers).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void mergingPeopleAndUndoingItLeavesEverythingAsItWas(int seed) {
        Random random = new Random(seed);
        try (Crowd crowd = new Crowd(folder)) {
            crowd.load(Crowd.random(random, 60));
            do {
                crowd.apply(Crowd.policy(random));
            } while (crowd.store().customers().count() < 4);
            crowd.compact();
            Map<Integer, List<String>> before = crowd.told(ALL);
            String digest = CanonicalExport.digest(crowd.store());
            List<Integer> customers = new ArrayList<>(before.keySet());
            Collections.shuffle(customers, random);
            List<Integer> both = customers.subList(0, 2).stream()
                    .flatMap(customer -> crowd.store().customers().members(customer).stream())
                    .toList();
            Entry merged = crowd.decide(Decision.Link.of(both), Crowd.END);
            assertThat(crowd.told(ALL)).hasSize(before.size() - 1);
            if (random.nextBoolean()) {
                crowd.compact();
                assertThat(crowd.told(ALL)).hasSize(before.size() - 1);
            }
            crowd.append(new Entry.Undone(merged.number()), Crowd.END);
            assertThat(crowd.told(ALL)).isEqualTo(before);
            assertThat(CanonicalExport.digest(crowd.store())).isEqualTo(digest);
            crowd.compact();
            assertThat(crowd.told(ALL)).isEqualTo(before);
            assertThat(CanonicalExport.digest(crowd.store())).isEqualTo(digest);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aSplitLosesNobodyAndNothing(int seed) {
        Random random = new Random(seed);
        try (Crowd crowd = new Crowd(folder)) {
            crowd.load(Crowd.random(random, 60));
            crowd.compact();
            List<String> before = items(crowd);
            Map<Integer, List<Integer>> members = new HashMap<>();
            int[] roots = roots(crowd);
            IntStream.range(0, roots.length)
                    .filter(node -> crowd.store().customers().at(node) instanceof Customers.Identifier)
                    .forEach(node -> members.computeIfAbsent(roots[node], _ -> new ArrayList<>())
                            .add(node));
            List<Integer> large = members.values().stream()
                    .max((a, b) -> Integer.compare(a.size(), b.size()))
                    .orElseThrow();
            assertThat(large).hasSizeGreaterThan(2);
            int at = 1 + random.nextInt(large.size() - 1);
            Collections.shuffle(large, random);
            crowd.decide(new Decision.Apart(List.of(large.subList(0, at), large.subList(at, large.size()))), Crowd.END);
            assertThat(items(crowd)).isEqualTo(before);
            int[] after = roots(crowd);
            assertThat(new TreeSet<>(large.subList(0, at).stream()
                            .map(node -> after[node])
                            .toList()))
                    .hasSize(1);
            assertThat(new TreeSet<>(large.stream().map(node -> after[node]).toList()))
                    .hasSize(2);
            assertThat(Arrays.stream(after)).doesNotContain(Customers.NOBODY);
            crowd.compact();
            assertThat(items(crowd)).isEqualTo(before);
        }
    }

    private static List<String> items(Crowd crowd) {
        return crowd.told(ALL).values().stream().flatMap(List::stream).sorted().toList();
    }

    @Test
    void anonymousHistoryJoinsOnLogin() {
        try (Crowd crowd = new Crowd(folder)) {
            crowd.load(List.of(
                    Row.of("2026-01-01T10:00:00Z", "looked", "cookie:abc"),
                    Row.of("2026-01-20T10:00:00Z", "bought", "login:ann")));
            crowd.compact();
            assertThat(crowd.told(ALL)).isEqualTo(Map.of(0, List.of("looked"), 1, List.of("bought")));
            crowd.load(List.of(Row.of("2026-02-01T10:00:00Z", "came", "login:ann", "cookie:abc")));
            assertThat(crowd.told(ALL)).isEqualTo(Map.of(0, List.of("looked", "bought", "came")));
            assertThat(crowd.store().customers().find("ann")).isZero();
            assertThat(crowd.store().customers().find("abc")).isZero();
            assertThat(crowd.store().customers().count()).isEqualTo(1);
            Scope before = new Scope(Instant.parse("2026-01-31T00:00:00Z"), Scope.Mode.AS_KNOWN, null, null);
            assertThat(crowd.told(before))
                    .as("nobody knew yet")
                    .isEqualTo(Map.of(0, List.of("looked"), 1, List.of("bought")));
            crowd.compact();
            assertThat(crowd.told(ALL)).isEqualTo(Map.of(0, List.of("looked", "bought", "came")));
            assertThat(crowd.told(before)).isEqualTo(Map.of(0, List.of("looked"), 1, List.of("bought")));
        }
    }

    @Test
    void aDecisionInTheMiddleOfALoadHoldsForItToo() {
        Random random = new Random(5);
        try (Crowd crowd = new Crowd(folder)) {
            crowd.load(Crowd.random(random, 40));
            List<Row> more = Crowd.random(random, 30).stream()
                    .map(row -> new Row("web", row.identifiers(), row.at(), row.known(), row.item()))
                    .toList();
            try (EventSink sink = crowd.begin("web", more)) {
                crowd.decide(Decision.Link.of(List.of(crowd.node("l1"), crowd.node("c2"))), Crowd.END);
                crowd.decide(
                        new Decision.Apart(List.of(List.of(crowd.node("l3")), List.of(crowd.node("c4")))), Crowd.END);
                sink.finish(new Tally(), List.of(), new Work());
            }
            assertWhole(crowd, random);
            crowd.compact();
            assertWhole(crowd, random);
        }
    }

    @Test
    void aProcessKilledBetweenALoadAndWhatFollowsFromItIsMadeGoodAtTheNextStart() {
        Random random = new Random(6);
        try (Crowd crowd = new Crowd(folder)) {
            crowd.load(Crowd.random(random, 40));
            crowd.compact();
            crowd.load(Crowd.random(random, 40));
            Map<Integer, List<String>> before = crowd.told(ALL);
            crowd.store().transaction(connection -> {
                int last = crowd.store().identity().ledger().last();
                Sql.execute(connection, "DELETE FROM identity_entry WHERE number = ?", last);
                Sql.execute(connection, "DELETE FROM identity_move WHERE entry = ?", last);
                Sql.execute(connection, "DELETE FROM meta WHERE name = 'identity_load'");
                return Sql.execute(connection, "UPDATE delta SET customer = node WHERE customer IS NOT NULL");
            });
            crowd.reopen();
            assertThat(crowd.told(ALL)).isEqualTo(before);
            assertWhole(crowd, random);
        }
    }

    @Test
    void aLoadGivenUpLeavesWhoIsWhoAsItWas() {
        Random random = new Random(7);
        try (Crowd crowd = new Crowd(folder)) {
            crowd.load(Crowd.random(random, 40));
            int size = crowd.store().customers().size();
            int[] before = roots(crowd);
            List<Row> known = List.copyOf(crowd.rows());
            crowd.begin("web", Crowd.random(random, 40)).close();
            crowd.store().customers().truncate(size);
            crowd.rows().clear();
            crowd.rows().addAll(known);
            assertThat(roots(crowd)).isEqualTo(before);
            assertWhole(crowd, random);
        }
    }

    @Test
    void theLogTellsWhatEachEntryMadeOfWhom() {
        try (Crowd crowd = new Crowd(folder)) {
            crowd.load(List.of(
                    Row.of("2026-01-01T10:00:00Z", "looked", "cookie:abc"),
                    Row.of("2026-01-20T10:00:00Z", "bought", "login:ann")));
            crowd.load(List.of(Row.of("2026-02-01T10:00:00Z", "came", "login:ann", "cookie:abc")));
            Entry undone = crowd.decide(
                    new Decision.Apart(List.of(List.of(crowd.node("ann")), List.of(crowd.node("abc")))), Crowd.END);
            IdentityLog log = crowd.store().identity();
            assertThat(log.effect(1).merges()).isEqualTo(1);
            assertThat(log.effect(1).merged().getFirst().parts()).hasSize(2);
            assertThat(log.effect(undone.number()).splits()).isEqualTo(1);
            assertThat(log.effect(undone.number()).before()).isEqualTo(1);
            assertThat(log.effect(undone.number()).after()).isEqualTo(2);
            assertThat(log.preview(new Policy(List.of(), List.of("till"), null)).after())
                    .isEqualTo(2);
        }
    }
}

package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.identity.Customers;
import dev.limner.identity.Entry;
import dev.limner.work.Work;
import dev.limner.workspace.Identities.Hand;
import dev.limner.workspace.Matches.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Customers that may be one person: found, joined, asked about, and taken back.
class MatchesTest {
    private static final Hand ANN = new Hand("ann", "she knows them");
    private static final int PEOPLE = 600;
    private static final int ALL = Integer.MAX_VALUE;

    @TempDir
    private Path folder = Path.of("");

    private Desk filled(int seed) throws IOException {
        return Register.filled(
                folder.resolve("register"), Register.MATCHING, Register.people(PEOPLE, new Random(seed)));
    }

    private static Customers customers(Desk desk) {
        return desk.workspace().store().customers();
    }

    /// By card the name of its customer.
    private static Map<String, String> people(Desk desk) {
        Map<String, String> people = new TreeMap<>();
        for (int customer : customers(desk).all()) {
            customers(desk)
                    .identifiers(customer)
                    .forEach(one -> people.put(one.value(), customers(desk).name(customer)));
        }
        return people;
    }

    private static boolean isOne(Desk desk, Candidate pair) {
        return card(desk, pair.one())
                .substring(1)
                .equals(card(desk, pair.other()).substring(1));
    }

    private static String card(Desk desk, int customer) {
        return customers(desk).identifier(customer).value();
    }

    private static List<String> names(List<Candidate> pairs) {
        return pairs.stream().map(Candidate::pair).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void joiningAndUndoingLeavesEverybodyWhoTheyWere(int seed) throws IOException {
        try (Desk desk = filled(seed)) {
            Map<String, String> before = people(desk);
            desk.matches().find(new Work());
            List<Candidate> sure = desk.matches().candidates(true, 0, ALL);
            assertThat(sure).hasSizeGreaterThan(120).allMatch(pair -> isOne(desk, pair));
            Entry joined = desk.matches().join(ANN);
            assertThat(customers(desk).count()).isEqualTo(800 - sure.size());
            assertThat(desk.matches().sure()).isZero();
            if (seed % 2 == 0) {
                desk.workspace().store().compact(new Work());
            }
            desk.identities().undo(joined.number(), ANN);
            assertThat(people(desk)).isEqualTo(before);
            assertThat(desk.matches().sure()).as("what was taken back is asked").isZero();
            assertThat(desk.matches().candidates(false, 0, ALL))
                    .filteredOn(pair -> pair.cause() == Cause.TAKEN_BACK)
                    .hasSameSizeAs(sure);
        }
    }

    @Test
    void theSameCustomersGiveTheSamePairsAgain() throws IOException {
        try (Desk desk = filled(4)) {
            desk.matches().find(new Work());
            List<Candidate> sure = desk.matches().candidates(true, 0, ALL);
            List<Candidate> waiting = desk.matches().candidates(false, 0, ALL);
            assertThat(waiting).hasSizeGreaterThan(20);
            desk.matches().find(new Work());
            assertThat(desk.matches().candidates(true, 0, ALL)).isEqualTo(sure);
            assertThat(desk.matches().candidates(false, 0, ALL)).isEqualTo(waiting);
            assertThat(desk.matches().candidates(false, 3, 2)).isEqualTo(waiting.subList(3, 5));
        }
    }

    @Test
    void everyPairIsExplainedByItsParts() throws IOException {
        try (Desk desk = filled(5)) {
            desk.matches().find(new Work());
            Candidate pair = desk.matches().candidates(true, 0, 1).getFirst();
            assertThat(pair.parts())
                    .extracting(part -> part.title().en())
                    .containsExactly("Name: given name", "Name: family name", "Birthday", "Phone");
            double bits = pair.priorBits()
                    + pair.householdBits()
                    + pair.parts().stream().mapToDouble(Candidate.Part::bits).sum();
            assertThat(pair.bits()).isEqualTo(bits);
            Candidate.Part phone = pair.parts().getLast();
            assertThat(phone.agreement().zh()).isEqualTo("后八位相同");
            assertThat(phone.worth().en()).endsWith(" : 1 for one person");
            assertThat(List.of(phone.one() + "", phone.other() + "")).anyMatch(value -> value.startsWith("+86 139"));
            assertThat(pair.others()).extracting(value -> value.title().zh()).containsExactly("城镇");
        }
    }

    @Test
    void whatIsAnsweredIsNotAskedAgain() throws IOException {
        try (Desk desk = filled(6)) {
            Matches matches = desk.matches();
            matches.find(new Work());
            List<Candidate> waiting = matches.candidates(false, 0, ALL);
            Candidate no = waiting.get(0);
            Candidate yes = waiting.stream()
                    .skip(1)
                    .filter(pair -> isOne(desk, pair))
                    .findFirst()
                    .orElseThrow();
            int count = customers(desk).count();
            Entry refused = matches.answer(no.pair(), false, ANN);
            assertThat(customers(desk).count()).isEqualTo(count);
            matches.answer(yes.pair(), true, ANN);
            assertThat(customers(desk).count()).isEqualTo(count - 1);
            assertThat(names(matches.candidates(false, 0, ALL))).doesNotContain(no.pair(), yes.pair());
            assertThatThrownBy(() -> matches.answer(no.pair(), true, ANN)).hasMessageContaining("NOT_ASKED");
            matches.find(new Work());
            assertThat(names(matches.candidates(false, 0, ALL))).doesNotContain(no.pair(), yes.pair());
            desk.identities().undo(refused.number(), ANN);
            matches.find(new Work());
            assertThat(names(matches.candidates(false, 0, ALL))).contains(no.pair());
        }
    }

    @Test
    void whoWasSetApartByHandIsNotJoinedByMatching() throws IOException {
        try (Desk desk = filled(7)) {
            Matches matches = desk.matches();
            matches.find(new Work());
            matches.join(ANN);
            String card = "b3";
            assertThat(desk.customer(card)).isEqualTo(desk.customer("a3"));
            desk.identities().split(List.of(card), ANN);
            matches.find(new Work());
            assertThat(matches.sure()).isZero();
            assertThat(names(matches.candidates(false, 0, ALL))).noneMatch(name -> name.equals(pair(desk, "a3", card)));
            assertThat(desk.customer(card)).isNotEqualTo(desk.customer("a3"));
        }
    }

    @Test
    void aRefusalAlsoForbidsTheWayRound() throws IOException {
        List<List<String>> rows = new ArrayList<>(Register.people(PEOPLE, new Random(8)));
        List<String> one = rows.getFirst();
        for (String card : List.of("x", "y", "z")) {
            rows.add(List.of(card, one.get(1), "欧阳文辉", "1971-02-03", "13912345678", "Porto"));
        }
        try (Desk desk = Register.filled(folder.resolve("register"), Register.MATCHING, rows)) {
            Matches matches = desk.matches();
            matches.find(new Work());
            Candidate first = matches.candidates(true, 0, ALL).stream()
                    .filter(pair -> "xyz".contains(card(desk, pair.one())) && "xyz".contains(card(desk, pair.other())))
                    .findFirst()
                    .orElseThrow();
            List<String> apart = List.of(card(desk, first.one()), card(desk, first.other()));
            matches.answer(first.pair(), false, ANN);
            matches.find(new Work());
            matches.join(ANN);
            assertThat(desk.customer(apart.getFirst())).isNotEqualTo(desk.customer(apart.getLast()));
        }
    }

    private static String pair(Desk desk, String one, String other) {
        return desk.customer(one) + "-" + desk.customer(other);
    }

    @Test
    void thePolicysLimitsAreAskedAboutAndNotBroken() throws IOException {
        Path register = Register.write(folder.resolve("register"), Register.MATCHING);
        Files.writeString(register.resolve("identity.yaml"), "kinds: [{kind: card, most: 1}]\n");
        try (Desk desk = new Desk(SmallShop.open(register), java.time.Clock.systemUTC())) {
            Register.add(desk, Register.people(PEOPLE, new Random(9)));
            Matches matches = desk.matches();
            matches.find(new Work());
            assertThat(matches.sure()).isZero();
            assertThat(matches.candidates(false, 0, ALL))
                    .hasSizeGreaterThan(120)
                    .allMatch(pair -> pair.cause() == Cause.LIMIT);
            assertThatThrownBy(() -> matches.join(ANN)).hasMessageContaining("NOTHING_SURE");
        }
    }

    @Test
    void laterEvidenceDoesNotUndoWhatMatchingJoined() throws IOException {
        try (Desk desk = filled(10)) {
            desk.matches().find(new Work());
            desk.matches().join(ANN);
            int count = customers(desk).count();
            Register.add(
                    desk,
                    List.of(
                            List.of("a3", "2024-02-01 10:00:00", "", "", "", "Faro"),
                            List.of("new", "2024-02-01 10:00:00", "", "", "", "Faro")));
            assertThat(customers(desk).count()).isEqualTo(count + 1);
            assertThat(desk.customer("a3")).isEqualTo(desk.customer("b3"));
        }
    }

    @Test
    void mistakesAreTold() throws IOException {
        try (Desk desk =
                Register.filled(folder.resolve("register"), "compare: [{trait: nam, as: full_name}]", List.of())) {
            assertThatThrownBy(() -> desk.matches().find(new Work()))
                    .hasMessageContaining("matching.yaml")
                    .hasMessageContaining("Maybe you meant (name)");
            Files.delete(folder.resolve("register/matching.yaml"));
            assertThat(desk.matches().definition()).isNull();
            assertThatThrownBy(() -> desk.matches().find(new Work())).hasMessageContaining("NO_MATCHING");
            assertThat(desk.matches().candidates(false, 0, ALL)).isEmpty();
        }
    }

    @Test
    void fewCustomersAreNoReasonToFail() throws IOException {
        List<List<String>> two = Register.people(2, new Random(1));
        for (List<List<String>> rows : List.of(two.subList(0, 1), two)) {
            try (Desk desk = Register.filled(folder.resolve("register" + rows.size()), Register.MATCHING, rows)) {
                assertThat(desk.matches().find(new Work()).customers()).isEqualTo(rows.size());
            }
        }
    }

    @Test
    void identifiersCanBeComparedToo() throws IOException {
        try (Desk desk = Register.filled(
                folder.resolve("register"),
                "compare: [{trait: card, as: number}, {trait: name, as: full_name}]",
                Register.people(50, new Random(1)))) {
            assertThat(desk.matches().find(new Work()).customers()).isEqualTo(67);
        }
    }

    @Test
    void oneWorkRunsAtATimeInTheBackgroundAndCanBeCancelled() throws IOException, InterruptedException {
        try (Desk desk = filled(11)) {
            desk.begin(work -> {
                while (true) {
                    work.check();
                    Thread.onSpinWait();
                }
            });
            assertThat(desk.state()).isEqualTo(Desk.State.WORKING);
            assertThatThrownBy(() -> desk.begin(_ -> {})).hasMessageContaining("WORK_RUNNING");
            java.util.Objects.requireNonNull(desk.work()).cancel();
            Instant end = Instant.now().plus(Duration.ofSeconds(10));
            while (desk.state() == Desk.State.WORKING && Instant.now().isBefore(end)) {
                Thread.sleep(5);
            }
            assertThat(desk.state()).isEqualTo(Desk.State.READY);
            Work cancelled = new Work();
            cancelled.cancel();
            assertThatThrownBy(() -> desk.matches().find(cancelled)).isInstanceOf(CancellationException.class);
            assertThat(desk.matches().last()).isNull();
        }
    }
}

package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.identity.Entry;
import dev.limner.work.Work;
import dev.limner.workspace.Candidate;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Identities.Hand;
import dev.limner.workspace.Matches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulated shop as it comes, with cards alone as identifiers: second cards of one person are found by
/// what the register says of them, scored against the truth that the simulation wrote.
@Tag("slow")
class SimulatedMatchingTest {
    private static final int CUSTOMERS = 2_000;
    private static final Hand KIM = new Hand("kim", "checked at the counter");

    @TempDir
    private static Path folder = Path.of("");

    /// By card the first card of the same person.
    private static Map<String, String> truth(Path shop) throws IOException {
        List<String> lines = Files.readAllLines(shop.resolve("truth/customers.csv"));
        List<String> columns = List.of(lines.getFirst().split(",", -1));
        Map<String, String> first = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            String of = row[columns.indexOf("duplicate_of")];
            first.put(row[columns.indexOf("card")], of.isEmpty() ? row[columns.indexOf("card")] : of);
        }
        return first;
    }

    private static boolean isOne(Desk desk, Candidate pair, Map<String, String> truth) {
        return person(desk, pair.one(), truth).equals(person(desk, pair.other(), truth));
    }

    private static String person(Desk desk, int customer, Map<String, String> truth) {
        return String.valueOf(truth.get(
                desk.workspace().store().customers().identifier(customer).value()));
    }

    @Test
    void secondCardsAreFoundByNameBirthdayPhoneAndCity() throws IOException {
        Path shop = Example.simulated(folder.resolve("shop"), CUSTOMERS);
        Map<String, String> truth = truth(shop);
        try (Desk desk = Workbench.open(shop)) {
            Example.fill(desk);
            int before = desk.workspace().store().customers().count();
            int seconds = before - (int) truth.values().stream().distinct().count();
            assertThat(seconds).isEqualTo(69);
            Matches matches = desk.matches();
            assertThat(matches.find(new Work()).customers()).isEqualTo(before);
            List<Candidate> sure = matches.candidates(true, 0, Integer.MAX_VALUE);
            List<Candidate> waiting = matches.candidates(false, 0, Integer.MAX_VALUE);
            assertThat(sure)
                    .as("precision 1, recall 64 of 69: the other five told neither birthday nor phone")
                    .hasSize(64)
                    .allMatch(pair -> isOne(desk, pair, truth));
            assertThat(waiting)
                    .hasSize(19)
                    .filteredOn(pair -> isOne(desk, pair, truth))
                    .hasSize(2);
            Entry joined = matches.join(KIM);
            assertThat(desk.workspace().store().customers().count()).isEqualTo(before - 64);
            for (Candidate pair : waiting) {
                matches.answer(pair.pair(), isOne(desk, pair, truth), KIM);
            }
            assertThat(desk.workspace().store().customers().count()).isEqualTo(before - 66);
            matches.find(new Work());
            assertThat(matches.waiting()).isZero();
            assertThat(matches.sure()).isZero();
            desk.identities().undo(joined.number(), KIM);
            assertThat(desk.workspace().store().customers().count()).isEqualTo(before - 2);
        }
    }
}

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulated shop as it comes, with cards alone as identifiers: second cards of one person are found by what the
/// register says of them, scored against the truth that the simulation wrote.
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
        return String.valueOf(
                truth.get(desk.workspace().store().customers().identifier(customer).value()));
    }

    @Test
    void secondCardsAreFoundByNameBirthdayPhoneAndCity() throws IOException {
        Path shop = Example.simulated(folder.resolve("shop"), CUSTOMERS);
        Map<String, String> truth = truth(shop);
        try (Desk desk = Workbench.open(shop)) {
            Example.fill(desk);
            int before = desk.workspace().store().customers().count();
            int second = (int) truth.entrySet().stream()
                    .filter(card -> !card.getKey().equals(card.getValue()) && desk.workspace().store().customers().find(card.getKey()) != null)
                    .count();
            Matches matches = desk.matches();
            long began = System.nanoTime();
            var run = matches.find(new Work());
            double seconds = (System.nanoTime() - began) / 1e9;
            List<Candidate> sure = matches.candidates(true, 0, Integer.MAX_VALUE);
            List<Candidate> waiting = matches.candidates(false, 0, Integer.MAX_VALUE);
            long right = sure.stream().filter(pair -> isOne(desk, pair, truth)).count();
            long asked = waiting.stream().filter(pair -> isOne(desk, pair, truth)).count();
            System.out.printf("customers %d second %d sure %d right %d waiting %d of them one person %d; compared %d pairs %.1f s%n",
              run.customers(), second, sure.size(), right, waiting.size(), asked, run.compared(), seconds);
            for (Candidate c : waiting.subList(0, Math.min(12, waiting.size()))) System.out.println(isOne(desk,c,truth)+" "+c.probability()+" "+c.parts().stream().map(p -> p.level()+String.format("%+.1f",p.bits())+" "+p.one()+"|"+p.other()).toList()+" "+c.householdBits()+" "+c.priorBits());
            for (Candidate c : sure) if(!isOne(desk,c,truth)) System.out.println("WRONG "+c.probability()+" "+c.parts().stream().map(p -> p.level()+String.format("%+.1f",p.bits())+" "+p.one()+"|"+p.other()).toList());
        }
    }
}

package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.identity.Customers;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulated shop with telephone numbers as identifiers beside cards: second cards find their persons,
/// as far as
/// both cards have a number, and nobody else is merged.
@Tag("slow")
class SimulatedIdentityTest {
    private static final int CUSTOMERS = 400;

    @TempDir
    private static Path folder = Path.of("");

    /// The shop, whose clerks write numbers with and without a country code; here as a cleaning leaves them.
    private static Path shop() throws IOException {
        Path shop = Example.simulated(folder.resolve("shop"), CUSTOMERS);
        Path members = shop.resolve("data/members.csv");
        Files.writeString(members, Files.readString(members).replace(",+86 ", ","));
        Path mapping = shop.resolve("sources/members.yaml");
        Files.writeString(
                mapping,
                Files.readString(mapping)
                        .replace(
                                "customer: {column: card, kind: member}",
                                "identifiers: [{column: card, kind: member}, {column: phone, kind: phone}]"));
        return shop;
    }

    private static List<String[]> lines(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String[]> fields = new ArrayList<>();
        lines.subList(1, lines.size()).forEach(line -> fields.add(line.split(",", -1)));
        return fields;
    }

    @Test
    void secondCardsFindTheirPersonsAndNobodyElseIsMerged() throws IOException {
        Path shop = shop();
        Set<String> withPhone = new HashSet<>();
        List<String> columns = List.of(
                Files.readAllLines(shop.resolve("data/members.csv")).getFirst().split(",", -1));
        for (String[] row : lines(shop.resolve("data/members.csv"))) {
            if (row.length == columns.size() && !row[columns.indexOf("phone")].isEmpty()) {
                withPhone.add(row[columns.indexOf("card")]);
            }
        }
        List<String> truth = List.of(Files.readAllLines(shop.resolve("truth/customers.csv"))
                .getFirst()
                .split(",", -1));
        try (Desk desk = Workbench.open(shop)) {
            Example.fill(desk);
            Customers customers = desk.workspace().store().customers();
            int cards = 0;
            int found = 0;
            for (String[] row : lines(shop.resolve("truth/customers.csv"))) {
                String card = row[truth.indexOf("card")];
                String first = row[truth.indexOf("duplicate_of")];
                boolean sameNumber = !first.isEmpty() && withPhone.contains(card) && withPhone.contains(first);
                if (!first.isEmpty()) {
                    assertThat(desk.customer(card) == desk.customer(first))
                            .as(card + " is " + first)
                            .isEqualTo(sameNumber);
                }
                cards++;
                found += sameNumber ? 1 : 0;
            }
            assertThat(found).isGreaterThan(3);
            assertThat(customers.count()).isEqualTo(cards - found);
            assertThat(desk.people(desk.moment(null)).customers().getCardinality())
                    .isEqualTo(cards - found);
        }
    }
}

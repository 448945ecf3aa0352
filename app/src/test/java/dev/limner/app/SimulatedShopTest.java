package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.duckdb.QuarantineLog;
import dev.limner.examples.ShopSimulation;
import dev.limner.portrait.Column;
import dev.limner.portrait.People;
import dev.limner.source.LoadReport;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulated shop through its mappings: every row is an event but those that were broken on purpose.
class SimulatedShopTest {
    private static final int CUSTOMERS = 150;

    @TempDir
    private static Path folder = Path.of("");

    private static Desk desk;
    private static List<LoadReport> loads;

    @BeforeAll
    static void importsTheShop() throws IOException {
        desk = Workbench.open(Example.simulated(folder.resolve("shop"), CUSTOMERS));
        loads = Example.fill(desk);
    }

    @AfterAll
    static void closesTheStore() {
        desk.close();
    }

    private static List<String> truth(String file) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("shop/truth").resolve(file));
        return lines.subList(1, lines.size());
    }

    @Test
    void onlyTheRowsBrokenOnPurposeAreSetAsideAtTheirLinesWithTheirReasons() throws IOException {
        List<String> setAside = new ArrayList<>();
        for (LoadReport load : loads) {
            QuarantineLog log = new QuarantineLog(desk.workspace().store());
            String file = load.file().substring("data/".length());
            log.page(load.source(), null, 0, 1_000)
                    .forEach(row -> setAside.add(file + "," + row.line() + "," + row.reason()));
        }
        assertThat(setAside).hasSizeBetween(50, 100).containsExactlyInAnyOrderElementsOf(truth("broken_rows.csv"));
        long rows = loads.stream().mapToLong(LoadReport::rows).sum();
        long kept = loads.stream()
                .flatMap(load -> load.kept().stream())
                .mapToLong(LoadReport.Count::count)
                .sum();
        assertThat(kept).isEqualTo(rows - setAside.size());
    }

    @Test
    void everyTypeOfTheShopsEventsComesIn() {
        assertThat(loads.stream().flatMap(load -> load.kept().stream()).map(LoadReport.Count::name))
                .contains(
                        "session_start",
                        "view",
                        "search",
                        "favourite",
                        "cart_add",
                        "cart_remove",
                        "checkout",
                        "order",
                        "purchase",
                        "return",
                        "review",
                        "share",
                        "like",
                        "follow",
                        "chat",
                        "referral",
                        "coupon_claimed",
                        "coupon_redeemed",
                        "message_sent",
                        "message_suppressed",
                        "message_delivered",
                        "message_opened",
                        "message_clicked",
                        "visit",
                        "service_case",
                        "consent_given",
                        "consent_withdrawn",
                        "login",
                        "survey_answer",
                        "traits",
                        "score");
    }

    @Test
    void everyCustomerIsACardAndEveryTagIsOffered() throws IOException {
        People people = desk.people(desk.moment(null));
        assertThat(people.customers().getCardinality())
                .isEqualTo(truth("customers.csv").size());
        assertThat(desk.workspace().definitions().portraits().notOffered()).isEmpty();
        for (String tag :
                List.of("lifecycle", "rfm_class", "value_tier", "favourite_item", "country", "return_share")) {
            Column column = people.column(tag);
            int known = 0;
            for (int customer : people.customers()) {
                known += column.text(customer) == null ? 0 : 1;
            }
            assertThat(known).as(tag).isGreaterThan(CUSTOMERS / 2);
        }
    }

    @Test
    void theShopIsLabelledAsSimulatedAndItsTimeStandsAtTheEnd() {
        assertThat(desk.workspace().settings().simulated()).isTrue();
        ShopSimulation.Options options = ShopSimulation.Options.defaults();
        assertThat(desk.moment(null).date()).isEqualTo(options.firstDay().plusDays(options.days()));
    }

    @Test
    void rowsThatAreThereAreNotMadeAnew() throws IOException {
        Path visits = folder.resolve("shop/data/visits.csv");
        byte[] before = Files.readAllBytes(visits);
        SimulatedShop.make(
                folder.resolve("shop"), ShopSimulation.Options.defaults().withCustomers(10));
        assertThat(Files.readAllBytes(visits)).isEqualTo(before);
    }

    @Test
    void aFirstStartThatWasCutShortIsFinishedByTheNext() throws IOException {
        try (Desk again = Workbench.open(Example.simulated(folder.resolve("cut-short"), 20))) {
            again.workspace().importSources(List.of("community", "members"), Workbench.rows(), new Work());
            Headline.of(again, new Work());
            assertThat(again.workspace().store().loads())
                    .extracting(LoadReport::source)
                    .contains("orders", "visits");
        }
    }
}

package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.duckdb.CanonicalExport;
import dev.limner.identity.Customers;
import dev.limner.portrait.Column;
import dev.limner.portrait.People;
import dev.limner.source.LoadReport;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole example, from the file to portraits, against what others have published and computed of it.
@Tag("slow")
class OnlineRetailTest {
    private static final Path GOLDEN =
            Example.HOME.resolve("core/src/test/resources/dev/limner/segment/online_retail_rfm.csv");

    @TempDir
    private static Path folder = Path.of("");

    private static Desk desk;
    private static Headline headline;

    @BeforeAll
    static void importsTheWholeFile() throws IOException {
        desk = Workbench.open(Example.whole(folder.resolve("whole")));
        headline = Headline.of(desk, new Work());
    }

    @AfterAll
    static void closesTheStore() {
        desk.close();
    }

    @Test
    void headlineFiguresAreThePublishedOnes() {
        assertThat(headline.lines()).isEqualTo(541_909);
        assertThat(headline.validLines()).isEqualTo(397_884);
        assertThat(headline.customers()).isEqualTo(4_338);
        assertThat(headline.invoices()).isEqualTo(18_532);
        assertThat(headline.revenue()).isEqualTo("8911407.904");
    }

    @Test
    void everyRowOfTheFileIsKeptOrSetAsideWithAReason() {
        LoadReport load = desk.workspace().store().loads().getLast();
        assertThat(load.kept())
                .containsExactly(
                        new LoadReport.Count("purchase", 530_103, 132_219), new LoadReport.Count("return", 9_288, 383));
        assertThat(load.quarantined())
                .containsExactly(
                        new LoadReport.Count("adjustment", 3, 0),
                        new LoadReport.Count("stock_correction", 1_336, 0),
                        new LoadReport.Count("zero_price", 1_179, 0));
        assertThat(load.mended()).containsExactly(new LoadReport.Count("trimmed_description", 113_452, 0));
    }

    @Test
    void recencyFrequencyAndMoneyOfEachCustomerEqualThoseOfPandas() throws IOException {
        People people = desk.people(desk.moment(null));
        Customers customers = desk.workspace().store().customers();
        List<String> lines = new ArrayList<>(List.of("cid,R,F,M"));
        for (int customer : people.customers()) {
            if (people.column("orders").positive(customer)) {
                BigDecimal money = BigDecimal.valueOf(people.column("spend").value(customer), 4);
                lines.add("%s,%d,%d,%s"
                        .formatted(
                                customers.identifier(customer).value(),
                                people.column("days_since_last_order").value(customer),
                                people.column("orders").value(customer),
                                money.setScale(2, RoundingMode.HALF_UP)
                                        .stripTrailingZeros()
                                        .toPlainString()));
            }
        }
        List<String> golden = Files.readAllLines(GOLDEN).stream()
                .map(OnlineRetailTest::withPlainMoney)
                .toList();
        assertThat(lines).containsExactlyInAnyOrderElementsOf(golden);
    }

    /// The golden money is written with one or two decimals.
    private static String withPlainMoney(String line) {
        int comma = line.lastIndexOf(',');
        return line.startsWith("cid")
                ? line
                : line.substring(0, comma + 1)
                        + new BigDecimal(line.substring(comma + 1))
                                .stripTrailingZeros()
                                .toPlainString();
    }

    @Test
    void portraitsAsOfADayEqualThoseOfAStoreThatOnlyEverReceivedTheEventsBeforeIt() throws IOException {
        String day = "2011-09-01";
        Path early = Example.cut(folder.resolve("early"), line -> dateOf(line).compareTo(day) < 0);
        Path settings = early.resolve("limner.yaml");
        Files.writeString(settings, Files.readString(settings).replace("clock: 2011-12-10", "clock: " + day));
        try (Desk earlyDesk = Workbench.open(early)) {
            Example.fill(earlyDesk);
            Map<String, Map<String, String>> then = portraits(desk, day);
            assertThat(then).hasSizeGreaterThan(3_000).isEqualTo(portraits(earlyDesk, null));
        }
    }

    /// The date among the fields of a line; descriptions with commas come before it, in quotes.
    private static String dateOf(String line) {
        String[] fields = line.split(",", -1);
        return fields[fields.length - 4];
    }

    private static Map<String, Map<String, String>> portraits(Desk of, @Nullable String asOf) {
        People people = of.people(of.moment(asOf));
        Map<String, Map<String, String>> portraits = new TreeMap<>();
        for (int customer : people.customers()) {
            Map<String, String> tags = new TreeMap<>();
            for (Column column : people.columns()) {
                tags.put(column.tag().name(), String.valueOf(column.text(customer)));
            }
            portraits.put(
                    of.workspace().store().customers().identifier(customer).value(), tags);
        }
        return portraits;
    }

    @Test
    void importingTheSameFileAgainChangesNothing() {
        String before = CanonicalExport.digest(desk.workspace().store());
        LoadReport again = Example.fill(desk).getFirst();
        assertThat(again.duplicates()).isEqualTo(541_909);
        assertThat(again.kept()).isEmpty();
        assertThat(again.derived()).isEmpty();
        assertThat(CanonicalExport.digest(desk.workspace().store())).isEqualTo(before);
    }
}

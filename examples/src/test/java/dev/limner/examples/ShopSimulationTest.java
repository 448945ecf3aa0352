package dev.limner.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.examples.ShopSimulation.Options;
import dev.limner.examples.ShopSimulation.Written;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written, and that it is written again the same.
class ShopSimulationTest {
    private static final Options SMALL = new Options(7, 120, LocalDate.of(2024, 10, 1), 120);

    @TempDir
    private Path folder = Path.of("");

    private Path written(String name, Options options) throws IOException {
        Path shop = Files.createDirectory(folder.resolve(name));
        ShopSimulation.write(shop, options);
        return shop;
    }

    private static Map<String, String> bytes(Path shop) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(shop)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.put(
                        shop.relativize(file).toString(),
                        java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return bytes;
    }

    @Test
    void theSameOptionsGiveTheSameBytesInAnyLanguageOfTheMachine() throws IOException {
        Map<String, String> first = bytes(written("first", SMALL));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(bytes(written("second", SMALL))).isEqualTo(first);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(first)
                .containsOnlyKeys(
                        "data/community.csv.gz",
                        "data/members.csv",
                        "data/messages.csv.gz",
                        "data/online.csv.gz",
                        "data/orders.csv.gz",
                        "data/scores.csv",
                        "data/visits.csv",
                        "truth/broken_rows.csv",
                        "truth/customers.csv",
                        "truth/effects.csv",
                        "truth/messages.csv");
    }

    @Test
    void anotherSeedGivesAnotherShop() throws IOException {
        Options other = new Options(8, 120, SMALL.firstDay(), SMALL.days());
        assertThat(bytes(written("other", other)).get("data/orders.csv.gz"))
                .isNotEqualTo(bytes(written("one", SMALL)).get("data/orders.csv.gz"));
    }

    @Test
    void everyFileIsInTheOrderOfTimeWithinThePeriodAndAsLongAsItsCount() throws IOException {
        Path shop = Files.createDirectory(folder.resolve("shop"));
        Written written = ShopSimulation.write(shop, SMALL);
        assertThat(written.rows()).hasSize(7);
        for (Map.Entry<String, Long> file : written.rows().entrySet()) {
            Table table = Table.read(shop.resolve("data").resolve(file.getKey()));
            assertThat(table.rows()).as(file.getKey()).hasSize(Math.toIntExact(file.getValue()));
            List<String> times = table.rows().stream()
                    .map(List::getFirst)
                    .filter(time -> time.startsWith("20"))
                    .toList();
            assertThat(times).isSorted();
            assertThat(times.getFirst()).isGreaterThanOrEqualTo("2024-10-01");
            assertThat(times.getLast()).isLessThan("2025-01-29");
        }
        assertThat(Table.read(shop.resolve("truth/broken_rows.csv")).rows()).hasSize(Math.toIntExact(written.broken()));
    }

    @Test
    void anOrderComesToTheSumOfItsLines() throws IOException {
        Table orders = Table.read(written("sums", SMALL).resolve("data/orders.csv.gz"));
        Map<String, BigDecimal> lines = new HashMap<>();
        orders.of("purchase")
                .filter(row -> !orders.get(row, "unit_price").equals("12.5O"))
                .forEach(row -> lines.merge(
                        orders.get(row, "order_id"), new BigDecimal(orders.get(row, "amount")), BigDecimal::add));
        Map<String, BigDecimal> totals = new HashMap<>();
        orders.of("order")
                .forEach(row -> totals.put(orders.get(row, "order_id"), new BigDecimal(orders.get(row, "total"))));
        assertThat(totals).hasSizeGreaterThan(100).isEqualTo(lines);
    }

    @Test
    void twiceTheCustomersAreAboutTwiceTheRows() throws IOException {
        long once = ShopSimulation.write(Files.createDirectory(folder.resolve("once")), SMALL.withCustomers(300))
                .total();
        long twice = ShopSimulation.write(Files.createDirectory(folder.resolve("twice")), SMALL.withCustomers(600))
                .total();
        assertThat(twice / (double) once).isBetween(1.8, 2.2);
    }

    @Test
    void whatCannotBeSimulatedIsRefused() {
        assertThatThrownBy(() -> SMALL.withCustomers(0)).hasMessageContaining("(0)");
        assertThatThrownBy(() -> new Options(1, 1, SMALL.firstDay(), 0)).hasMessageContaining("days (0)");
    }
}

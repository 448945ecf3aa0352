package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The verbs on a small workspace of one's own, begun with `init`.
class MainTest {
    private static final String ORDERS = """
            order,customer,item,quantity,price,time
            A1,ann,tea,2,4.50,2026-01-05 10:00:00
            A1,ann,cup,1,12.00,2026-01-05 10:00:00
            A2,bob,tea,1,4.50,2026-02-07 18:30:00
            A3,ann,tea,4,4.25,2026-02-20 09:15:00
            A3,ann,tea,-1,4.25,2026-02-25 09:15:00
            A4,,cup,1,12.00,2026-02-26 11:00:00
            A5,bob,cup,many,12.00,2026-02-27 11:00:00
            """;

    @TempDir
    private Path folder = Path.of("");

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    private Path shop() throws IOException {
        Path shop = folder.resolve("tea-shop");
        assertThat(run("init", shop.toString(), "--zone", "Asia/Shanghai", "--currency", "CNY")
                        .code())
                .isZero();
        Files.writeString(shop.resolve("data/orders.csv"), ORDERS);
        return shop;
    }

    @Test
    void aNewWorkspaceImportsItsFirstOrdersAndTellsWhatBecameOfEachRow() throws IOException {
        Path shop = shop();
        Ran imported = run("import", "-w", shop.toString(), "--json");
        assertThat(imported.code()).isZero();
        JsonNode report = JsonMapper.shared().readTree(imported.out()).get(0);
        assertThat(report.get("rows").asLong()).isEqualTo(7);
        assertThat(report.get("kept").toString())
                .contains("\"name\":\"purchase\",\"count\":5,\"anonymous\":1")
                .contains("\"name\":\"return\",\"count\":1");
        assertThat(report.get("quarantined").toString()).contains("bad_value:quantity");
        assertThat(report.get("derived").toString()).contains("\"name\":\"order\",\"count\":4,\"anonymous\":1");
    }

    @Test
    void anOrderThatGainsALineInALaterFileIsRefusedInsteadOfCountedTwice() throws IOException {
        String shop = shop().toString();
        run("import", "-w", shop);
        Files.writeString(Path.of(shop, "data/orders.csv"), ORDERS + "A2,bob,cup,1,12.00,2026-02-07 18:30:00\n");
        Ran again = run("import", "-w", shop);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).startsWith("SPLIT_GROUPS").contains("(order)").contains("(A2)");
        Ran count = run("sql", "-w", shop, "SELECT count(*) AS n FROM events");
        assertThat(count.out()).isEqualTo("n\n10\n");
    }

    @Test
    void moreOrdersInALaterFileAreTakenBesideThoseKnownBefore() throws IOException {
        String shop = shop().toString();
        run("import", "-w", shop);
        Files.writeString(Path.of(shop, "data/orders.csv"), ORDERS + "A6,bob,cup,1,12.00,2026-03-07 18:30:00\n");
        assertThat(run("import", "-w", shop).out()).contains("1  order").contains("7 rows");
    }

    @Test
    void theVerbsAnswerInTextAndInJson() throws IOException {
        String shop = shop().toString();
        run("import", "-w", shop);
        assertThat(run("customer", "ann", "-w", shop, "--as-of", "2026-03-01", "--json")
                        .out())
                .contains("\"orders\" : \"2\"")
                .contains("\"spend\" : \"38.00\"");
        assertThat(run("segments", "-w", shop, "--as-of", "2026-03-01").out()).contains("lifecycle:new");
        assertThat(run("refresh", "-w", shop).out()).contains("2 customers");
        assertThat(run("sql", "-w", shop, "SELECT count(*) AS n FROM events").out())
                .isEqualTo("n\n10\n");
    }

    @Test
    void whatTheUserCanMendIsSaidInOneLineAndEndsWithOne() throws IOException {
        String shop = shop().toString();
        assertThat(run("import", "-w", folder.resolve("nowhere").toString()))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(1))
                .satisfies(ran -> assertThat(ran.err()).startsWith("NOT_A_WORKSPACE"));
        assertThat(run("import", "-w", shop, "order").err())
                .contains("UNKNOWN_SOURCE")
                .contains("(orders)");
        assertThat(run("customer", "zoe", "-w", shop).err())
                .contains("UNKNOWN_CUSTOMER")
                .contains("(zoe)");
        assertThat(run("sql", "-w", shop, "DROP TABLE delta").err()).contains("BAD_SQL");
        assertThat(run("init", shop).err()).contains("NOT_EMPTY");
        assertThat(run("segments", "-w", shop, "--as-of", "yesterday").err()).contains("BAD_DATE");
    }

    @Test
    void aWrongCommandLineEndsWithTwo() {
        assertThat(run("imprt").code()).isEqualTo(2);
        assertThat(run("--help").out()).contains("demo").contains("import");
    }

    @Test
    void askCountsReadsAloudAndNamesTheFirst() throws IOException {
        Path shop = shop();
        assertThat(run("import", "-w", shop.toString()).code()).isZero();
        String[] asked = {"ask", "count(order) >= 2", "-w", shop.toString(), "--as-of", "2026-03-01"};
        Ran ran = run(asked);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines())
                .containsExactly(
                        "1 of 2 customers (50.0 %), as of 2026-03-01: customers who ordered at least 2 times", "ann");
        assertThat(ran.code()).isZero();
        Ran valued = run("ask", "sum(purchase.amount)", "-w", shop.toString(), "--as-of", "2026-03-01", "--json");
        JsonNode spread = JsonMapper.shared().readTree(valued.out());
        assertThat(spread.get("min").asString()).isEqualTo("4.5");
        assertThat(spread.get("max").asString()).isEqualTo("38");
        assertThat(spread.get("known").asInt()).isEqualTo(2);
        Ran gap = run("ask", "median gap(order)", "-w", shop.toString(), "--as-of", "2026-03-01");
        assertThat(gap.out()).contains("1 of 2 customers have a value").contains("median  45.9688 days");
    }

    @Test
    void mistakesAreDrawnUnderTheText() throws IOException {
        Path shop = shop();
        assertThat(run("import", "-w", shop.toString()).code()).isZero();
        Ran ran = run("ask", "count(购买) > 1 and\n  lifecycel = 'lost'", "-w", shop.toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines().toList())
                .startsWith(
                        "count(购买) > 1 and",
                        "      ^^^^",
                        "UNKNOWN_EVENT_TYPE 1:7  There is no event type (购买).  Maybe you meant (purchase).")
                .endsWith(
                        "  lifecycel = 'lost'",
                        "  ^^^^^^^^^",
                        "UNKNOWN_NAME 2:3  There is no tag and no trait (lifecycel).  Maybe you meant (lifecycle).");
    }
}

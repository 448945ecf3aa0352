package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    void aProposedMappingImportsTheFileThatItWasProposedFor() throws IOException {
        Path shop = shop();
        Path file = Files.writeString(shop.resolve("data/tea.csv"), ORDERS.replace("many", "3"));
        JsonNode proposal = JsonMapper.shared()
                .readTree(run("source", "preview", file.toString(), "-w", shop.toString(), "--json")
                        .out());
        Files.delete(shop.resolve("sources/orders.yaml"));
        Files.writeString(
                shop.resolve("sources/tea.yaml"), proposal.get("mapping").asString());
        Files.writeString(shop.resolve("events.yaml"), proposal.get("plan").asString());
        assertThat(proposal.get("findings").toString()).contains("\"customer.column\",\"value\":\"customer\"");
        Ran imported = run("import", "-w", shop.toString(), "--json");
        assertThat(imported.code()).isZero();
        JsonNode report = JsonMapper.shared().readTree(imported.out()).get(0);
        assertThat(report.get("kept").toString()).contains("\"name\":\"purchase\",\"count\":7,\"anonymous\":1");
        assertThat(report.get("quarantined")).isEmpty();
    }

    @Test
    void aMappingIsTriedOnTheFirstRowsBeforeAnythingIsStored() throws IOException {
        String shop = shop().toString();
        Ran tried = run("source", "preview", "--source", "orders", "-w", shop);
        assertThat(tried.code()).isZero();
        assertThat(tried.out())
                .contains("7 rows tried")
                .contains("5  purchase")
                .contains("line 2: purchase at 2026-01-05T02:00:00Z of ann")
                .contains("line 8: ")
                .contains("A5,bob,cup,many");
        assertThat(Path.of(shop, "store")).doesNotExist();
        assertThat(run("source", "preview", "--source", "order", "-w", shop).err())
                .contains("Maybe you meant (orders)");
        assertThat(run("source", "preview").code()).isEqualTo(2);
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
    void whoIsWhoIsShownChangedAndChangedBack() throws IOException {
        String shop = shop().toString();
        run("import", "-w", shop);
        assertThat(run("identity", "link", "ann", "bob", "-w", shop, "--who", "kim", "--why", "married")
                        .out())
                .contains("1 customers, 2 before: 1 made of several")
                .contains("member:ann | member:bob");
        assertThat(run("customer", "bob", "-w", shop, "--as-of", "2026-03-01", "--json")
                        .out())
                .contains("\"orders\" : \"3\"");
        assertThat(run("identity", "show", "-w", shop).out())
                .contains("1 customers of 2 identifiers")
                .contains("kim")
                .contains("married");
        assertThat(run("identity", "undo", "1", "-w", shop, "--json").out()).contains("\"splits\" : 1");
        Files.writeString(Path.of(shop, "identity.yaml"), "kinds: []\nignore:\n  - values: [bob]\n");
        assertThat(run("identity", "preview", "-w", shop).out()).contains("1 nobody's any more");
        assertThat(run("identity", "undo", "9", "-w", shop).err()).contains("UNKNOWN_ENTRY");
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

    private static final String RULES = """
            rules:
              - id: regulars
                title: {en: Regulars, zh: 常客}
                rule: count(order) >= 2
              - id: quiet-regulars
                title: {en: Quiet regulars, zh: 沉寂常客}
                rule: in segment 'regulars' and no order in last 1 hour
            """;

    @Test
    void plansAreShownAppliedAndKept() throws IOException {
        Path shop = shop();
        assertThat(run("import", "-w", shop.toString()).code()).isZero();
        Path rules = shop.resolve("segments/rules.yaml");
        Files.writeString(rules, RULES);
        Ran first = run("apply", "-w", shop.toString(), "--note", "begin");
        assertThat(first.err()).isEmpty();
        assertThat(first.out())
                .startsWith("Nothing to apply")
                .contains("0 to change, 2 as before.")
                .endsWith("Version 1 is in force.\n");
        assertThat(run("segments", "-w", shop.toString()).out().lines())
                .anySatisfy(line -> assertThat(line).startsWith("regulars").contains(" 1 ", "38.00", "Regulars"));

        Files.writeString(rules, RULES.replace(">= 2", ">= 1"));
        assertThat(run("segments", "-w", shop.toString(), "--json").out()).contains("\"rule\" : \"count(order) >= 2\"");
        Ran plan = run("plan", "-w", shop.toString());
        assertThat(plan.code()).isZero();
        assertThat(plan.out())
                .contains("changed  segment regulars")
                .contains("1 in          0 out")
                .contains("- count(order) >= 2\n         + count(order) >= 1")
                .contains("named by quiet-regulars")
                .contains("in:      bob")
                .contains("touched  segment quiet-regulars");
        JsonNode change = JsonMapper.shared()
                .readTree(run("plan", "-w", shop.toString(), "--json").out())
                .get("changes")
                .get(0);
        assertThat(change.get("id").asString()).isEqualTo("regulars");
        assertThat(change.get("kind").asString()).isEqualTo("changed");
        assertThat(change.get("in").asInt()).isOne();
        assertThat(change.get("touched").get(0).asString()).isEqualTo("quiet-regulars");
        JsonNode applied = JsonMapper.shared()
                .readTree(run("apply", "-w", shop.toString(), "--json").out());
        assertThat(applied.get("version").asInt()).isEqualTo(2);
        assertThat(run("segments", "-w", shop.toString(), "--json").out()).contains("\"rule\" : \"count(order) >= 1\"");
    }

    @Test
    void everyMistakeOfAPlanIsToldAndNothingIsApplied() throws IOException {
        Path shop = shop();
        Path rules = shop.resolve("segments/rules.yaml");
        Files.writeString(rules, RULES);
        assertThat(run("apply", "-w", shop.toString()).code()).isZero();
        Files.writeString(rules, RULES.replace("count(order)", "count(ordre)").replace("no order", "no odrer"));
        Ran ran = run("apply", "-w", shop.toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("segment regulars  UNKNOWN_EVENT_TYPE 1:7")
                .contains("segment quiet-regulars  UNKNOWN_EVENT_TYPE 1:")
                .doesNotContain("in force");
        assertThat(run("plan", "-w", shop.toString(), "--json").code()).isEqualTo(1);
        assertThat(run("sql", "-w", shop.toString(), "SELECT max(version) AS n FROM definition_version")
                        .out())
                .isEqualTo("n\n1\n");
    }

    @Test
    void whySaysWhatCountedWhatWouldFlipItAndWhatIsNearest() throws IOException {
        Path shop = shop();
        Files.writeString(shop.resolve("segments/rules.yaml"), RULES);
        assertThat(run("import", "-w", shop.toString()).code()).isZero();
        Ran in = why(shop, "ann", "regulars", "2026-03-01");
        assertThat(in.code()).isZero();
        assertThat(in.err()).isEmpty();
        assertThat(in.out().lines().map(line -> line.replaceFirst("[0-9a-f]{8}-.*", "ID")))
                .containsExactly(
                        "ann is in regulars, as of 2026-03-01: customers who ordered at least 2 times",
                        "True: they ordered at least 2 times (2 events up to 1 March 2026).",
                        "It would not hold without 1 event that counted.",
                        "Without the event marked * it would be out.",
                        "Events that counted: 2",
                        "  2026-02-20 09:15:00  order                ID",
                        "* 2026-01-05 10:00:00  order                ID");
        assertThat(why(shop, "bob", "regulars", "2026-03-01").out())
                .startsWith("bob is not in regulars, as of 2026-03-01")
                .contains("\nOne more order would be enough.\n")
                .contains("\nNo events taken away would change it.\n");
        assertThat(why(shop, "ann", "quiet-regulars", "2026-03-01").out())
                .contains("One more order would end it. It would stay so until 1 March 2026, 01:00");
        assertThat(why(shop, "bob", "rfm_class:important_value", "2026-03-01").out())
                .contains("False: their RFM class is champions (now general_win_back).")
                .contains("None of the single changes that were tried would flip it.");
        assertThat(why(shop, "ann", "regulars", "2026-01-01").out())
                .contains("2 more orders would be enough.")
                .endsWith("No event counted.\n");
        assertThat(why(shop, "ann", "regulars", "2026-03-01", "--limit", "1").out())
                .contains("2026-02-20")
                .doesNotContain("2026-01-05")
                .endsWith("(more; see --limit)\n");
    }

    private static Ran why(Path shop, String customer, String segment, String asOf, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("why", customer, segment, "-w", shop.toString(), "--as-of", asOf));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void whyAnswersInJsonAndNamesTheNearestOfAMistypedSegment() throws IOException {
        Path shop = shop();
        Files.writeString(shop.resolve("segments/rules.yaml"), RULES);
        assertThat(run("import", "-w", shop.toString()).code()).isZero();
        JsonNode why = JsonMapper.shared()
                .readTree(why(shop, "ann", "lifecycle:new", "2026-03-01", "--json")
                        .out());
        assertThat(why.get("in").asBoolean()).isFalse();
        assertThat(why.get("aloud").get("zh").asString()).isEqualTo("生命周期为“新客”的客户");
        assertThat(why.get("why").get("parts").get(0).get("value").asString()).isEqualTo("active");
        assertThat(why.get("cited").get(0).get("at").asString()).isEqualTo("2026-02-20T09:15:00+08:00");
        assertThat(why.get("without").toString()).isEqualTo("{\"events\":[1],\"certain\":true}");
        assertThat(why.get("change").get("kind").asString()).isEqualTo("fewer");
        Ran unknown = why(shop, "ann", "regular", "2026-03-01");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err())
                .isEqualTo("UNKNOWN_SEGMENT  There is no segment (regular).  Maybe you meant (regulars).\n");
        assertThat(why(shop, "zoe", "regulars", "2026-03-01").err()).startsWith("UNKNOWN_CUSTOMER");
        assertThat(run("why", "ann", "-w", shop.toString()).code()).isEqualTo(2);
    }

    @Test
    void whyIsToldInChineseOnAChineseTerminal() throws IOException {
        Path shop = shop();
        Files.writeString(shop.resolve("segments/rules.yaml"), RULES);
        assertThat(run("import", "-w", shop.toString()).code()).isZero();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        try {
            assertThat(why(shop, "ann", "regulars", "2026-03-01").out())
                    .startsWith("截至 2026-03-01，ann 在 regulars 中：下单至少 2 次的客户\n")
                    .contains("\n去掉带 * 的事件，便不在其中。\n计入的事件：2 个\n");
            assertThat(why(shop, "bob", "regulars", "2026-03-01").out())
                    .startsWith("截至 2026-03-01，bob 不在 regulars 中：")
                    .contains("\n去掉任何事件都不会改变结果。\n");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aMendedMappingTakesItsRowsOutOfQuarantineAndRecountsTheirOrders() throws IOException {
        Path shop = shop();
        run("import", "-w", shop.toString());
        Path mapping = shop.resolve("sources/orders.yaml");
        Files.writeString(
                mapping,
                Files.readString(mapping)
                        .replace(
                                "\nrules:",
                                "\nclean: [{rule: words, title: {en: W, zh: 词}, column: quantity, action: map, values: {many: \"12\"}, otherwise: keep}]\nrules:"));
        assertThat(run("plan", "-w", shop.toString()).out()).contains("since the imports of: orders");
        Ran planned = run("source", "plan", "-w", shop.toString());
        assertThat(planned.out())
                .contains("1  set aside today, become events")
                .contains("bad_value:quantity → purchase")
                .contains("A5,bob,cup,many");
        assertThat(run("sql", "-w", shop.toString(), "SELECT count(*) AS n FROM events")
                        .out())
                .isEqualTo("n\n10\n");
        Ran replayed = run("source", "replay", "-w", shop.toString());
        assertThat(replayed.code()).as(replayed.err()).isZero();
        assertThat(run("sql", "-w", shop.toString(), "SELECT count(*) AS n FROM events")
                        .out())
                .isEqualTo("n\n12\n");
        assertThat(run("source", "replay", "--whole", "-w", shop.toString(), "--json")
                        .code())
                .isZero();
        assertThat(run("source", "plan", "-w", shop.toString()).out()).contains("Nothing has changed");
        assertThat(run("import", "-w", shop.toString()).out()).contains("known before 7 rows");
    }
}

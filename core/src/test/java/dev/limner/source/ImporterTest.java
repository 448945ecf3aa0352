package dev.limner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.identity.Customers;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.source.EventSink.QuarantinedRow;
import dev.limner.source.MemorySink.Kept;
import dev.limner.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ImporterTest {
    private static final List<String> COLUMNS = List.of("Time", "Member", "Order", "Item", "Pieces", "Price", "Note");
    private static final String TIME = "2024-03-01 10:00";
    private static final String HEAD = """
            source: till
            title: {en: Till, zh: 收银}
            file: till.csv
            format: {delimiter: ",", encoding: UTF-8}
            zone: America/New_York
            customer: {column: Member, kind: member}
            time: {column: Time, pattern: "yyyy-MM-dd HH:mm"}
            """;
    private static final String RULES = """
            rules:
              - {rule: test_order, title: {en: Test, zh: 测试}, when: {Order: {starts_with: T}}, set_aside: true}
              - rule: returned
                title: {en: Returned, zh: 退货}
                when: {Pieces: {at_most: -1}}
                event: return
                properties: {order: Order, pieces: {column: Pieces, negate: true}}
              - rule: sold
                title: {en: Sold, zh: 销售}
                when: {Pieces: {at_least: 1}}
                event: purchase
                properties:
                  order: Order
                  item: Item
                  pieces: Pieces
                  price: Price
                  amount: {product: [Pieces, Price]}
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final Customers customers = new Customers();
    private final MemorySink sink = new MemorySink();

    @BeforeEach
    void aFileOfAnyContent() throws IOException {
        Files.writeString(folder.resolve("till.csv"), "");
    }

    private static TrackingPlan plan() {
        Map<String, TrackingPlan.File.PropertyEntry> properties = new LinkedHashMap<>();
        Map.of("order", ValueType.TEXT, "item", ValueType.TEXT, "pieces", ValueType.INTEGER)
                .forEach((name, type) -> properties.put(name, property(type)));
        Map.of("price", ValueType.MONEY, "amount", ValueType.MONEY, "weight", ValueType.NUMBER)
                .forEach((name, type) -> properties.put(name, property(type)));
        Map.of("gift", ValueType.BOOLEAN, "day", ValueType.DATE, "moment", ValueType.INSTANT, "marks", ValueType.LIST)
                .forEach((name, type) -> properties.put(name, property(type)));
        List<String> all = List.copyOf(properties.keySet());
        Words title = new Words("title", "标题");
        return new TrackingPlan(new TrackingPlan.File(
                Map.of(
                        "purchase", new TrackingPlan.File.TypeEntry(title, all),
                        "return", new TrackingPlan.File.TypeEntry(title, all)),
                properties));
    }

    private static TrackingPlan.File.PropertyEntry property(ValueType type) {
        return new TrackingPlan.File.PropertyEntry(type, new Words("title", "标题"), null);
    }

    private static Mapping mapping(String yaml) {
        return YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .readValue(yaml, Mapping.class);
    }

    private LoadReport run(String yaml, MemoryRows rows) {
        return run(yaml, rows, new Work());
    }

    private LoadReport run(String yaml, MemoryRows rows, Work work) {
        return new Importer(mapping(yaml), plan(), customers, rows).run(folder.resolve("till.csv"), sink, work);
    }

    private static List<String> row(String order, String pieces, String price) {
        return List.of(TIME, "m1", order, "tea", pieces, price, "");
    }

    @Test
    void columnsThatBearThePropertiesNamesGiveThemWhereTheRuleWantsSoAndDoesNotSayOtherwise() {
        String rules = """
                rules:
                  - rule: sold
                    title: {en: Sold, zh: 销售}
                    event: purchase
                    like_named: true
                    properties: {order: {constant: W1}}
                """;
        MemoryRows rows = MemoryRows.of(
                List.of("Time", "Member", "order", "item", "pieces", "colour"),
                List.of(List.of(TIME, "m1", "A1", "tea", "3", "green")));
        run(HEAD + rules, rows);
        assertThat(sink.events())
                .singleElement()
                .extracting(Kept::values)
                .isEqualTo(Map.of("item", "tea", "order", "W1", "pieces", "3"));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static MemoryRows rows(List<String>... rows) {
        return MemoryRows.of(COLUMNS, List.of(rows));
    }

    /// A mapping whose one rule takes every row and reads `Item` as the property.
    private static String only(String property, String value) {
        return HEAD + """
                rules:
                  - {rule: all, title: {en: All, zh: 全部}, event: purchase, properties: {%s: %s}}
                """.formatted(property, value);
    }

    private static List<String> item(String item) {
        return List.of(TIME, "m1", "o1", item, "2", "0.1", "");
    }

    @Test
    void theFirstRuleThatHoldsTakesTheRow() {
        run(HEAD + RULES, rows(row("T1", "5", "1"), row("o2", "-3", "1"), row("o3", "2", "1")));
        assertThat(sink.events()).extracting(Kept::type).containsExactly("return", "purchase");
        assertThat(sink.events().getFirst().values()).containsEntry("pieces", "3");
        assertThat(sink.aside()).extracting(QuarantinedRow::reason).containsExactly("test_order");
    }

    @Test
    void everyRowEndsInExactlyOnePlace() {
        Random random = new Random(11);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String order = (random.nextInt(5) == 0 ? "T" : "o") + i;
            String pieces = List.of("3", "0", "-2", "", "two").get(random.nextInt(5));
            List<String> row = row(order, pieces, List.of("1.5", "", "free").get(random.nextInt(3)));
            rows.add(random.nextInt(7) == 0 ? row.subList(0, 1 + random.nextInt(6)) : row);
        }
        LoadReport report = run(HEAD + RULES, MemoryRows.of(COLUMNS, rows));
        List<Long> lines =
                new ArrayList<>(sink.aside().stream().map(QuarantinedRow::line).toList());
        sink.events()
                .forEach(event -> lines.add(
                        Long.parseLong(event.values().getOrDefault("order", "").substring(1)) + 2));
        assertThat(lines).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(report.rows()).isEqualTo(10_000);
        assertThat(report.kept().stream().mapToLong(LoadReport.Count::count).sum())
                .isEqualTo(sink.events().size())
                .isPositive();
        assertThat(report.quarantined())
                .extracting(LoadReport.Count::name)
                .contains("test_order", "no_rule", "bad_value:Pieces", "bad_value:price", "wrong_number_of_fields");
    }

    @Test
    void rowsKeepTheirOrderOverManyBatches() {
        List<List<String>> rows = IntStream.range(0, 3 * EventBatch.ROOM + 1)
                .mapToObj(i -> row("o" + i, "1", "1"))
                .toList();
        run(HEAD + RULES, MemoryRows.of(COLUMNS, rows));
        assertThat(sink.events())
                .extracting(event -> event.values().get("order"))
                .isEqualTo(rows.stream().map(row -> row.get(2)).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "pieces, 12,                   12",
        "pieces, 12.0,                 12",
        "pieces, -9223372036854775807, -9223372036854775807",
        "price,  3,                    3.0000",
        "price,  -0.00005,             0.0000", // half-even
        "price,  0.00015,              0.0002",
        "price,  0.00025,              0.0002",
        "price,  0.000250000001,       0.0003",
        "price,  1e3,                  1000.0000",
        "price,  99999999999999.9999,  99999999999999.9999",
        "weight, 0.1,                  0.1",
        "weight, -0.0,                 0.0",
        "weight, 1e-320,               1.0E-320",
        "gift,   Y,                    true",
        "gift,   否,                    false",
        "day,    2024-02-29,           2024-02-29",
        "moment, 2024-01-01T00:00:00+05:45, 2023-12-31T18:15:00Z",
        "item,   Zoë’s 茶,              Zoë’s 茶",
    })
    void valuesAreReadExactly(String property, String field, String expected) {
        run(only(property, "Item"), rows(item(field)));
        assertThat(sink.aside()).isEmpty();
        assertThat(sink.events().getFirst().values()).isEqualTo(Map.of(property, expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '/',
            value = {
                "oil-control                        / [\"oil-control\"]",
                "oil-control|matte                  / [\"oil-control\",\"matte\"]",
                "' 哑光 ;; | oil control; '         / [\"哑光\",\"oil control\"]",
                "matte;matte                        / [\"matte\",\"matte\"]",
                "a \"b\", c|d                       / [\"a \\\"b\\\", c\",\"d\"]",
                "[\"matte\", \" oil;control \", \"\"] / [\"matte\",\"oil;control\"]",
                "' [ 7, true, null, \"x\" ] '       / [\"7\",\"true\",\"x\"]",
                "[new]|sale                         / [\"[new]\",\"sale\"]",
            })
    void aListIsReadFromACellWithSeparatorsOrFromAJsonArray(String field, String expected) {
        run(only("marks", "Item"), rows(item(field)));
        assertThat(sink.aside()).isEmpty();
        assertThat(sink.events().getFirst().values()).isEqualTo(Map.of("marks", expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "|", " ; | ", "[]", "[\" \", null]"})
    void aListOfNothingIsMissing(String field) {
        run(only("marks", "Item"), rows(item(field)));
        assertThat(sink.aside()).isEmpty();
        assertThat(sink.events().getFirst().values()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "marks,  '[matte]'",
        "marks,  '[\"matte\"] [\"new\"]'",
        "marks,  '[[\"matte\"]]'",
        "marks,  '[{\"a\": 1}]'",
        "pieces, 1.5",
        "pieces, ten",
        "pieces, 9223372036854775808",
        "pieces, ' 1'",
        "price,  '1,50'",
        "price,  £3",
        "price,  100000000000000",
        "price,  1e999999999",
        "price,  1e-999999999",
        "weight, NaN",
        "weight, Infinity",
        "weight, 1e400",
        "weight, 2.5f",
        "weight, 0x1p3",
        "gift,   maybe",
        "day,    2023-02-29",
        "day,    01.02.2024",
        "moment, 2024-01-01T00:00:00",
    })
    void aValueThatCannotBeReadSetsTheRowAsideWithItsProperty(String property, String field) {
        run(only(property, "Item"), rows(item("not read").subList(0, 2), item(field)));
        assertThat(sink.events()).isEmpty();
        QuarantinedRow row = sink.aside().getLast();
        assertThat(row.reason()).isEqualTo("bad_value:" + property);
        assertThat(row.line()).isEqualTo(3);
        assertThat(row.fields()).isEqualTo(item(field));
    }

    @ParameterizedTest
    @CsvSource({"''", "2024-02-30 10:00", "2024-03-01", "2024-03-01 24:00"})
    void aTimeThatCannotBeReadSetsTheRowAside(String time) {
        run(HEAD + RULES, rows(List.of(time, "m1", "o1", "tea", "1", "1", "")));
        assertThat(sink.events()).isEmpty();
        assertThat(sink.aside()).extracting(QuarantinedRow::reason).containsExactly("bad_value:Time");
    }

    @Test
    void anEmptyFieldIsNoValueRatherThanABadOne() {
        run(only("price", "Item"), rows(item("")));
        assertThat(sink.events().getFirst().values()).isEmpty();
    }

    @Test
    void aProductIsExactAndEmptyWhereAFactorIs() {
        run(only("amount", "{product: [Pieces, Item], negate: true}"), rows(item("0.1"), item("1.00005"), item("")));
        assertThat(sink.events())
                .extracting(event -> event.values().get("amount"))
                .containsExactly("-0.2000", "-2.0001", null);
    }

    @ParameterizedTest
    @CsvSource({"1e999999999", "1e-999999999", "x"})
    void aProductOfWhatIsNoNumberSetsTheRowAside(String factor) {
        run(only("amount", "{product: [Pieces, Item]}"), rows(item(factor)));
        assertThat(sink.aside()).extracting(QuarantinedRow::reason).containsExactly("bad_value:Item");
    }

    @Test
    void aRowWithTooFewOrTooManyFieldsIsSetAsideAsItStands() {
        List<String> few = List.of("just one");
        List<String> many = IntStream.range(0, 8).mapToObj(Integer::toString).toList();
        run(HEAD + RULES, rows(few, many));
        assertThat(sink.aside())
                .extracting(QuarantinedRow::reason)
                .containsExactly("wrong_number_of_fields", "wrong_number_of_fields");
        assertThat(sink.aside()).extracting(QuarantinedRow::fields).containsExactly(few, many);
        assertThat(sink.aside()).extracting(QuarantinedRow::line).containsExactly(2L, 3L);
    }

    @Test
    void cleaningIsCountedAndTheRawValueKept() {
        String clean = """
                clean:
                  - {rule: trimmed, title: {en: Trimmed, zh: 去空格}, column: Item, action: trim}
                  - {rule: collapsed, title: {en: Collapsed, zh: 合并空格}, column: Item, action: collapse_blanks}
                """;
        LoadReport report = run(
                HEAD + clean + only("item", "Item").substring(HEAD.length()),
                rows(item(" green   tea "), item("tea "), item("tea")));
        assertThat(sink.events())
                .extracting(event -> event.values().get("item"))
                .containsExactly("green tea", "tea", "tea");
        assertThat(sink.events().getFirst().rest()).contains("\"raw\":{\"Item\":\" green   tea \"}");
        assertThat(sink.events().getLast().rest()).doesNotContain("raw");
        assertThat(report.mended())
                .containsExactlyInAnyOrder(
                        new LoadReport.Count("trimmed", 2, 0), new LoadReport.Count("collapsed", 1, 0));
    }

    @Test
    void unmappedColumnsGoToTheRest() {
        run(only("item", "Item"), rows(List.of(TIME, "m1", "o1", "tea", "2", "", "with \"love\"")));
        assertThat(sink.events().getFirst().rest())
                .isEqualTo("{\"Order\":\"o1\",\"Pieces\":\"2\",\"Note\":\"with \\\"love\\\"\"}");
    }

    @Test
    void computedColumnsAreUsedLikeThoseOfTheFile() {
        String compute = """
                compute:
                  kind:
                    first:
                      - {when: {Item: {in: [post, fee]}}, constant: service}
                      - {constant: product}
                rules:
                  - {rule: fee, title: {en: Fee, zh: 费用}, when: {kind: {in: [service]}}, set_aside: true}
                  - {rule: sold, title: {en: Sold, zh: 销售}, event: purchase, properties: {item: kind}}
                """;
        run(HEAD + compute, rows(item("post"), item("tea")));
        assertThat(sink.aside()).extracting(QuarantinedRow::reason).containsExactly("fee");
        assertThat(sink.events())
                .extracting(event -> event.values().get("item"))
                .containsExactly("product");
    }

    @Test
    void aColumnNameThatStandsTwiceDoesNotShiftTheComputedOnes() {
        String compute = """
                compute: {kind: {constant: product}}
                rules:
                  - {rule: sold, title: {en: Sold, zh: 销售}, event: purchase, properties: {item: kind}}
                """;
        MemoryRows twice = MemoryRows.of(List.of("Time", "Member", "", ""), List.of(List.of(TIME, "m1", "a", "b")));
        run(HEAD + compute, twice);
        assertThat(sink.events().getFirst().values()).isEqualTo(Map.of("item", "product"));
    }

    @Test
    void aRowWithoutAnIdentifierIsAnonymous() {
        run(
                only("item", "Item"),
                rows(
                        List.of(TIME, "", "o1", "tea", "1", "1", ""),
                        List.of(TIME, "  ", "o1", "tea", "1", "1", ""),
                        List.of(TIME, " m1 ", "o1", "tea", "1", "1", "")));
        assertThat(sink.events())
                .extracting(Kept::customer)
                .containsExactly(EventBatch.ANONYMOUS, EventBatch.ANONYMOUS, 0);
        assertThat(customers.identifier(0)).isEqualTo(new Customers.Identifier("member", "m1"));
    }

    @Test
    void aWholeNumberIsTheSameCustomerHoweverItIsWritten() {
        String whole = only("item", "Item").replace("kind: member}", "kind: member, form: whole_number}");
        List<List<String>> rows = Stream.of("17850", "17850.0", "1.785e4", "17850.5", "x", "1e999999999")
                .map(member -> List.of(TIME, member, "o1", "tea", "1", "1", ""))
                .toList();
        run(whole, MemoryRows.of(COLUMNS, rows));
        assertThat(sink.events()).extracting(Kept::customer).containsExactly(0, 0, 0);
        assertThat(customers.identifier(0).value()).isEqualTo("17850");
        assertThat(sink.aside())
                .extracting(QuarantinedRow::reason)
                .containsExactly("bad_value:Member", "bad_value:Member", "bad_value:Member");
    }

    @Test
    void aRowThatIsSetAsideBringsNoCustomer() {
        run(
                only("price", "Item"),
                rows(
                        List.of(TIME, "nobody", "o1", "dear", "1", "1", ""),
                        List.of(TIME, "somebody", "o1", "3", "1", "1", "")));
        assertThat(customers.size()).isEqualTo(1);
        assertThat(customers.identifier(0).value()).isEqualTo("somebody");
    }

    @Test
    void equalRowsHaveEqualFingerprintsAndOthersDiffer() {
        run(
                HEAD + RULES,
                rows(
                        row("T1", "1", "2"),
                        row("T1", "1", "2"),
                        row("T1", "12", ""),
                        row("T1", "1", "2").subList(0, 6)));
        List<QuarantinedRow> aside = sink.aside();
        assertThat(aside.get(1).idHigh()).isEqualTo(aside.get(0).idHigh());
        assertThat(aside.get(1).idLow()).isEqualTo(aside.get(0).idLow());
        assertThat(aside.stream().map(QuarantinedRow::idHigh).distinct()).hasSize(3);
    }

    @Test
    void aCancelMidwayLeavesSinkAndCustomersAsBefore() {
        customers.number("member", "old");
        Work work = new Work();
        List<List<String>> many = IntStream.range(0, 20_000)
                .mapToObj(i -> List.of(TIME, "m" + i, "o1", "tea", "1", "1", ""))
                .toList();
        MemoryRows rows = MemoryRows.of(COLUMNS, many).before(line -> {
            if (line == 10_000) {
                work.cancel();
            }
        });
        assertThatThrownBy(() -> run(HEAD + RULES, rows, work)).isInstanceOf(CancellationException.class);
        assertNothingChanged();
        assertThat(rows.isClosed()).isTrue();
    }

    @Test
    void theReadersFailureIsTheImports() {
        customers.number("member", "old");
        UncheckedIOException torn = new UncheckedIOException(new IOException("the disk is gone"));
        MemoryRows rows = rows(row("o1", "1", "1"), row("o2", "1", "1")).before(line -> {
            if (line == 3) {
                throw torn;
            }
        });
        assertThatThrownBy(() -> run(HEAD + RULES, rows)).isSameAs(torn);
        assertNothingChanged();
    }

    @Test
    void aMappingThatDoesNotFitTheFileIsTaughtWithTheColumns() {
        customers.number("member", "old");
        assertThatThrownBy(() -> run(only("item", "Itm"), rows()))
                .isInstanceOf(UserProblem.class)
                .hasMessageContaining("has no column (Itm).  Its columns are: Time, Member, Order, Item")
                .hasMessageStartingWith("MAPPING_COLUMN_UNKNOWN");
        assertNothingChanged();
        assertThatThrownBy(() -> run(only("pices", "Item"), rows()))
                .hasMessage("UNKNOWN_PROPERTY  purchase has no property (pices).  Maybe you meant (pieces).");
        assertThatThrownBy(() -> run(only("item", "Item").replace("purchase", "purchas"), rows()))
                .hasMessageContaining("Maybe you meant (purchase)");
    }

    private void assertNothingChanged() {
        assertThat(sink.isClosed()).isTrue();
        assertThat(sink.events()).isEmpty();
        assertThat(sink.aside()).isEmpty();
        assertThat(customers.size()).isEqualTo(1);
        assertThat(customers.find("m1")).isNull();
    }

    @Test
    void reasonsAreTitledByTheMappingElseByTheBuiltInTexts() {
        Mapping mapping = mapping(HEAD + RULES);
        assertThat(Reasons.title(mapping, "test_order")).isEqualTo(new Words("Test", "测试"));
        assertThat(Reasons.title(mapping, "bad_value:Price"))
                .isEqualTo(new Words("A value cannot be read: Price", "字段值无法读取：Price"));
        assertThat(Reasons.title(mapping, "no_rule").en()).isEqualTo("No rule of the mapping takes this row");
        assertThat(Reasons.title(mapping, "long_gone")).isEqualTo(new Words("long_gone", "long_gone"));
    }
}

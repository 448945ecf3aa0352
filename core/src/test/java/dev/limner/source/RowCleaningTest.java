package dev.limner.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.identity.Customers;
import dev.limner.problem.Words;
import dev.limner.source.EventSink.QuarantinedRow;
import dev.limner.source.LoadReport.Count;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

class RowCleaningTest {
    private static final List<String> COLUMNS = List.of("Time", "Member", "Phone", "Birth", "Address", "Agent");
    private static final String HEAD = """
            source: register
            title: {en: Register, zh: 登记}
            file: register.csv
            format: {delimiter: ",", encoding: UTF-8}
            zone: Asia/Shanghai
            customer: {column: Member, kind: member}
            time: {column: Time, pattern: "yyyy-MM-dd HH:mm:ss"}
            rules:
              - rule: visit
                title: {en: Visit, zh: 访问}
                event: visit
                properties: {phone: Phone, birth: Birth, REGION}
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final MemorySink sink = new MemorySink();

    private static TrackingPlan plan() {
        Map<String, TrackingPlan.File.PropertyEntry> properties = new LinkedHashMap<>();
        for (String name : List.of("phone", "birth", "region")) {
            properties.put(name, new TrackingPlan.File.PropertyEntry(ValueType.TEXT, new Words(name, name), null));
        }
        return new TrackingPlan(new TrackingPlan.File(
                Map.of(
                        "visit",
                        new TrackingPlan.File.TypeEntry(new Words("Visit", "访问"), List.copyOf(properties.keySet()))),
                properties));
    }

    private Mapping mapping(String more) {
        String region = more.contains("into: Region") ? "region: Region" : "region: Address";
        return YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .readValue(HEAD.replace("REGION", region) + more, Mapping.class);
    }

    private LoadReport run(String more, List<List<String>> rows) throws IOException {
        Files.writeString(folder.resolve("register.csv"), "");
        return new Importer(mapping(more), plan(), new Customers(), MemoryRows.of(COLUMNS, rows))
                .run(folder.resolve("register.csv"), sink, new Work());
    }

    private static List<String> row(String phone, String birth, String address, String agent) {
        return List.of("2024-03-05 10:00:00", "m1", phone, birth, address, agent);
    }

    private static String phones(String otherwise) {
        return """
                clean:
                  - {rule: phones, title: {en: Phones, zh: 电话}, column: Phone, action: phone, region: CN%s}
                """.formatted(otherwise);
    }

    @Test
    void anImpossibleValueGoesWhereTheRuleSaysAndIsCounted() throws IOException {
        List<List<String>> rows = List.of(row("13800138000", "", "", ""), row("12", "", "", ""), row("", "", "", ""));
        LoadReport quarantine = run(phones(""), rows);
        assertThat(sink.aside()).extracting(QuarantinedRow::reason).containsExactly("bad_value:Phone");
        assertThat(quarantine.mended()).containsExactly(new Count("phones", 1, 0));
        LoadReport missing = run(phones(", otherwise: missing"), rows);
        assertThat(missing.mended())
                .containsExactlyInAnyOrder(new Count("phones", 1, 0), new Count("phones:missing", 1, 0));
        assertThat(sink.events())
                .filteredOn(event -> String.valueOf(event.rest()).contains("\"Phone\":\"12\""))
                .singleElement()
                .satisfies(event -> assertThat(event.values()).doesNotContainKey("phone"));
        LoadReport kept = run(phones(", otherwise: keep"), rows);
        assertThat(kept.mended()).containsExactlyInAnyOrder(new Count("phones", 1, 0), new Count("phones:kept", 1, 0));
    }

    @Test
    void aCleaningIntoAColumnOfItsOwnLeavesTheFirstAsItIs() throws IOException {
        String into = """
                clean:
                  - rule: regions
                    title: {en: Regions, zh: 地区}
                    column: Address
                    into: Region
                    action: address
                    region: CN
                    otherwise: missing
                """;
        run(into, List.of(row("", "", "广东省深圳市南山区", ""), row("", "", "某路", "")));
        assertThat(sink.events().getFirst().values()).isEqualTo(Map.of("region", "440300"));
        assertThat(sink.events().getFirst().rest()).isEqualTo("{\"Address\":\"广东省深圳市南山区\"}");
        assertThat(sink.events().getLast().values()).isEmpty();
    }

    @Test
    void cleaningsRunInTheirOrderAndOnlyAStatedRuleFills() throws IOException {
        String clean = """
                clean:
                  - {rule: filled, title: {en: Filled, zh: 补齐}, column: Birth, action: fill, value: "2000年1月1日"}
                  - {rule: dates, title: {en: Dates, zh: 日期}, column: Birth, action: date, forms: [chinese]}
                  - {rule: from, title: {en: From, zh: 取自}, column: Phone, action: fill, from: Member}
                """;
        LoadReport report = run(clean, List.of(row("", "", "", ""), row("7", "1999年9月9日", "", "")));
        assertThat(sink.events())
                .extracting(event -> event.values().get("birth"))
                .containsExactly("2000-01-01", "1999-09-09");
        assertThat(sink.events())
                .extracting(event -> event.values().get("phone"))
                .containsExactly("m1", "7");
        assertThat(report.mended())
                .contains(new Count("filled", 1, 0), new Count("dates", 2, 0), new Count("from", 1, 0));
        assertThat(sink.events().getFirst().rest()).contains("\"raw\":{\"Birth\":\"\",\"Phone\":\"\"}");
    }

    @Test
    void machinesAndTestUsersAreLeftOutByRuleAndCounted() throws IOException {
        String leaveOut = """
                leave_out:
                  - {rule: bots, title: {en: Machines, zh: 爬虫}, column: Agent, contains: [bot, spider]}
                  - {rule: tests, title: {en: Test users, zh: 测试用户}, column: Member, starts_with: [test_], in: [nobody]}
                """;
        List<List<String>> rows = List.of(
                row("1", "", "", "Mozilla/5.0"),
                row("2", "", "", "ExampleBot/2.1"),
                List.of("2024-03-05 10:00:00", "TEST_7", "3", "", "", ""),
                List.of("2024-03-05 10:00:00", "nobody", "4", "", "", ""),
                List.of("2024-03-05 10:00:00", "nobody-else", "5", "", "", ""));
        LoadReport report = run(leaveOut, rows);
        assertThat(sink.events())
                .extracting(event -> event.values().get("phone"))
                .containsExactly("1", "5");
        assertThat(report.quarantined()).containsExactlyInAnyOrder(new Count("bots", 1, 0), new Count("tests", 2, 0));
        assertThat(Reasons.title(mapping(leaveOut), "bots")).isEqualTo(new Words("Machines", "爬虫"));
    }

    @Test
    void whoeverIsFasterThanAPersonIsLeftOutBeyondTheStatedRate() throws IOException {
        String leaveOut = """
                leave_out:
                  - {rule: fast, title: {en: Too fast, zh: 过快}, column: Member, at_most: 30, per_seconds: 60}
                """;
        List<List<String>> rows = IntStream.range(0, 240)
                .mapToObj(i -> List.of(
                        "2024-03-05 10:%02d:%02d".formatted(i / 60, i % 60),
                        i % 2 == 0 ? "even" : "m" + i / 60,
                        "",
                        "",
                        "",
                        ""))
                .toList();
        // two visitors a minute, each every second second: exactly 30 in each minute, which is allowed
        assertThat(run(leaveOut, rows).quarantined()).isEmpty();
        LoadReport report = run(leaveOut.replace("30", "25"), rows);
        assertThat(report.quarantined()).containsExactly(new Count("fast", 4 * 2 * 5, 0));
    }

    @Test
    void countsAreTitledByTheirRuleAndByWhatBecameOfTheValue() {
        Mapping mapping = mapping(phones(""));
        assertThat(Reasons.countTitle(mapping, "phones")).isEqualTo(new Words("Phones", "电话"));
        assertThat(Reasons.countTitle(mapping, "phones:missing"))
                .isEqualTo(new Words("Phones: impossible, left out", "电话：不可能的值，已留空"));
        assertThat(Reasons.countTitle(mapping, "gone:missing").en()).isEqualTo("gone:missing");
    }
}

package dev.limner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.identity.Customers;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.source.MemorySink.Kept;
import dev.limner.source.PeopleWithErrors.Person;
import dev.limner.source.PeopleWithErrors.Truth;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

class MendingTest {
    /// A made-up number, with the check character that the standard's own example has.
    private static final String NUMBER = "11010519491231002X";

    private static final String HEAD = """
            source: register
            title: {en: Register, zh: 登记}
            file: register.csv
            format: {delimiter: ",", encoding: UTF-8}
            zone: Asia/Shanghai
            customer: {column: Member, kind: member}
            time: {column: Time, pattern: "yyyy-MM-dd HH:mm"}
            rules:
              - rule: member
                title: {en: Member, zh: 会员}
                event: traits
                properties: {number: Id, birth_date: Birth, age: Age, gender: Gender}
            """;
    private static final String MEND = """
            mend:
              - rule: by_number
                title: {en: Mended by the identity number, zh: 按身份证号修正}
                identity: Id
                birth_date: Birth
                age: Age
                gender: Gender
                genders: {male: 男, female: 女}
                trust: [identity, birth_date, age, gender]
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final MemorySink sink = new MemorySink();

    private static TrackingPlan plan() {
        Map<String, TrackingPlan.File.PropertyEntry> properties = new LinkedHashMap<>();
        Map.of(
                        "number",
                        ValueType.TEXT,
                        "birth_date",
                        ValueType.DATE,
                        "age",
                        ValueType.INTEGER,
                        "gender",
                        ValueType.TEXT)
                .forEach((name, type) ->
                        properties.put(name, new TrackingPlan.File.PropertyEntry(type, new Words(name, name), null)));
        return new TrackingPlan(new TrackingPlan.File(
                Map.of(
                        "traits",
                        new TrackingPlan.File.TypeEntry(new Words("Traits", "属性"), List.copyOf(properties.keySet()))),
                properties));
    }

    private LoadReport run(String yaml, List<List<String>> rows) throws IOException {
        Files.writeString(folder.resolve("register.csv"), "");
        Mapping mapping = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .readValue(yaml, Mapping.class);
        return new Importer(mapping, plan(), new Customers(), MemoryRows.of(PeopleWithErrors.COLUMNS, rows))
                .run(folder.resolve("register.csv"), sink, new Work());
    }

    private Map<String, String> mended(String yaml, String number, String birth, String age, String gender)
            throws IOException {
        run(yaml, List.of(List.of("2020-01-01 10:00", "m1", number, birth, age, gender)));
        return sink.events().getLast().values();
    }

    private String rest() {
        return String.valueOf(sink.events().getLast().rest());
    }

    @ParameterizedTest
    @CsvSource({
        // number              birth       age  ->  birth       age
        "11010519491231002X, 1949-12-31, 70, 1949-12-31, 70", // nothing to mend
        "11010519491231002X, 1949-12-31, 60, 1949-12-31, 70", // the age contradicts
        "11010519491231002X, 1949-12-13, 70, 1949-12-31, 70", // the birth date contradicts
        "11010519491231002X, 1984-02-03, 60, 1949-12-31, 70", // both contradict, and each other
        "11010519491231002X, 1984-02-03, 35, 1984-02-03, 35", // both contradict it together: it is outvoted
        "110105194912310021, 1949-12-31, 60, 1949-12-31, 70", // a wrong check character: the birth date tells the age
        "110105194912310021, 1984-02-03, 35, 1984-02-03, 35", // and the number tells nothing
        "110105491231002,    1984-02-03, 60, 1984-02-03, 35", // an old number changes nothing
        "110105491231002,    1984-02-03, 70, 1984-02-03, 70", // where it speaks for the age, nothing can be told
        "'',                 1984-02-03, 60, 1984-02-03, 35",
    })
    void theStrongerEvidenceCorrectsTheWeaker(String number, String birth, String age, String thenBirth, String thenAge)
            throws IOException {
        Map<String, String> values = mended(HEAD + MEND, number, birth, age, "女");
        assertThat(values).containsEntry("birth_date", thenBirth).containsEntry("age", thenAge);
    }

    @Test
    void theSequenceOfASoundNumberTellsTheGender() throws IOException {
        assertThat(mended(HEAD + MEND, NUMBER, "1949-12-31", "70", "男")).containsEntry("gender", "女");
        assertThat(mended(HEAD + MEND, "110105194912310021", "1949-12-31", "70", "男"))
                .containsEntry("gender", "男");
    }

    @Test
    void aMendedValueKeepsItsRawValueItsRuleAndItsEvidence() throws IOException {
        mended(HEAD + MEND, NUMBER, "1949-12-13", "60", "女");
        assertThat(rest())
                .contains("\"raw\":{\"Birth\":\"1949-12-13\",\"Age\":\"60\"}")
                .contains("{\"rule\":\"by_number\",\"column\":\"Age\",\"property\":\"age\",\"value\":\"70\","
                        + "\"evidence\":\"Id\",\"reads\":\"1949-12-31\"}");
    }

    @Test
    void aSuspectNumberIsMarkedOrLeftOutOrSetsTheRowAsideAsTheRuleSays() throws IOException {
        String wrong = "110105194912310021";
        assertThat(mended(HEAD + MEND, wrong, "1949-12-31", "70", "女")).containsEntry("number", wrong);
        assertThat(rest()).contains("\"suspect\":\"check_digit\"");
        assertThat(mended(HEAD + MEND + "    suspect: missing\n", wrong, "1949-12-31", "70", "女"))
                .doesNotContainKey("number");
        assertThat(rest()).contains(wrong);
        LoadReport report = run(
                HEAD + MEND + "    suspect: quarantine\n",
                List.of(List.of("2020-01-01 10:00", "m1", wrong, "1949-12-31", "70", "女")));
        assertThat(sink.aside()).extracting(EventSink.QuarantinedRow::reason).containsExactly("by_number");
        assertThat(report.rows()).isEqualTo(1);
    }

    @Test
    void emptyFieldsAreFilledOnlyWhereTheRuleSaysSo() throws IOException {
        assertThat(mended(HEAD + MEND, NUMBER, "", "", "")).containsOnlyKeys("number");
        assertThat(mended(HEAD + MEND + "    fill: true\n", NUMBER, "", "", ""))
                .isEqualTo(Map.of("number", NUMBER, "birth_date", "1949-12-31", "age", "70", "gender", "女"));
    }

    @Test
    void whatIsTrustedMoreIsTheRulesToSay() throws IOException {
        String dateFirst = MEND.replace("[identity, birth_date, age, gender]", "[birth_date, identity, gender, age]");
        assertThat(mended(HEAD + dateFirst, NUMBER, "1984-02-03", "60", "女"))
                .containsEntry("birth_date", "1984-02-03")
                .containsEntry("age", "35");
        assertThat(rest()).contains("\"suspect\":\"outvoted\"");
        assertThatThrownBy(() -> run(HEAD + MEND.replace(", gender]", "]"), List.of()))
                .rootCause()
                .isInstanceOf(UserProblem.class)
                .hasMessageContaining("trust must list each of its columns once");
    }

    @Test
    void theAgeIsThatOfTheRowsLocalDay() throws IOException {
        // the day before the birthday, and the birthday, in Shanghai
        run(
                HEAD + MEND,
                List.of(
                        List.of("2019-12-30 23:59", "m1", NUMBER, "1949-12-31", "5", "女"),
                        List.of("2019-12-31 00:00", "m1", NUMBER, "1949-12-31", "5", "女")));
        assertThat(sink.events()).extracting(event -> event.values().get("age")).containsExactly("69", "70");
    }

    /// 20,000 people with the errors that [PeopleWithErrors] states.
    @Test
    void atLeast98PercentAreRightAfterMendingAndHardlyAnythingRightIsMadeWrong() throws IOException {
        List<Person> people = PeopleWithErrors.of(20_000, PeopleWithErrors.SEED);
        LoadReport report = run(HEAD + MEND, people.stream().map(Person::row).toList());
        assertThat(sink.events()).hasSize(people.size());
        int[] before = new int[4];
        int[] after = new int[4];
        int spoilt = 0;
        int rowsRight = 0;
        for (int i = 0; i < people.size(); i++) {
            List<String> written = people.get(i).row().subList(2, 6);
            List<String> truth = values(people.get(i).truth());
            List<@Nullable String> now = values(sink.events().get(i));
            rowsRight += now.subList(1, 4).equals(truth.subList(1, 4)) ? 1 : 0;
            for (int value = 0; value < 4; value++) {
                boolean was = written.get(value).equals(truth.get(value));
                boolean is = truth.get(value).equals(now.get(value));
                before[value] += was ? 1 : 0;
                after[value] += is ? 1 : 0;
                spoilt += was && !is ? 1 : 0;
            }
        }
        double size = people.size();
        // the mix is as stated: within four standard deviations of a binomial count
        assertThat(1 - before[0] / size).isBetween(0.016, 0.024);
        assertThat(1 - before[1] / size).isBetween(0.025, 0.035);
        assertThat(1 - before[2] / size).isBetween(0.0915, 0.1085);
        assertThat(after[1] / size).as("birth dates").isGreaterThanOrEqualTo(0.98);
        assertThat(after[2] / size).as("ages").isGreaterThanOrEqualTo(0.98);
        assertThat(after[3] / size).as("genders").isGreaterThanOrEqualTo(0.98);
        assertThat(rowsRight / size).as("rows with all three right").isGreaterThanOrEqualTo(0.98);
        assertThat((after[0] + after[1] + after[2] + after[3]) / (4 * size))
                .as("all values, wrong numbers included, which nothing can mend")
                .isGreaterThanOrEqualTo(0.98);
        assertThat(spoilt / (4 * size)).as("right values made wrong").isLessThanOrEqualTo(0.001);
        assertThat(report.mended())
                .extracting(LoadReport.Count::name)
                .containsExactlyInAnyOrder("by_number", "by_number:suspect");
    }

    private static List<String> values(Truth truth) {
        return List.of(truth.number(), truth.birth().toString(), Integer.toString(truth.age()), truth.gender());
    }

    private static List<@Nullable String> values(Kept event) {
        return Arrays.asList(
                event.values().get("number"),
                event.values().get("birth_date"),
                event.values().get("age"),
                event.values().get("gender"));
    }
}

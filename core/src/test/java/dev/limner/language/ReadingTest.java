package dev.limner.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.event.TrackingPlan;
import dev.limner.problem.Words;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Expressions are read aloud in both languages, and two that differ never read the same.
class ReadingTest {
    private static final Glossary PLAN = Glossary.of(
            new TrackingPlan(read(Workspace.class, "events.yaml", new TypeReference<TrackingPlan.File>() {})));
    private static final Glossary SHOP = PLAN.withTags(
                    Map.of(
                            "age", new Words("Age", "年龄"),
                            "industry", new Words("Industry", "行业"),
                            "staff", new Words("Number of staff", "员工数"),
                            "contact_role", new Words("Role of the contact", "联系人角色"),
                            "lifecycle", new Words("Lifecycle", "生命周期"),
                            "value_tier", new Words("Value tier", "价值分层")),
                    Map.of(
                            "lifecycle", Map.of("dormant", new Words("Dormant", "沉睡")),
                            "value_tier", Map.of("head", new Words("Head", "头部"))))
            .withSegments(Map.of("vip", new Words("VIP customers", "贵宾")));

    record Golden(String expr, String en, String zh) {}

    static List<Golden> goldens() {
        return read(ReadingTest.class, "readings.yaml", new TypeReference<List<Golden>>() {});
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void anExampleReadsAsAPersonWouldSayIt(Golden golden) {
        assertThat(aloud(golden.expr(), SHOP)).isEqualTo(new Words(golden.en(), golden.zh()));
    }

    @Test
    void everyExampleOfTheLanguageIsAmongTheReadings() {
        assertThat(goldens()).extracting(Golden::expr).containsAll(lines("examples.txt"));
    }

    static List<Glossary> glossaries() {
        return List.of(Glossary.EMPTY, PLAN, SHOP);
    }

    @ParameterizedTest
    @MethodSource("glossaries")
    void expressionsThatDifferReadDifferently(Glossary glossary) {
        Map<String, Expr> english = new HashMap<>();
        Map<String, Expr> chinese = new HashMap<>();
        varied().forEach(text -> {
            Expr expr = Parser.parse(text).orThrow();
            Words words = Reading.aloud(expr, glossary);
            assertThat(english.merge(words.en(), expr, (first, _) -> first))
                    .as(words.en())
                    .isEqualTo(expr);
            assertThat(chinese.merge(words.zh(), expr, (first, _) -> first))
                    .as(words.zh())
                    .isEqualTo(expr);
        });
        assertThat(english).hasSizeGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("glossaries")
    void bothLanguagesAreWhole(Glossary glossary) {
        varied().forEach(text -> {
            Expr expr = Parser.parse(text).orThrow();
            assertWhole(Reading.aloud(expr, glossary));
            Words hover = Reading.hover(expr, glossary);
            assertWhole(hover);
            assertThat(hover.en()).endsWith(".");
            assertThat(hover.zh()).endsWith("。").matches("(?s).*\\p{IsHan}.*");
        });
    }

    @Test
    void whatIsSaidOfCustomersIsSaidInChinese() {
        varied().map(text -> aloud(text, PLAN))
                .filter(words -> words.en().startsWith("customers"))
                .forEach(words -> assertThat(words.zh()).endsWith("的客户"));
    }

    @Test
    void everyPhraseSpeaksBothLanguages() {
        Map<String, Words> phrases = read(Reading.class, "words.yaml", new TypeReference<Map<String, Words>>() {});
        phrases.forEach((key, words) -> {
            assertThat(words.en().isEmpty()).as(key).isEqualTo(key.equals("nothing"));
            assertThat(words.zh().isEmpty()).as(key).isEqualTo(key.equals("nothing") || key.equals("hover_gap"));
            assertThat(words.en()).as(key).doesNotContainPattern("\\p{IsHan}");
        });
    }

    @Test
    void everyTypeOfTheStandardVocabularyHasItsVerb() {
        TrackingPlan plan =
                new TrackingPlan(read(Workspace.class, "events.yaml", new TypeReference<TrackingPlan.File>() {}));
        assertThat(plan.types())
                .allSatisfy(type -> assertThat(
                                aloud("any '" + type.name() + "'", PLAN).en())
                        .doesNotContain("had “"));
    }

    @Test
    void anEventOfOnesOwnIsCalledByItsTitle() {
        Glossary own = Glossary.of(new TrackingPlan(new TrackingPlan.File(
                Map.of(
                        "signup", new TrackingPlan.File.TypeEntry(new Words("Newsletter entry", "订阅简报"), List.of()),
                        "done", new TrackingPlan.File.TypeEntry(new Words("Course completed", "完成课程"), List.of())),
                Map.of())));
        assertThat(aloud("count(signup) > 2", own))
                .isEqualTo(new Words("customers who had newsletter entry more than 2 times", "发生“订阅简报”超过 2 次的客户"));
        assertThat(aloud("count(signup)", own)).isEqualTo(new Words("the number of newsletter entries", "发生“订阅简报”次数"));
        assertThat(aloud("no done in this day", own))
                .isEqualTo(new Words("customers who did not have “Course completed” today", "今天没有“完成课程”事件的客户"));
        assertThat(aloud("count(done)", own).en()).isEqualTo("the number of “Course completed” events");
    }

    @Test
    void namesThatShareATitleAreToldApart() {
        Glossary twice = PLAN.withTags(
                        Map.of(
                                "spend", new Words("Spend", "消费额"),
                                "spend_year", new Words("Spend", "近一年消费额"),
                                "other", new Words("Worth", "价值")),
                        Map.of("tier", Map.of("a", new Words("Top", "顶级"), "b", new Words("Top", "高级"))))
                .withSegments(Map.of("first", new Words("Best", "最佳"), "two", new Words("Best", "最佳")));
        assertThat(aloud("spend > 1", twice).en()).isEqualTo("customers whose “Spend” (spend) is more than 1");
        assertThat(aloud("spend_year > 1", twice).zh()).isEqualTo("“近一年消费额”（spend_year）大于 1 的客户");
        // a name that is another's title
        assertThat(aloud("worth > 1", twice).en()).isEqualTo("customers whose 'worth' is more than 1");
        assertThat(aloud("tier = 'a'", twice)).isNotEqualTo(aloud("tier = 'b'", twice));
        assertThat(aloud("tier = 'Top'", twice).en()).isEqualTo("customers whose tier is 'Top'");
        assertThat(aloud("in segment 'first'", twice).zh()).isEqualTo("属于分群“最佳”（first）的客户");
        assertThat(aloud("in segment 'Best'", twice).zh()).isEqualTo("属于分群'Best'的客户");
    }

    @ParameterizedTest
    @CsvSource({
        "view,views",
        "purchase,purchases",
        "search,searches",
        "box,boxes",
        "entry,entries",
        "survey,surveys",
        "gas,gases"
    })
    void pluralsAreTheUsualOnes(String one, String many) {
        assertThat(Deed.plural(one)).isEqualTo(many);
    }

    @Test
    void aNodeIsExplainedWithItsWindow() {
        Words count =
                Reading.hover(Parser.parse("count(purchase in last 30 days)").orThrow(), PLAN);
        assertThat(count.en())
                .isEqualTo(
                        "How many such events there are; 0 for none. The window ends now and begins that long ago, to the "
                                + "second: a day is 24 hours.");
        assertThat(count.zh()).isEqualTo("这样的事件有多少个；没有则为 0。时间窗止于此刻，向前推算准确时长：一天按 24 小时计。");
        assertThat(Reading.hover(
                                Parser.parse("sum(purchase.amount half-life 30 days)")
                                        .orThrow(),
                                PLAN)
                        .en())
                .endsWith("Each event weighs half as much after every half-life.");
    }

    private static void assertWhole(Words words) {
        assertThat(words.en()).isNotBlank().doesNotContainPattern("\\{\\d").doesNotContain("  ");
        assertThat(words.zh()).isNotBlank().doesNotContainPattern("\\{\\d").doesNotContain("  ");
        assertThat(words.en().replaceAll("“[^”]*”|'(?:[^']|'')*'", "")).doesNotContainPattern("[\\p{IsHan}，。（）]");
    }

    private static Stream<String> varied() {
        return Stream.concat(lines("examples.txt").stream(), lines("varied.txt").stream());
    }

    private static Words aloud(String text, Glossary glossary) {
        return Reading.aloud(Parser.parse(text).orThrow(), glossary);
    }

    private static List<String> lines(String name) {
        try (InputStream file = Objects.requireNonNull(ReadingTest.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static <T> T read(Class<?> place, String name, TypeReference<T> form) {
        try (InputStream file = Objects.requireNonNull(place.getResourceAsStream(name))) {
            return new YAMLMapper().readValue(file, form);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.engine.duckdb.DefinitionLog;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.segment.SegmentRule;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/// Planning, applying and taking back of segments and tags that are written in the language, over the small
/// shop: A1 has
/// two orders of 20 and 5.5, B2 one of 300, b20 one of 2, and C3 returned something.
class ChangePlanTest {
    private static final Instant NOON = Instant.parse("2024-03-10T12:00:00Z");
    private static final String RULES = """
            rules:
              - id: buyers
                title: {en: Buyers, zh: 买家}
                rule: any order
              - id: regulars
                title: {en: Regulars, zh: 常客}
                owner: kim
                rule: in segment 'buyers' and count(order) >= 2
            """;
    private static final String TAG = """
            tags:
              - name: basket
                title: {en: Basket, zh: 客单}
                description: {en: "Size of the basket.", zh: "客单大小。"}
                group: value
                type: choice
                owner: kim
                version: 1
                refresh: daily
                formula: first_match
                values:
                  - id: large
                    title: {en: Large, zh: 大}
                    when: sum(purchase.amount) >= 100
                  - id: small
                    title: {en: Small, zh: 小}
                    when: any purchase
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private @Nullable Desk opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Desk filled() throws IOException {
        SmallShop.write(folder);
        rules(RULES);
        Desk desk = new Desk(SmallShop.open(folder), java.time.Clock.systemUTC());
        desk.fill(dev.limner.source.MemoryRows.of(SmallShop.COLUMNS, SmallShop.ROWS), new Work());
        opened = desk;
        return desk;
    }

    /// As another run of the program sees it.
    private Desk reopened() {
        close();
        Desk desk = new Desk(SmallShop.open(folder), java.time.Clock.systemUTC());
        opened = desk;
        return desk;
    }

    private void rules(String text) throws IOException {
        Files.writeString(folder.resolve("segments/mine.yaml"), text);
    }

    private static SegmentRule rule(String id, String text) {
        return new SegmentRule(id, new Words(id, id), null, text, null, null);
    }

    private static ChangePlan edit(Desk desk, String id, String text) {
        return ChangePlan.ofEdits(desk, List.of(rule(id, text)), List.of());
    }

    private static ChangePlan removal(Desk desk, String... ids) {
        return ChangePlan.ofEdits(desk, List.of(), List.of(ids));
    }

    private static Change only(ChangePlan plan, String id) {
        return plan.look(new Work()).changes().stream()
                .filter(change -> change.ref().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> members(Desk desk, String segment) {
        RoaringBitmap members = Objects.requireNonNull(desk.members(segment, desk.moment(null)));
        return Arrays.stream(members.toArray())
                .mapToObj(number ->
                        desk.workspace().store().customers().identifier(number).value())
                .sorted()
                .toList();
    }

    private static List<String> problems(ChangePlan plan) {
        return plan.look(new Work()).problems().stream()
                .map(wrong -> wrong.ref().id() + " " + wrong.problem().getMessage())
                .toList();
    }

    @Test
    void beforeAnythingWasAppliedTheFilesHoldAndTheFirstApplyRecordsThem() throws IOException {
        Desk desk = filled();
        assertThat(members(desk, "buyers")).containsExactly("A1", "B2", "b20");
        ChangePlan.Result same = ChangePlan.ofFiles(desk).look(new Work());
        assertThat(same.changes()).extracting(Change::kind).containsOnly(Change.Kind.SAME);
        assertThat(ChangePlan.ofFiles(desk).apply("begin", NOON)).isEqualTo(1);
        DefinitionLog.Version first = desk.workspace().log().versions().getFirst();
        assertThat(first.note()).isEqualTo("begin");
        assertThat(first.changed()).containsExactly("buyers", "regulars");
        assertThat(ChangePlan.ofFiles(desk).apply("again", NOON)).isEqualTo(1);
    }

    @Test
    void onceAppliedEditedFilesHoldOnlyWhenTheyAreApplied() throws IOException {
        ChangePlan.ofFiles(filled()).apply("", NOON);
        rules(RULES.replace("count(order) >= 2", "sum(order.total) >= 300")
                .replace("rule: any order", "rule: any order in last 20 days"));
        Desk desk = reopened();
        assertThat(members(desk, "regulars")).containsExactly("A1");
        ChangePlan plan = ChangePlan.ofFiles(desk);
        Change buyers = only(plan, "buyers");
        assertThat(buyers.kind()).isEqualTo(Change.Kind.CHANGED);
        assertThat(buyers.before()).isEqualTo("any order");
        assertThat(buyers.after()).isEqualTo("any order in last 20 days");
        assertThat(buyers.in()).isZero();
        assertThat(buyers.out()).isEqualTo(1);
        assertThat(buyers.examplesOut()).containsExactly("B2");
        assertThat(buyers.touched()).containsExactly("regulars");
        assertThat(plan.apply("", NOON)).isEqualTo(2);
        assertThat(members(desk, "buyers")).containsExactly("A1", "b20");
        assertThat(members(desk, "regulars")).isEmpty();
        assertThat(members(reopened(), "buyers")).containsExactly("A1", "b20");
    }

    @Test
    void aSegmentWhoseTextStaysIsTouchedThroughTheOneThatChanges() throws IOException {
        Desk desk = filled();
        ChangePlan plan = edit(desk, "buyers", "any order before 2024-03-01");
        Change regulars = only(plan, "regulars");
        assertThat(regulars.kind()).isEqualTo(Change.Kind.SAME);
        assertThat(regulars.through()).containsExactly("buyers");
        plan = edit(desk, "buyers", "any order since 2024-03-05");
        assertThat(only(plan, "regulars").examplesOut()).containsExactly("A1");
        assertThat(only(plan, "regulars").out()).isEqualTo(1);
    }

    @Test
    void anEditFromThePagesIsAFileThatWinsAndTheStateBeforeItIsTheFirstVersion() throws IOException {
        Desk desk = filled();
        assertThat(edit(desk, "regulars", "count(order) >= 1").apply("wider", NOON))
                .isEqualTo(2);
        assertThat(members(desk, "regulars")).containsExactly("A1", "B2", "b20");
        Path file = folder.resolve("segments/edited/regulars.yaml");
        assertThat(file).content().contains("count(order) >= 1", "owner: \"kim\"");
        Desk again = reopened();
        assertThat(members(again, "regulars")).containsExactly("A1", "B2", "b20");
        assertThat(ChangePlan.ofFiles(again).look(new Work()).changes())
                .extracting(Change::kind)
                .containsOnly(Change.Kind.SAME);
        assertThat(again.workspace().log().versions())
                .extracting(DefinitionLog.Version::number)
                .containsExactly(2, 1);
        assertThat(again.workspace().log().ofSegment("regulars"))
                .extracting(revision -> revision.rule().rule())
                .containsExactly("count(order) >= 1", "in segment 'buyers' and count(order) >= 2");
    }

    @Test
    void aVersionIsTakenBackAndTheFileWithIt() throws IOException {
        Desk desk = filled();
        edit(desk, "regulars", "count(order) >= 1").apply("", NOON);
        edit(desk, "returners", "any return").apply("", NOON);
        assertThat(members(desk, "returners")).containsExactly("C3");
        assertThat(ChangePlan.undoing(desk, 2).apply("", NOON)).isEqualTo(4);
        assertThat(members(desk, "regulars")).containsExactly("A1");
        assertThat(members(desk, "returners")).containsExactly("C3");
        assertThat(folder.resolve("segments/edited/regulars.yaml")).doesNotExist();
        assertThat(folder.resolve("segments/edited/returners.yaml")).exists();
        assertThat(ChangePlan.undoing(desk, 4).apply("", NOON)).isEqualTo(5);
        assertThat(members(desk, "regulars")).containsExactly("A1", "B2", "b20");
    }

    @Test
    void oneGoesBackToAnEarlierVersionAsANewOne() throws IOException {
        Desk desk = filled();
        edit(desk, "regulars", "count(order) >= 1").apply("", NOON);
        edit(desk, "returners", "any return").apply("", NOON);
        removal(desk, "regulars", "buyers").apply("", NOON);
        assertThat(desk.workspace().definitions().segments().rules()).containsOnlyKeys("returners");
        assertThat(folder.resolve("segments/edited/buyers.yaml")).content().contains("removed:");
        assertThat(ChangePlan.backTo(desk, 1).apply("", NOON)).isEqualTo(5);
        assertThat(desk.workspace().definitions().segments().rules()).containsOnlyKeys("buyers", "regulars");
        try (var left = Files.list(folder.resolve("segments/edited"))) {
            assertThat(left).isEmpty();
        }
        assertThat(members(reopened(), "regulars")).containsExactly("A1");
    }

    @Test
    void whatWasRemovedInThePagesStaysRemovedInANewRun() throws IOException {
        removal(filled(), "regulars").apply("", NOON);
        Desk again = reopened();
        assertThat(again.workspace().definitions().segments().rules()).containsOnlyKeys("buyers");
        assertThat(ChangePlan.ofFiles(again).look(new Work()).changes())
                .extracting(Change::kind)
                .containsOnly(Change.Kind.SAME);
    }

    @Test
    void anUnknownVersionAndTheFirstCannotBeTakenBack() throws IOException {
        Desk desk = filled();
        assertThatThrownBy(() -> ChangePlan.undoing(desk, 1)).hasMessageStartingWith("UNKNOWN_VERSION");
        ChangePlan.ofFiles(desk).apply("", NOON);
        assertThatThrownBy(() -> ChangePlan.undoing(desk, 1)).hasMessageStartingWith("NOTHING_BEFORE");
        assertThatThrownBy(() -> ChangePlan.backTo(desk, 2)).hasMessageStartingWith("UNKNOWN_VERSION");
    }

    @Test
    void everyMistakeIsNamedAndNothingIsApplied() throws IOException {
        Desk desk = filled();
        ChangePlan plan = ChangePlan.ofEdits(
                desk,
                List.of(rule("one", "any ordre and count(order) > 'two'"), rule("two", "in segment 'thre'")),
                List.of());
        assertThat(problems(plan))
                .hasSize(3)
                .anySatisfy(text -> assertThat(text).startsWith("one UNKNOWN_EVENT_TYPE"))
                .anySatisfy(text -> assertThat(text).startsWith("one ").contains("1:"))
                .anySatisfy(text -> assertThat(text).startsWith("two UNKNOWN_SEGMENT"));
        assertThatThrownBy(() -> plan.apply("", NOON))
                .hasMessageStartingWith("DEFINITIONS_WRONG")
                .hasMessageContaining("3 definitions are wrong")
                .hasMessageContaining("segment two")
                .hasMessageContaining("(ordre)");
        assertThat(desk.workspace().log().versions()).isEmpty();
        assertThat(folder.resolve("segments/edited")).doesNotExist();
    }

    @Test
    void aCircleIsRefusedWithItsPath() throws IOException {
        Desk desk = filled();
        assertThat(problems(edit(desk, "buyers", "in segment 'regulars' or any order")))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("buyers CYCLE")
                        .contains("segment buyers -> segment regulars -> segment buyers"));
    }

    @Test
    void aSegmentThatOthersNameCannotBeRemovedButWithThem() throws IOException {
        Desk desk = filled();
        assertThat(problems(removal(desk, "buyers"))).containsExactly("""
                buyers STILL_NAMED  (buyers) cannot be removed: it is still named by regulars.  Maybe change regulars first, or in the same step.""");
        assertThat(problems(removal(desk, "buyers", "regulars"))).isEmpty();
        assertThat(problems(
                        ChangePlan.ofEdits(desk, List.of(rule("regulars", "count(order) >= 2")), List.of("buyers"))))
                .isEmpty();
    }

    @Test
    void aSegmentThatATriggerNamesCannotBeRemoved() throws IOException {
        Desk desk = filled();
        Files.createDirectories(folder.resolve("triggers"));
        Files.writeString(folder.resolve("triggers/remind.yaml"), """
                trigger: remind
                title: {en: Remind, zh: 提醒}
                segment: regulars
                webhook: {url: "http://127.0.0.1:9/hook"}
                """);
        assertThat(problems(removal(desk, "regulars")))
                .singleElement()
                .asString()
                .startsWith("regulars STILL_NAMED")
                .contains("triggers/remind");
    }

    @Test
    void tagsByRulesArePlannedAndAppliedAsSegmentsAre() throws IOException {
        ChangePlan.ofFiles(filled()).apply("", NOON);
        Files.writeString(folder.resolve("tags/mine.yaml"), TAG);
        rules(RULES + """
                  - id: large-baskets
                    title: {en: Large baskets, zh: 大额客单}
                    rule: basket = 'large'
                """);
        Desk desk = reopened();
        assertThat(desk.people(desk.moment(null)).has("basket")).isFalse();
        ChangePlan plan = ChangePlan.ofFiles(desk);
        assertThat(problems(plan)).isEmpty();
        Change basket = only(plan, "basket");
        assertThat(basket.ref().kind()).isEqualTo(Rulebook.Kind.TAG);
        assertThat(basket.kind()).isEqualTo(Change.Kind.NEW);
        assertThat(basket.in()).isEqualTo(3);
        assertThat(basket.touched()).containsExactly("large-baskets");
        assertThat(only(plan, "large-baskets").examplesIn()).containsExactly("B2");
        assertThat(plan.apply("", NOON)).isEqualTo(2);
        assertThat(desk.people(desk.moment(null)).has("basket")).isTrue();

        Files.writeString(folder.resolve("tags/mine.yaml"), TAG.replace(">= 100", ">= 5"));
        Desk again = reopened();
        plan = ChangePlan.ofFiles(again);
        basket = only(plan, "basket");
        assertThat(basket.kind()).isEqualTo(Change.Kind.CHANGED);
        assertThat(basket.before()).isEqualTo("large: sum(purchase.amount) >= 100\nsmall: any purchase");
        assertThat(basket.in()).isEqualTo(1);
        assertThat(basket.out()).isEqualTo(1);
        assertThat(basket.examplesIn()).containsExactly("A1");
        assertThat(only(plan, "large-baskets").through()).containsExactly("basket");
        assertThat(only(plan, "large-baskets").examplesIn()).containsExactly("A1");
        plan.apply("", NOON);

        Files.delete(folder.resolve("tags/mine.yaml"));
        assertThat(problems(ChangePlan.ofFiles(reopened())))
                .singleElement()
                .asString()
                .startsWith("basket STILL_NAMED")
                .contains("large-baskets");
    }

    @Test
    void groupsByATagAreThereOnceTheTagIsApplied() throws IOException {
        ChangePlan.ofFiles(filled()).apply("", NOON);
        Files.writeString(folder.resolve("tags/mine.yaml"), TAG);
        rules(RULES + """
                segments:
                  - tag: basket
                    title: {en: Baskets, zh: 客单}
                    description: {en: "By basket.", zh: "按客单。"}
                """);
        Desk desk = reopened();
        assertThat(desk.workspace().definitions().segments().has("basket:large"))
                .isFalse();
        ChangePlan.ofFiles(desk).apply("", NOON);
        assertThat(members(desk, "basket:large")).containsExactly("B2");
        assertThat(desk.tenures(desk.customer("B2"), desk.moment(null))).containsKey("basket:large");
        assertThat(problems(ChangePlan.backTo(desk, 1)))
                .singleElement()
                .asString()
                .startsWith("basket STILL_NAMED")
                .contains("segments/");
    }

    @Test
    void whatNoLongerFitsTheTrackingPlanIsSetAsideUntilItIsMended() throws IOException {
        rulesWithVisits();
        Desk desk = filledAs(RULES + """
                  - id: visitors
                    title: {en: Visitors, zh: 访客}
                    rule: any visit
                  - id: both
                    title: {en: Both, zh: 两者}
                    rule: in segment 'visitors' and in segment 'buyers'
                """);
        ChangePlan.ofFiles(desk).apply("", NOON);
        close();
        SmallShop.edit(folder.resolve("events.yaml"), "visit:", "store_visit:");
        Desk again = reopened();
        assertThat(again.workspace().setAside())
                .extracting(wrong -> wrong.ref().id())
                .containsExactly("visitors", "both");
        assertThat(again.workspace().definitions().segments().rules()).containsOnlyKeys("buyers", "regulars");
        rules(Files.readString(folder.resolve("segments/mine.yaml")).replace("any visit", "any store_visit"));
        ChangePlan plan = ChangePlan.ofFiles(reopened());
        assertThat(only(plan, "visitors").kind()).isEqualTo(Change.Kind.CHANGED);
        plan.apply("", NOON);
        assertThat(reopened().workspace().setAside()).isEmpty();
    }

    private void rulesWithVisits() throws IOException {
        SmallShop.write(folder);
        assertThat(folder.resolve("events.yaml")).content().contains("visit:");
    }

    private Desk filledAs(String text) throws IOException {
        rules(text);
        Desk desk = new Desk(SmallShop.open(folder), java.time.Clock.systemUTC());
        desk.fill(dev.limner.source.MemoryRows.of(SmallShop.COLUMNS, SmallShop.ROWS), new Work());
        opened = desk;
        return desk;
    }

    @Test
    void filesThatAreWrongDoNotKeepWhatWasAppliedFromHolding() throws IOException {
        ChangePlan.ofFiles(filled()).apply("", NOON);
        rules(RULES.replace("any order", "any ordre"));
        Desk desk = reopened();
        assertThat(members(desk, "buyers")).containsExactly("A1", "B2", "b20");
        assertThat(problems(ChangePlan.ofFiles(desk)))
                .singleElement()
                .asString()
                .startsWith("buyers UNKNOWN_EVENT_TYPE");
    }

    @Test
    void whoPlannedOverOlderDefinitionsIsRefused() throws IOException {
        Desk desk = filled();
        ChangePlan late = edit(desk, "regulars", "count(order) >= 3");
        edit(desk, "regulars", "count(order) >= 1").apply("", NOON);
        assertThatThrownBy(() -> late.apply("", NOON)).hasMessageStartingWith("DEFINITIONS_MOVED");
        assertThat(members(desk, "regulars")).containsExactly("A1", "B2", "b20");
    }

    @Test
    void anIdThatCannotStandInAnAddressIsRefused() throws IOException {
        Desk desk = filled();
        for (String id : List.of("", "a,b", "a:b", "../up", "a b", "x".repeat(101))) {
            assertThatThrownBy(() -> edit(desk, id, "any order"))
                    .isInstanceOf(UserProblem.class)
                    .hasMessageStartingWith("BAD_ID");
        }
        assertThat(edit(desk, "高价值", "sum(order.total) > 100").apply("", NOON)).isEqualTo(2);
        assertThat(folder.resolve("segments/edited/高价值.yaml")).exists();
    }

    @Test
    void whoReadsWhileDefinitionsAreEditedSeesOneOrTheOther() throws Exception {
        Desk desk = filled();
        Map<Boolean, List<String>> right = Map.of(true, List.of("A1", "B2", "b20"), false, List.of("A1"));
        AtomicBoolean done = new AtomicBoolean();
        Callable<List<List<String>>> reader = () -> {
            List<List<String>> seen = new ArrayList<>();
            while (!done.get()) {
                seen.add(members(desk, "regulars"));
                desk.people(desk.moment(null));
                desk.ruled(desk.moment(null));
            }
            return seen;
        };
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<List<List<String>>>> running =
                    List.of(readers.submit(reader), readers.submit(reader), readers.submit(reader));
            try {
                for (int round = 0; round < 12; round++) {
                    boolean wide = round % 2 == 0;
                    ChangePlan.ofEdits(
                                    desk,
                                    List.of(
                                            rule("regulars", wide ? "any order" : "count(order) >= 2"),
                                            rule("passing-" + round, "any return")),
                                    round == 0 ? List.of() : List.of("passing-" + (round - 1)))
                            .apply("", NOON);
                    assertThat(members(desk, "regulars")).isEqualTo(right.get(wide));
                }
            } finally {
                done.set(true);
            }
            List<List<String>> seen = new ArrayList<>();
            for (Future<List<List<String>>> each : running) {
                seen.addAll(each.get());
            }
            assertThat(seen.stream().distinct().collect(Collectors.toList())).isSubsetOf(right.values());
            assertThat(seen.stream().distinct().count()).isEqualTo(2);
        }
    }
}

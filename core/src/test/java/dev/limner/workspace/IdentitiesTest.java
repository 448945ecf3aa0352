package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.identity.Entry;
import dev.limner.identity.Policy;
import dev.limner.identity.Preview;
import dev.limner.portrait.Column;
import dev.limner.portrait.Moment;
import dev.limner.portrait.People;
import dev.limner.problem.UserProblem;
import dev.limner.segment.Segments;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import dev.limner.workspace.Identities.Hand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is who in a workspace whose rows have a member card, a phone and a cookie.
class IdentitiesTest {
    private static final List<String> COLUMNS =
            List.of("customer", "phone", "cookie", "time", "order", "item", "quantity", "price");
    private static final Hand ANN = new Hand("ann", "she knows them");
    private static final String RULES = """
            rules:
              - id: tea
                title: {en: Tea, zh: 茶}
                rule: "any purchase where item = 'i1'"
              - id: often
                title: {en: Often, zh: 常客}
                rule: count(order) >= 3 and sum(order.total) > 100
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path write(String name, String policy) throws IOException {
        Path workspace = SmallShop.write(folder.resolve(name));
        SmallShop.edit(
                workspace.resolve("sources/orders.yaml"),
                "customer: {column: customer, kind: member}",
                "identifiers: [{column: customer, kind: member}, {column: phone, kind: phone}, {column: cookie, kind: cookie}]");
        Files.writeString(workspace.resolve("segments/rules.yaml"), RULES);
        if (!policy.isEmpty()) {
            Files.writeString(workspace.resolve("identity.yaml"), policy);
        }
        return workspace;
    }

    private static Desk open(Path workspace) {
        return new Desk(SmallShop.open(workspace), Clock.systemUTC());
    }

    private Desk filled(String name, String policy, List<List<String>> rows) throws IOException {
        Desk desk = open(write(name, policy));
        desk.fill(MemoryRows.of(COLUMNS, rows), new Work());
        return desk;
    }

    private static List<List<String>> random(Random random) {
        List<List<String>> rows = new ArrayList<>();
        for (int order = 0; order < 60; order++) {
            String member = random.nextInt(3) == 0 ? "" : "m" + random.nextInt(12);
            String phone = random.nextInt(3) > 0 ? "" : random.nextInt(6) == 0 ? "000" : "p" + random.nextInt(12);
            String time = "2024-0%d-%02d 10:00:00".formatted(1 + random.nextInt(2), 1 + random.nextInt(28));
            for (int line = 0; line <= random.nextInt(3); line++) {
                String cookie = random.nextInt(2) == 0 ? "" : "c" + random.nextInt(20);
                rows.add(List.of(
                        member,
                        phone,
                        cookie,
                        time,
                        "o" + order,
                        "i" + random.nextInt(4),
                        Integer.toString(random.nextInt(9) == 0 ? -1 : 1 + random.nextInt(3)),
                        (1 + random.nextInt(90)) + ".50"));
            }
        }
        return rows;
    }

    /// All that pages show of everybody: tags, sizes of segments, and counts.
    private static Map<String, Object> shown(Desk desk) {
        Moment moment = desk.moment(null);
        People people = desk.people(moment);
        Map<String, Object> shown = new TreeMap<>();
        for (int customer : people.customers()) {
            Map<String, String> tags = new TreeMap<>();
            for (Column column : people.columns()) {
                tags.put(column.tag().name(), String.valueOf(column.text(customer)));
            }
            shown.put(desk.workspace().store().customers().name(customer), tags);
        }
        for (Segments.Group group : desk.workspace().definitions().segments().groups()) {
            shown.put(
                    "sizes by " + group.tag().name(),
                    Segments.sizes(people, group).toString());
        }
        desk.ruled(moment).forEach((id, members) -> shown.put("members of " + id, members));
        shown.put("extent", desk.extent());
        shown.put("customers", desk.workspace().store().customers().count());
        return shown;
    }

    private static final String CAUTIOUS = """
            kinds:
              - kind: member
                most: 1
              - kind: phone
                most: 2
              - kind: cookie
                shared: {above: 1, then: latest}
            ignore:
              - values: ["000"]
            """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void mergingAndUndoingLeavesProfilesTagsSegmentsAndCountsAsTheyWere(int seed) throws IOException {
        Random random = new Random(seed);
        try (Desk desk = filled("shop", CAUTIOUS, random(random))) {
            Map<String, Object> before = shown(desk);
            int customers = desk.workspace().store().customers().count();
            List<String> people = new ArrayList<>();
            for (int customer : desk.people(desk.moment(null)).customers()) {
                people.add(desk.workspace().store().customers().name(customer));
            }
            Collections.shuffle(people, random);
            Entry merged = desk.identities().link(people.subList(0, 3), ANN);
            Map<String, Object> between = shown(desk);
            assertThat(between).isNotEqualTo(before).containsEntry("customers", customers - 2);
            assertThat(between.get("extent")).isEqualTo(before.get("extent"));
            if (seed % 2 == 0) {
                desk.workspace().store().compact(new Work());
                assertThat(shown(desk)).isEqualTo(between);
            }
            desk.identities().undo(merged.number(), ANN);
            assertThat(shown(desk)).isEqualTo(before);
            desk.workspace().store().compact(new Work());
            assertThat(shown(desk)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void applyingAPolicyGivesWhatAWorkspaceShowsThatBeganWithIt(int seed) throws IOException {
        List<List<String>> rows = random(new Random(seed));
        try (Desk changed = filled("changed", "", rows);
                Desk built = filled("built", CAUTIOUS, rows)) {
            Map<String, Object> before = shown(changed);
            Files.writeString(folder.resolve("changed/identity.yaml"), CAUTIOUS);
            Policy policy = changed.identities().ofFile();
            Preview preview = changed.identities().preview(policy);
            assertThat(shown(changed)).as("a preview changes nothing").isEqualTo(before);
            Entry applied = changed.identities().apply(policy, ANN);
            assertThat(preview.after())
                    .isEqualTo(changed.workspace().store().customers().count());
            assertThat(changed.identities().effect(applied.number())).isEqualTo(preview);
            assertThat(shown(changed)).isEqualTo(shown(built)).isNotEqualTo(before);
            changed.identities().undo(applied.number(), ANN);
            assertThat(shown(changed)).isEqualTo(before);
        }
    }

    @Test
    void theFileHoldsFromTheFirstStartAndALaterChangeOfItOnlyWhenApplied() throws IOException {
        List<List<String>> rows = random(new Random(4));
        Map<String, Object> first;
        try (Desk desk = filled("shop", CAUTIOUS, rows)) {
            first = shown(desk);
            assertThat(desk.identities().policy()).isEqualTo(desk.identities().ofFile());
            assertThat(desk.identities().policy().kinds()).hasSize(3);
        }
        Files.writeString(folder.resolve("shop/identity.yaml"), "kinds: []\n");
        try (Desk desk = open(folder.resolve("shop"))) {
            assertThat(shown(desk)).isEqualTo(first);
            assertThat(desk.identities().policy())
                    .isNotEqualTo(desk.identities().ofFile());
        }
    }

    @Test
    void aWrongFileIsTold() throws IOException {
        Path workspace = write("shop", "kinds:\n  - kind: member\n    shared: {above: 2, than: none}\n");
        assertThatThrownBy(() -> open(workspace))
                .isInstanceOfSatisfying(
                        UserProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo(UserProblem.Code.UNKNOWN_KEY))
                .hasMessageContaining("identity.yaml:3");
    }

    private static List<String> row(String member, String phone, String cookie, String order) {
        return List.of(member, phone, cookie, "2024-02-01 10:00:00", order, "tea", "1", "5.00");
    }

    @Test
    void aMergeByEvidenceCanBeTakenBackForOneCustomer() throws IOException {
        try (Desk desk = filled(
                "shop", "", List.of(row("ann", "", "", "o1"), row("", "555", "", "o2"), row("bob", "", "x", "o3")))) {
            Identities identities = desk.identities();
            desk.fill(
                    MemoryRows.of(COLUMNS, List.of(row("ann", "555", "", "o4"), row("bob", "", "y", "o5"))),
                    new Work());
            int load = identities.entries().getLast().number();
            assertThat(desk.customer("ann")).isEqualTo(desk.customer("555"));
            identities.undo(load, "555", ANN);
            assertThat(desk.customer("ann")).isNotEqualTo(desk.customer("phone:555"));
            assertThat(desk.customer("bob")).as("others stay").isEqualTo(desk.customer("y"));
            assertThatThrownBy(() -> identities.undo(load, ANN)).hasMessageContaining("MERGE_NOT_NAMED");
            assertThatThrownBy(() -> identities.undo(load, "bob", ANN)).hasMessageContaining("NOT_MERGED");
        }
    }

    @Test
    void whatIsLaterFoundOfASplitCustomerDoesNotJoinItAgain() throws IOException {
        try (Desk desk = filled("shop", "", List.of(row("ann", "555", "x", "o1")))) {
            Identities identities = desk.identities();
            Entry split = identities.split(List.of("555"), ANN);
            desk.fill(
                    MemoryRows.of(COLUMNS, List.of(row("ann", "555", "z", "o2"), row("", "555", "x", "o3"))),
                    new Work());
            assertThat(desk.customer("ann")).isNotEqualTo(desk.customer("555"));
            assertThat(desk.customer("ann")).isEqualTo(desk.customer("x")).isEqualTo(desk.customer("z"));
            identities.undo(split.number(), ANN);
            assertThat(desk.customer("ann")).isEqualTo(desk.customer("555"));
            assertThatThrownBy(() -> identities.undo(split.number(), ANN)).hasMessageContaining("UNKNOWN_ENTRY");
        }
    }

    @Test
    void whatCannotBeDoneIsTold() throws IOException {
        try (Desk desk = filled("shop", "", List.of(row("ann", "555", "", "o1"), row("bob", "", "", "o2")))) {
            Identities identities = desk.identities();
            assertThatThrownBy(() -> identities.link(List.of("ann", "555"), ANN))
                    .hasMessageContaining("SAME_CUSTOMER");
            assertThatThrownBy(() -> identities.link(List.of("ann", "eve"), ANN))
                    .hasMessageContaining("UNKNOWN_CUSTOMER");
            assertThatThrownBy(() -> identities.split(List.of("ann", "bob"), ANN))
                    .hasMessageContaining("OTHER_CUSTOMERS");
            assertThatThrownBy(() -> identities.split(List.of("ann", "555"), ANN))
                    .hasMessageContaining("NOTHING_LEFT");
            assertThatThrownBy(() -> identities.undo(99, ANN)).hasMessageContaining("UNKNOWN_ENTRY");
        }
    }
}

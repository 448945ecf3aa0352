package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.identity.Customers;
import dev.limner.identity.Entry;
import dev.limner.identity.group.Grouping;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import dev.limner.workspace.Identities.Hand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Companies and households of a workspace, by traits and by identifiers.
class GroupsTest {
    private static final Hand ANN = new Hand("ann", "she knows them");
    private static final String HOUSEHOLD =
            "groups: [{group: household, title: {en: Household, zh: 家庭}, by: [phone, town], most: 4}]";

    @TempDir
    private Path folder = Path.of("");

    private Desk desk(String groups, List<List<String>> rows) throws IOException {
        Path register = Register.write(folder.resolve("register"), Register.MATCHING);
        Files.writeString(register.resolve("groups.yaml"), groups);
        Desk desk = new Desk(SmallShop.open(register), Clock.systemUTC());
        Register.add(desk, rows);
        return desk;
    }

    /// Who is together, by card, groups of one and those that are too large among them.
    private static Set<Set<String>> groups(Desk desk, String kind, @Nullable String asOf) {
        Grouping grouping = desk.groups().group(kind, desk.moment(asOf)).grouping();
        Customers customers = desk.workspace().store().customers();
        Set<Set<String>> groups = new java.util.HashSet<>();
        for (int group = 0; group < grouping.count(); group++) {
            groups.add(Arrays.stream(grouping.members(group))
                    .mapToObj(customers::name)
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        return groups;
    }

    /// The same from the rows: the latest value of each customer that is not empty, and who has equal ones.
    private static Set<Set<String>> naive(Desk desk, List<List<String>> rows, String before) {
        Map<String, List<String>> values = new TreeMap<>();
        rows.stream()
                .filter(row -> row.get(1).compareTo(before) < 0)
                .sorted((a, b) -> a.get(1).compareTo(b.get(1)))
                .forEach(row -> {
                    String name = desk.workspace().store().customers().name(desk.customer(row.get(0)));
                    List<String> known = values.computeIfAbsent(name, _ -> new ArrayList<>(List.of("", "")));
                    if (!row.get(4).isEmpty()) {
                        known.set(0, row.get(4));
                    }
                    if (!row.get(5).isEmpty()) {
                        known.set(1, row.get(5).toLowerCase(java.util.Locale.ROOT));
                    }
                });
        Map<List<String>, Set<String>> groups = new java.util.HashMap<>();
        values.forEach((name, known) -> {
            if (!known.contains("")) {
                groups.computeIfAbsent(known, _ -> new TreeSet<>()).add(name);
            }
        });
        return Set.copyOf(groups.values());
    }

    private static List<List<String>> rows(Random random) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            rows.add(List.of(
                    "a" + random.nextInt(60),
                    "2024-01-%02d %02d:%02d:00".formatted(1 + i / 5, 3 * (i % 5), random.nextInt(60)),
                    "",
                    "",
                    random.nextInt(6) == 0 ? "" : "1390000000" + random.nextInt(6),
                    random.nextInt(6) == 0
                            ? ""
                            : random.nextBoolean() ? "Porto" : random.nextBoolean() ? "PORTO" : "Faro"));
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theyAreThoseOfTheLatestValuesAtTheMomentAndFollowMergesAndTheirUndoing(int seed) throws IOException {
        Random random = new Random(seed);
        List<List<String>> rows = rows(random);
        try (Desk desk = desk(HOUSEHOLD, rows)) {
            Set<Set<String>> before = groups(desk, "household", null);
            assertThat(before).isEqualTo(naive(desk, rows, "2024-03")).anyMatch(group -> group.size() > 1);
            assertThat(groups(desk, "household", "2024-01-12"))
                    .isEqualTo(naive(desk, rows, "2024-01-12"))
                    .isNotEqualTo(before);
            List<Entry> links = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String one = rows.get(random.nextInt(rows.size())).getFirst();
                String other = rows.get(random.nextInt(rows.size())).getFirst();
                if (desk.customer(one) != desk.customer(other)) {
                    links.add(desk.identities().link(List.of(one, other), ANN));
                    assertThat(groups(desk, "household", null)).isEqualTo(naive(desk, rows, "2024-03"));
                }
            }
            for (Entry link : links.reversed()) {
                desk.identities().undo(link.number(), ANN);
            }
            assertThat(groups(desk, "household", null)).isEqualTo(before);
        }
    }

    @Test
    void aCustomerIsToldWithWhomAndWhereTooManyShareAValue() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rows.add(List.of("office" + i, "2024-01-01 10:00:00", "", "", "13900000001", "Porto"));
        }
        rows.add(List.of("mother", "2024-01-01 10:00:00", "", "", "13900000002", "Ｆａｒｏ"));
        rows.add(List.of("son", "2024-01-01 10:00:00", "", "", "13900000002", "faro"));
        rows.add(List.of("alone", "2024-01-01 10:00:00", "", "", "13900000003", "faro"));
        rows.add(List.of("silent", "2024-01-01 10:00:00", "", "", "", "faro"));
        try (Desk desk = desk(HOUSEHOLD, rows)) {
            Groups groups = desk.groups();
            Groups.Belonging mother =
                    groups.of(desk.customer("mother"), desk.moment(null)).getFirst();
            assertThat(mother.others()).containsExactly(desk.customer("son"));
            assertThat(mother.of().grouping().values(mother.group())).containsExactly("13900000002", "Ｆａｒｏ");
            Groups.Belonging office =
                    groups.of(desk.customer("office3"), desk.moment(null)).getFirst();
            assertThat(office.others()).isEmpty();
            assertThat(office.of().grouping().isTooLarge(office.group())).isTrue();
            assertThat(groups.of(desk.customer("alone"), desk.moment(null))).isEmpty();
            assertThat(groups.of(desk.customer("silent"), desk.moment(null))).isEmpty();
            assertThat(groups.group("household", desk.moment(null)).grouping().sizes())
                    .containsExactly(1, 1, 0, 0);
            assertThatThrownBy(() -> groups.group("houshold", desk.moment(null)))
                    .hasMessageContaining("UNKNOWN_GROUP")
                    .hasMessageContaining("Maybe you meant (household)");
        }
    }

    @Test
    void beforeAnythingIsKnownThereAreNone() throws IOException {
        try (Desk desk = desk(HOUSEHOLD, List.of())) {
            assertThat(groups(desk, "household", null)).isEmpty();
        }
    }

    @Test
    void whatTheMostTrustedSourceTellsCounts() throws IOException {
        Path register = Register.write(folder.resolve("register"), Register.MATCHING);
        Files.writeString(
                register.resolve("sources/letters.yaml"),
                Files.readString(register.resolve("sources/people.yaml")).replace("people", "letters"));
        Files.writeString(register.resolve("data/letters.csv"), "");
        Files.writeString(
                register.resolve("events.yaml"),
                Files.readString(register.resolve("events.yaml")) + "traits: {town: [letters, people]}\n");
        Files.writeString(
                register.resolve("groups.yaml"),
                "groups: [{group: household, title: {en: Household, zh: 家庭}, by: [town]}]");
        try (Desk desk = new Desk(SmallShop.open(register), Clock.systemUTC())) {
            tell(desk, "letters", List.of("a", "2024-01-01 10:00:00", "", "", "", "Faro"));
            tell(desk, "people", List.of("a", "2024-01-02 10:00:00", "", "", "", "Porto"));
            tell(desk, "people", List.of("b", "2024-01-01 10:00:00", "", "", "", "Faro"));
            tell(desk, "people", List.of("c", "2024-01-01 10:00:00", "", "", "", "Porto"));
            assertThat(groups(desk, "household", null)).containsExactlyInAnyOrder(Set.of("a", "b"), Set.of("c"));
        }
    }

    private static void tell(Desk desk, String source, List<String> row) {
        desk.fill(List.of(source), MemoryRows.of(Register.COLUMNS, List.of(row)), new Work());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "latest", "first"})
    void anIdentifierOnTheRowsOfManyMakesThemACompanyAndNotOnePerson(String then) throws IOException {
        Path register = Register.write(folder.resolve("register"), Register.MATCHING);
        Path mapping = register.resolve("sources/people.yaml");
        Files.writeString(mapping, Files.readString(mapping).replace("customer: {column: card, kind: card}", """
                identifiers:
                  - {column: card, kind: card}
                  - {column: town, kind: firm}"""));
        Files.writeString(
                register.resolve("identity.yaml"),
                "kinds: [{kind: card}, {kind: firm, shared: {above: 1, then: " + then
                        + "}}]\nignore: [{values: [none]}]\n");
        Files.writeString(
                register.resolve("groups.yaml"),
                "groups: [{group: company, title: {en: Company, zh: 企业}, by: [{identifier: firm}]}]");
        List<List<String>> rows = new ArrayList<>();
        for (String row : List.of("a:F1", "b:F1", "c:F2", "d:F2", "e:f2", "f:F3", "g:none", "h:none", "i:", "a:")) {
            String[] parts = row.split(":", -1);
            rows.add(List.of(parts[0], "2024-01-01 10:00:00", "", "", "", parts[1]));
        }
        rows.add(List.of("", "2024-01-01 10:00:00", "x", "", "", "F4"));
        try (Desk desk = new Desk(SmallShop.open(register), Clock.systemUTC())) {
            desk.fill(MemoryRows.of(Register.COLUMNS, rows), new Work());
            assertThat(groups(desk, "company", null))
                    .containsExactlyInAnyOrder(Set.of("a", "b"), Set.of("c", "d", "e"), Set.of("f"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "by: [twn]|UNKNOWN_PROPERTY groups.yaml|Maybe you meant (town)",
                "by: [{identifier: crad}]|UNKNOWN_VALUE groups.yaml|Maybe: card",
                "by: [{identifer: card}]|UNKNOWN_KEY groups.yaml:1|Maybe you meant (identifier)",
                "by: []|BAD_PARAMETER groups.yaml|g.by cannot be ()",
                "by: [town, town]|BAD_PARAMETER groups.yaml|town, town",
                "by: [town], most: 1|BAD_PARAMETER groups.yaml|g.most cannot be (1)",
                "by: [town], mosts: 12|UNKNOWN_KEY groups.yaml:1|Maybe you meant (most)",
                "most: 12|BAD_DEFINITION groups.yaml|by",
                "by: [{trait: town, identifier: card}]|BAD_PARAMETER groups.yaml|town, card",
            })
    void mistakesInTheFileAreTaught(String by, String code, String told) throws IOException {
        try (Desk desk = desk("groups: [{group: g, title: {en: G, zh: 组}, " + by + "}]", List.of())) {
            assertThatThrownBy(() -> desk.groups().all(desk.moment(null)))
                    .hasMessageContaining(code)
                    .hasMessageContaining(told);
        }
    }

    @Test
    void namesAreOfOneKindOfGroupAlone() throws IOException {
        String one = "{group: g, title: {en: G, zh: 组}, by: [town]}";
        try (Desk desk = desk("groups: [" + one + ", " + one + "]", List.of())) {
            assertThatThrownBy(() -> desk.groups().definitions()).hasMessageContaining("GROUP_TWICE groups.yaml");
            Files.writeString(
                    folder.resolve("register/groups.yaml"), "groups: [" + one.replace(" g,", " 'g h',") + "]");
            assertThatThrownBy(() -> desk.groups().definitions()).hasMessageContaining("BAD_ID groups.yaml");
            Files.delete(folder.resolve("register/groups.yaml"));
            assertThat(desk.groups().all(desk.moment(null))).isEmpty();
            assertThatThrownBy(() -> desk.groups().required(desk.moment(null))).hasMessageContaining("NO_GROUPS");
        }
    }
}

package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.engine.duckdb.Purging;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Data classes of a workspace in Kathmandu, whose day begins at 18:15 UTC and whose time stands still.
class RetentionTest {
    private static final String RULES = """
            retention:
              - {class: returns, title: {en: Returns, zh: 退货}, types: [return], keep: 20 days}
              - {class: prices, title: {en: Prices, zh: 价格}, types: [purchase], properties: [unit_price], keep: 240 hours}
              - {class: lines, title: {en: Lines, zh: 明细}, types: [purchase], sources: [orders], keep: 40 days}
            """;
    /// As the rules say at the beginning of 2024-03-10: the day is over at its end, the hour at 19:00 UTC.
    private static final Instant RETURNS = Instant.parse("2024-02-19T18:15:00Z");

    private static final Instant PRICES = Instant.parse("2024-02-28T19:00:00Z");
    private static final Instant LINES = Instant.parse("2024-01-30T18:15:00Z");

    @TempDir
    private Path folder = Path.of("");

    private Desk open(String name, String rules) throws IOException {
        Path workspace = folder.resolve(name);
        if (!Files.exists(workspace)) {
            SmallShop.write(workspace);
            if (!rules.isEmpty()) {
                Files.writeString(workspace.resolve("privacy.yaml"), rules);
            }
        }
        return new Desk(SmallShop.open(workspace), Clock.systemUTC());
    }

    private static List<List<String>> random(Random random, String prefix) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(List.of(
                    "c" + random.nextInt(15),
                    "2024-0%d-%02d %02d:30:00"
                            .formatted(1 + random.nextInt(2), 1 + random.nextInt(29), random.nextInt(24)),
                    prefix + i,
                    "tea",
                    random.nextInt(3) == 0 ? "-1" : "2",
                    (1 + random.nextInt(90)) + ".50"));
        }
        return rows;
    }

    /// Every event of every customer with its unit price, as a study reads it.
    private record Reading(List<EventType> types, List<Property> properties) implements Study<Map<String, Integer>> {
        static Reading of(TrackingPlan plan) {
            EventType bought = plan.type("purchase");
            return new Reading(
                    List.of(bought, plan.type("return"), plan.type("order")),
                    List.of(plan.property(bought, "unit_price"), plan.property(bought, "amount")));
        }

        @Override
        public Needs needs() {
            return new Needs(types, properties);
        }

        @Override
        public Map<String, Integer> start() {
            return new TreeMap<>();
        }

        @Override
        public void add(Map<String, Integer> answer, History history) {
            for (int event = 0; event < history.size(); event++) {
                int at = event;
                String type = types.stream()
                        .filter(each -> history.is(each, at))
                        .findFirst()
                        .orElseThrow()
                        .name();
                String price = history.has(properties.getFirst(), event)
                        ? Long.toString(history.value(properties.getFirst(), event))
                        : "-";
                answer.merge(
                        type + " " + LocalClock.instant(history.at(event)) + " " + price + " "
                                + history.value(properties.getLast(), event),
                        1,
                        Integer::sum);
            }
        }

        @Override
        public Map<String, Integer> merge(Map<String, Integer> left, Map<String, Integer> right) {
            right.forEach((key, count) -> left.merge(key, count, Integer::sum));
            return left;
        }
    }

    private static Map<String, Integer> read(Desk desk) {
        return desk.ask(Reading.of(desk.workspace().definitions().plan()), desk.moment(null), null);
    }

    /// What is left of a reading by the letter of the rules.
    private static Map<String, Integer> plainly(Map<String, Integer> all) {
        Map<String, Integer> left = new TreeMap<>();
        all.forEach((key, count) -> {
            String[] parts = key.split(" ", -1);
            Instant at = Instant.parse(parts[1]);
            boolean bought = parts[0].equals("purchase");
            boolean gone = (parts[0].equals("return") && at.isBefore(RETURNS)) || (bought && at.isBefore(LINES));
            if (!gone) {
                String price = bought && at.isBefore(PRICES) ? "-" : parts[2];
                left.merge(String.join(" ", parts[0], parts[1], price, parts[3]), count, Integer::sum);
            }
        });
        return left;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatIsPastItsAgeIsMissingAtOnceAndGoneAfterAPurge(int seed) throws IOException {
        Random random = new Random(seed);
        List<List<String>> rows = random(random, "a");
        List<List<String>> late = random(random, "b");
        try (Desk all = open("all", "");
                Desk ruled = open("ruled", RULES)) {
            all.fill(MemoryRows.of(SmallShop.COLUMNS, rows), new Work());
            Path file = ruled.workspace().folder().resolve("privacy.yaml");
            Files.writeString(file, "retention: []");
            ruled.reopen();
            ruled.fill(MemoryRows.of(SmallShop.COLUMNS, rows), new Work());
            assertThat(read(ruled))
                    .as("files that were written when all was kept")
                    .isEqualTo(read(all));

            Files.writeString(file, RULES);
            ruled.reopen();
            assertThat(read(ruled)).isNotEqualTo(read(all)).isEqualTo(plainly(read(all)));
            List<Purging.Due> due = ruled.privacy().due().classes();
            assertThat(due).extracting(Purging.Due::name).containsExactly("returns", "prices", "lines");
            assertThat(due).allSatisfy(each -> assertThat(each.count()).isPositive());

            ruled.privacy().purge(new Work());
            assertThat(read(ruled)).isEqualTo(plainly(read(all)));
            assertThat(ruled.privacy().due().classes())
                    .allSatisfy(each -> assertThat(each.count()).isZero());
            assertThat(ruled.privacy().due().last()).isNotNull();
            ruled.privacy().purge(new Work());

            all.fill(MemoryRows.of(SmallShop.COLUMNS, late), new Work());
            ruled.fill(MemoryRows.of(SmallShop.COLUMNS, late), new Work());
            assertThat(read(ruled)).as("late rows").isEqualTo(plainly(read(all)));

            Files.writeString(file, "retention: []");
            ruled.reopen();
            assertThat(read(ruled)).as("what was purged stays gone").isEqualTo(plainly(read(all)));
        }
    }

    @Test
    void aClassThatNamesWhatThereIsNotIsRefusedWithTheNearest() throws IOException {
        for (Map.Entry<String, String> wrong : Map.of(
                        "types: [purchas]", "purchase",
                        "properties: [unit_prise]", "unit_price",
                        "sources: [order]", "orders")
                .entrySet()) {
            Path workspace = SmallShop.write(folder.resolve(wrong.getValue()));
            Files.writeString(
                    workspace.resolve("privacy.yaml"),
                    "retention: [{class: x, title: {en: X, zh: X}, %s, keep: 3 days}]".formatted(wrong.getKey()));
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> SmallShop.open(workspace).close())
                    .hasMessageContaining("privacy.yaml")
                    .hasMessageContaining(wrong.getValue());
        }
    }
}

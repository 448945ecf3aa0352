package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.limner.engine.duckdb.CanonicalExport;
import dev.limner.engine.duckdb.Effect;
import dev.limner.engine.duckdb.SqlConsole;
import dev.limner.event.ValueType;
import dev.limner.problem.UserProblem;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import dev.limner.workspace.SourceChange.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A changed mapping or tracking plan over rows that are in already.
class ReplayTest {
    private static final List<String> COLUMNS = List.of("card", "phone", "time", "order", "item", "quantity", "price");

    @TempDir
    private Path folder = Path.of("");

    /// What a mapping and a plan are made of, so that they can be changed at random.
    private record Choice(
            boolean renamed,
            boolean numeric,
            boolean returns,
            boolean catchAll,
            boolean trimmed,
            boolean strict,
            boolean phones,
            boolean derived,
            int least) {
        static Choice random(Random random) {
            return new Choice(
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextInt(3) > 0,
                    random.nextInt(3));
        }

        String plan() {
            return """
                    types:
                      purchase: {title: {en: P, zh: 购}, properties: [order_id, item, product, quantity, amount, code]}
                      return: {title: {en: R, zh: 退}, properties: [order_id, item, quantity]}
                      note: {title: {en: N, zh: 记}, properties: [item]}
                      order: {title: {en: O, zh: 单}, properties: [order_id, amount, quantity]}
                    properties:
                      order_id: {type: text, title: {en: Order, zh: 订单}}
                      item: {type: text, title: {en: Item, zh: 商品}}
                      product: {type: text, title: {en: Product, zh: 产品}}
                      quantity: {type: integer, title: {en: Quantity, zh: 数量}}
                      amount: {type: money, title: {en: Amount, zh: 金额}}
                      code: {type: %s, title: {en: Code, zh: 代码}}
                    """.formatted(numeric ? "integer" : "text");
        }

        String mapping() {
            return """
                    source: till
                    title: {en: Till, zh: 收银}
                    file: data/till.csv
                    zone: Asia/Kathmandu
                    currency: NPR
                    %s
                    time: {column: time, pattern: "yyyy-MM-dd HH:mm"}
                    %s
                    rules:
                    %s
                      - rule: sale
                        title: {en: Sale, zh: 销售}
                        when: {quantity: {at_least: %d}%s}
                        event: purchase
                        properties: {order_id: order, %s: item, quantity: quantity, amount: price, code: quantity}
                    %s
                    %s
                    """.formatted(
                    phones
                            ? "identifiers: [{column: card, kind: card}, {column: phone, kind: phone}]"
                            : "customer: {column: card, kind: card}",
                    trimmed ? "clean: [{rule: t, title: {en: T, zh: 修}, column: item, action: trim}]" : "clean: []",
                    returns
                            ? "  - {rule: back, title: {en: B, zh: 退}, when: {quantity: {at_most: -1}}, event: return, properties: {order_id: order, item: item, quantity: {column: quantity, negate: true}}}"
                            : "",
                    least,
                    strict ? ", item: {empty: false}" : "",
                    renamed ? "product" : "item",
                    catchAll ? "  - {rule: rest, title: {en: A, zh: 余}, event: note, properties: {item: item}}" : "",
                    derived
                            ? "derive: [{event: order, from: purchase, by: order_id, properties: {amount: {fold: sum, of: amount}}}]"
                            : "derive: []");
        }
    }

    private static List<String> row(Random random, int order) {
        String[] items = {"tea", " tea", "pot ", "", "茶"};
        return List.of(
                random.nextInt(8) == 0 ? "" : "c" + random.nextInt(9),
                random.nextInt(3) == 0 ? "" : "p" + random.nextInt(7),
                random.nextInt(15) == 0
                        ? "yesterday"
                        : "2026-0%d-1%d 10:00".formatted(1 + order % 3, random.nextInt(3)),
                "o" + order,
                items[random.nextInt(items.length)],
                random.nextInt(12) == 0 ? "many" : Integer.toString(random.nextInt(6) - 2),
                random.nextInt(12) == 0 ? "?" : "1." + random.nextInt(3));
    }

    /// Rows of loads: each goes on where the one before ended, or has rows of its own only.
    private static List<List<List<String>>> loads(Random random, boolean growing) {
        List<List<List<String>>> loads = new ArrayList<>();
        List<List<String>> all = new ArrayList<>();
        for (int load = 0; load < 3; load++) {
            List<List<String>> fresh = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                fresh.add(row(random, 20 * load + random.nextInt(12)));
            }
            fresh.add(fresh.getFirst());
            all.addAll(fresh);
            loads.add(growing ? List.copyOf(all) : fresh);
        }
        return loads;
    }

    private static Path write(Path folder, Choice choice, boolean keep) throws IOException {
        SmallShop.write(folder);
        try (var old = Files.list(folder.resolve("sources"))) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        if (keep) {
            Files.writeString(
                    folder.resolve("limner.yaml"),
                    Files.readString(folder.resolve("limner.yaml")) + "\nraw_rows: {days: 30, megabytes: 10}\n");
        }
        change(folder, choice);
        return folder;
    }

    private static void change(Path folder, Choice choice) throws IOException {
        Files.writeString(folder.resolve("events.yaml"), choice.plan());
        Files.writeString(folder.resolve("sources/till.yaml"), choice.mapping());
    }

    private static MemoryRows rows(List<List<String>> rows) {
        return MemoryRows.of(COLUMNS, rows);
    }

    private static void load(Workspace workspace, List<List<List<String>>> loads, Random random) {
        for (List<List<String>> load : loads) {
            workspace.importSources(List.of("till"), rows(load), new Work());
            if (random.nextBoolean()) {
                workspace.store().compact(new Work());
            }
        }
    }

    static List<Integer> seeds() {
        List<Integer> seeds = new ArrayList<>();
        for (int seed = 0; seed < Integer.getInteger("replay.seeds", 12); seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWholeReplayGivesTheStoreThatIsBuiltUnderTheNewPlan(int seed) throws IOException {
        Random random = new Random(seed);
        Choice first = Choice.random(random);
        Choice then = Choice.random(random);
        boolean growing = random.nextBoolean();
        List<List<List<String>>> loads = loads(random, growing);
        Path changed = write(folder.resolve("changed"), first, !growing);
        Path built = write(folder.resolve("built"), then, false);
        try (Workspace workspace = SmallShop.open(changed)) {
            load(workspace, loads, random);
        }
        change(changed, then);
        MemoryRows files = growing ? rows(loads.getLast()) : rows(List.of());
        SourceChange looked;
        try (Workspace workspace = SmallShop.open(changed)) {
            Replays replays = new Replays(workspace, files);
            assertThat(replays.changed().isEmpty()).isEqualTo(first.equals(then));
            String before = CanonicalExport.digest(workspace.store());
            looked = replays.look(List.of("till"), Way.WHOLE, new Work());
            assertThat(looked.problem()).isNull();
            assertThat(CanonicalExport.digest(workspace.store()))
                    .as("looking changes nothing")
                    .isEqualTo(before);
            SourceChange done = replays.apply(List.of("till"), Way.WHOLE, new Work());
            assertThat(done.effect()).isEqualTo(looked.effect());
        }
        try (Workspace replayed = SmallShop.open(changed);
                Workspace fresh = SmallShop.open(built)) {
            load(fresh, loads, random);
            assertThat(all(replayed)).isEqualTo(all(fresh));
            assertThat(CanonicalExport.content(replayed.store())).isEqualTo(CanonicalExport.content(fresh.store()));
            replayed.store().compact(new Work());
            assertThat(CanonicalExport.content(replayed.store())).isEqualTo(CanonicalExport.content(fresh.store()));
            Replays replays = new Replays(replayed, files);
            assertThat(replays.changed()).isEmpty();
            Effect again = Objects.requireNonNull(
                    replays.look(List.of("till"), Way.WHOLE, new Work()).effect());
            assertThat(again.isNone())
                    .as("a second time changes nothing: %s", again)
                    .isTrue();
            assertThat(replayed.store().loads())
                    .extracting(load ->
                            List.of(load.rows(), load.duplicates(), load.kept(), load.derived(), load.quarantined()))
                    .isEqualTo(fresh.store().loads().stream()
                            .map(load -> List.<Object>of(
                                    load.rows(), load.duplicates(), load.kept(), load.derived(), load.quarantined()))
                            .toList());
        }
    }

    private static List<String> all(Workspace workspace) {
        return new SqlConsole(workspace.store())
                        .query(
                                "SELECT type, \"at\", id, order_id, item, product, quantity, amount, code, rest FROM events ORDER BY ALL",
                                10_000)
                        .rows()
                        .stream()
                        .map(Object::toString)
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsAsideThatPassNowAreInTheStoreAsIfTheyHadAlwaysPassed(int seed) throws IOException {
        Random random = new Random(seed);
        Choice any = Choice.random(random);
        Choice first = new Choice(
                any.renamed(),
                any.numeric(),
                false,
                false,
                any.trimmed(),
                any.strict(),
                any.phones(),
                any.derived(),
                1 + random.nextInt(2));
        Choice then = new Choice(
                any.renamed(),
                any.numeric(),
                false,
                random.nextBoolean(),
                any.trimmed(),
                any.strict() && random.nextBoolean(),
                any.phones(),
                any.derived(),
                random.nextInt(first.least() + 1));
        List<List<List<String>>> loads = loads(random, random.nextBoolean());
        Path changed = write(folder.resolve("changed"), first, false);
        Path built = write(folder.resolve("built"), then, false);
        try (Workspace workspace = SmallShop.open(changed)) {
            load(workspace, loads, random);
        }
        change(changed, then);
        try (Workspace workspace = SmallShop.open(changed);
                Workspace fresh = SmallShop.open(built)) {
            load(fresh, loads, random);
            Replays replays = new Replays(workspace, rows(List.of()));
            SourceChange looked = replays.look(List.of("till"), Way.ASIDE, new Work());
            SourceChange done = replays.apply(List.of("till"), Way.ASIDE, new Work());
            assertThat(done).isEqualTo(looked);
            assertThat(all(workspace)).isEqualTo(all(fresh));
            assertThat(CanonicalExport.content(workspace.store())).isEqualTo(CanonicalExport.content(fresh.store()));
            assertThat(workspace.store().loads())
                    .extracting(load -> List.of(load.kept(), load.derived(), load.quarantined()))
                    .isEqualTo(fresh.store().loads().stream()
                            .map(load -> List.of(load.kept(), load.derived(), load.quarantined()))
                            .toList());
            Effect again = Objects.requireNonNull(
                    replays.look(List.of("till"), Way.ASIDE, new Work()).effect());
            assertThat(again.isNone()).isTrue();
        }
    }

    @Test
    void theEffectSaysWhatChangesAndWithWhichRows() throws IOException {
        Choice first = new Choice(false, false, false, false, false, false, false, false, 1);
        Choice then = new Choice(true, true, true, false, false, false, false, false, 2);
        Path shop = write(folder.resolve("shop"), first, false);
        MemoryRows rows = rows(List.of(
                List.of("c1", "", "2026-01-10 10:00", "o1", "tea", "3", "1.50"),
                List.of("c1", "", "2026-01-11 10:00", "o2", "pot", "1", "2.00"),
                List.of("c2", "", "2026-01-12 10:00", "o3", "cup", "-2", "4.00"),
                List.of("c2", "", "someday", "o4", "cup", "5", "4.00")));
        try (Workspace workspace = SmallShop.open(shop)) {
            workspace.importSources(List.of("till"), rows, new Work());
        }
        change(shop, then);
        try (Workspace workspace = SmallShop.open(shop)) {
            Replays replays = new Replays(workspace, rows);
            assertThat(replays.changed()).containsExactly(List.of("till"));
            Effect effect = Objects.requireNonNull(
                    replays.look(List.of("till"), Way.WHOLE, new Work()).effect());
            assertThat(effect.moves())
                    .extracting(
                            Effect.Move::kind,
                            Effect.Move::what,
                            Effect.Move::from,
                            Effect.Move::to,
                            Effect.Move::count)
                    .containsExactlyInAnyOrder(
                            tuple(Effect.Kind.PASSES, "", "no_rule", "return", 1L),
                            tuple(Effect.Kind.REFUSED, "", "purchase", "no_rule", 1L),
                            tuple(Effect.Kind.RENAMED, "item", "item", "product", 1L),
                            tuple(Effect.Kind.RETYPED, "code", "text", "integer", 2L));
            assertThat(effect.moves().getFirst().examples())
                    .containsExactly(new Effect.Example(
                            "c2,,2026-01-12 10:00,o3,cup,-2,4.00", "return order_id=o3 item=cup quantity=2"));
            assertThat(List.of(effect.passing(), effect.refused(), effect.stillAside(), effect.changed()))
                    .containsExactly(1L, 1L, 1L, 1L);
        }
    }

    @Test
    void aFileThatHasOtherRowsNowIsNotTakenForTheOneThatWasRead() throws IOException {
        Choice first = new Choice(false, false, false, false, false, false, false, false, 1);
        Choice then = new Choice(true, false, false, false, false, false, false, false, 0);
        Path shop = write(folder.resolve("shop"), first, false);
        List<String> row = List.of("c1", "", "2026-01-10 10:00", "o1", "tea", "3", "1.50");
        List<String> aside = List.of("c1", "", "2026-01-10 10:00", "o1", "tea", "0", "1.50");
        try (Workspace workspace = SmallShop.open(shop)) {
            workspace.importSources(List.of("till"), rows(List.of(row, aside)), new Work());
        }
        change(shop, then);
        try (Workspace workspace = SmallShop.open(shop)) {
            Replays replays = new Replays(workspace, rows(List.of(aside, row)));
            SourceChange whole = replays.look(List.of("till"), Way.WHOLE, new Work());
            assertThat(whole.effect()).isNull();
            assertThat(whole.problem())
                    .isNotNull()
                    .extracting(UserProblem::code)
                    .isEqualTo(UserProblem.Code.RAW_ROWS_DIFFER);
            String before = CanonicalExport.digest(workspace.store());
            assertThatThrownBy(() -> replays.apply(List.of("till"), Way.WHOLE, new Work()))
                    .hasMessageStartingWith("RAW_ROWS_DIFFER");
            assertThat(CanonicalExport.digest(workspace.store())).isEqualTo(before);
            Effect effect = Objects.requireNonNull(
                    replays.apply(List.of("till"), Way.ASIDE, new Work()).effect());
            assertThat(effect).isNotNull().extracting(Effect::passing).isEqualTo(1L);
        }
    }

    @Test
    void untilItIsReplayedAPropertyOfAnotherTypeKeepsTheTypeOfItsValues() throws IOException {
        Choice first = new Choice(false, false, false, false, false, false, false, false, 1);
        Choice then = new Choice(false, true, false, false, false, false, false, false, 1);
        Path shop = write(folder.resolve("shop"), first, true);
        List<String> row = List.of("c1", "", "2026-01-10 10:00", "o1", "tea", "3", "1.50");
        List<String> more = List.of("c1", "", "2026-01-11 10:00", "o2", "pot", "4", "1.50");
        try (Workspace workspace = SmallShop.open(shop)) {
            workspace.importSources(List.of("till"), rows(List.of(row)), new Work());
        }
        change(shop, then);
        try (Workspace workspace = SmallShop.open(shop)) {
            workspace.importSources(List.of("till"), rows(List.of(row, more)), new Work());
            assertThat(type(workspace)).isEqualTo(ValueType.TEXT);
            new Replays(workspace, rows(List.of())).apply(List.of("till"), Way.WHOLE, new Work());
        }
        try (Workspace workspace = SmallShop.open(shop)) {
            assertThat(type(workspace)).isEqualTo(ValueType.INTEGER);
            assertThat(new SqlConsole(workspace.store())
                            .query("SELECT sum(code) AS n, typeof(any_value(code)) FROM events", 1)
                            .rows())
                    .containsExactly(List.of("7", "BIGINT"));
        }
    }

    private static ValueType type(Workspace workspace) {
        return workspace.store().plan().properties().stream()
                .filter(property -> property.name().equals("code"))
                .findFirst()
                .orElseThrow()
                .type();
    }

    @Test
    void aPropertyThatIsCalledOtherwiseInThePlanIsToldAsRenamed() throws IOException {
        Choice first = new Choice(false, false, false, false, false, false, false, false, 1);
        Path shop = write(folder.resolve("shop"), first, false);
        MemoryRows rows = rows(List.of(List.of("c1", "", "2026-01-10 10:00", "o1", "tea", "3", "1.50")));
        try (Workspace workspace = SmallShop.open(shop)) {
            workspace.importSources(List.of("till"), rows, new Work());
        }
        SmallShop.edit(shop.resolve("events.yaml"), "amount", "paid");
        SmallShop.edit(shop.resolve("sources/till.yaml"), "amount: price", "paid: price");
        try (Workspace workspace = SmallShop.open(shop)) {
            Replays replays = new Replays(workspace, rows);
            Effect effect = Objects.requireNonNull(
                    replays.apply(List.of("till"), Way.WHOLE, new Work()).effect());
            assertThat(effect.moves())
                    .containsExactly(new Effect.Move(
                            Effect.Kind.RENAMED,
                            "amount",
                            "amount",
                            "paid",
                            1,
                            List.of(new Effect.Example("1.5000", "1.5000"))));
            assertThat(replays.look(List.of("till"), Way.WHOLE, new Work()).effect())
                    .isNotNull()
                    .extracting(Effect::isNone)
                    .isEqualTo(true);
        }
    }
}

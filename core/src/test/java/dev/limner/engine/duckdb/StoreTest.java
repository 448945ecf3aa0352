package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.Shop.Line;
import dev.limner.event.Event;
import dev.limner.problem.UserProblem;
import dev.limner.source.EventSink;
import dev.limner.source.LoadReport;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

class StoreTest {
    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private static Map<Integer, List<String>> told(Shop shop, Scope scope) {
        Telling telling = new Telling(
                shop.store().plan().types(),
                shop.store().plan().types(),
                shop.store().plan().properties());
        return new DuckDbEngine(shop.store(), 2).run(telling, scope, new Work());
    }

    private static Map<Integer, List<String>> told(Shop shop) {
        return told(shop, Scope.asOf(END));
    }

    @Test
    void everyTypeOfValueComesBackAsItWent() {
        try (Shop shop = new Shop(folder)) {
            Map<String, Object> values = Map.of(
                    "amount", -123_456_789L,
                    "item", "茶 \"green\", 2",
                    "weight", Double.doubleToLongBits(-0.5),
                    "seen", 1_700_000_000_000_001L,
                    "gift", 1L,
                    "day", -3L,
                    "marks", "[\"oil-control\",\"哑光\"]");
            shop.load("till", List.of(new Line("ann", "sold", "2026-01-02T03:04:05.000006Z", null, values)));
            String event = "sold 2026-01-02T03:04:05.000006Z -123456789 茶 \"green\", 2 " + Double.doubleToLongBits(-0.5)
                    + " 1700000000000001 1 -3 [\"oil-control\",\"哑光\"]";
            assertThat(told(shop)).isEqualTo(Map.of(0, List.of(event)));
            shop.compact();
            assertThat(told(shop)).isEqualTo(Map.of(0, List.of(event)));
        }
    }

    @Test
    void aListIsShownWithSemicolonsBetweenItsTexts() {
        try (Shop shop = new Shop(folder)) {
            Map<String, Object> values = Map.of("marks", "[\"oil-control\",\"a, b\"]");
            shop.load("till", List.of(new Line("ann", "sold", "2026-01-02T00:00:00Z", null, values)));
            assertThat(new EventLog(shop.store()).all(0, List.of(shop.sold()), Scope.asOf(END)))
                    .flatExtracting(Event::values)
                    .extracting(Event.Value::text)
                    .containsExactly("oil-control; a, b");
        }
    }

    @Test
    void deltaLakeAndBothTogetherTellTheSameWhateverTheOrderOfArrival() {
        Random random = new Random(7);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            // few instants and months, so that ties and late arrivals are many
            String at = "2026-%02d-%02dT00:00:00Z".formatted(1 + random.nextInt(3), 1 + random.nextInt(3));
            lines.add(Line.sold("c" + random.nextInt(20), at, "i" + i));
        }
        List<Map<Integer, List<String>>> answers = new ArrayList<>();
        for (int variant = 0; variant < 4; variant++) {
            try (Shop shop = new Shop(folder.resolve("v" + variant))) {
                for (int customer = 0; customer < 20; customer++) {
                    shop.store().customers().number("name", "c" + customer);
                }
                int parts = 1 + variant;
                for (int part = 0; part < parts; part++) {
                    int of = part;
                    shop.load(
                            "till" + part,
                            lines.stream()
                                    .filter(line -> Math.floorMod(line.hashCode(), parts) == of)
                                    .toList());
                    if (variant % 2 == 1 && part == 0) {
                        shop.compact();
                    }
                }
                answers.add(told(shop));
                shop.compact();
                answers.add(told(shop));
            }
        }
        assertThat(answers.getFirst()).hasSize(20);
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.getFirst()));
    }

    @Test
    void equalRowsOfOneLoadAreKeptAndASecondLoadOfThemAddsNothing() {
        try (Shop shop = new Shop(folder)) {
            Line line = Line.sold("ann", "2026-01-01T00:00:00Z", "tea");
            List<Line> twice = List.of(line, line, line);
            assertThat(shop.load("till", twice).kept()).containsExactly(new LoadReport.Count("sold", 3, 0));
            String digest = CanonicalExport.digest(shop.store());
            LoadReport again = shop.load("till", twice);
            assertThat(again.duplicates()).isEqualTo(3);
            assertThat(again.kept()).isEmpty();
            shop.compact();
            assertThat(shop.load("till", twice).duplicates()).isEqualTo(3);
            assertThat(CanonicalExport.digest(shop.store())).isEqualTo(digest);
        }
    }

    @Test
    void theSameRowFromAnotherSourceIsAnotherEvent() {
        try (Shop shop = new Shop(folder)) {
            List<Line> lines = List.of(Line.sold("ann", "2026-01-01T00:00:00Z", "tea"));
            shop.load("till", lines);
            assertThat(shop.load("web", lines).duplicates()).isZero();
        }
    }

    @Test
    void asKnownHidesWhatBecameKnownLateAndAsCorrectedShowsIt() {
        try (Shop shop = new Shop(folder)) {
            shop.load(
                    "till",
                    List.of(
                            new Line(
                                    "ann",
                                    "sold",
                                    "2026-01-01T00:00:00Z",
                                    "2026-03-01T00:00:00Z",
                                    Map.of("item", "late")),
                            Line.sold("ann", "2026-01-05T00:00:00Z", "plain")));
            Instant february = Instant.parse("2026-02-01T00:00:00Z");
            assertThat(told(shop, new Scope(february, Scope.Mode.AS_KNOWN, null, null))
                            .get(0))
                    .hasSize(1);
            assertThat(told(shop, new Scope(february, Scope.Mode.AS_CORRECTED, null, null))
                            .get(0))
                    .hasSize(2);
        }
    }

    @Test
    void anInstantFromWhichOnAndCustomersNarrowTheScope() {
        try (Shop shop = new Shop(folder)) {
            shop.load(
                    "till",
                    List.of(
                            Line.sold("ann", "2026-01-31T23:59:59Z", "before"),
                            Line.sold("ann", "2026-02-01T00:00:00Z", "from"),
                            Line.sold("bob", "2026-02-02T00:00:00Z", "other"),
                            Line.sold("", "2026-02-02T00:00:00Z", "nobody")));
            shop.compact();
            Scope scope = Scope.asOf(END).since(Instant.parse("2026-02-01T00:00:00Z"));
            assertThat(told(shop, scope)).hasSize(2);
            assertThat(told(shop, scope).get(0)).singleElement().asString().contains("from");
            assertThat(told(shop, scope.within(RoaringBitmap.bitmapOf(1)))).containsOnlyKeys(1);
            assertThat(told(shop, scope.within(new RoaringBitmap()))).isEmpty();
        }
    }

    @Test
    void aLoadGivenUpNeverWas() {
        try (Shop shop = new Shop(folder)) {
            shop.load("till", List.of(Line.sold("ann", "2026-01-01T00:00:00Z", "tea")));
            String digest = CanonicalExport.digest(shop.store());
            try (EventSink sink = shop.store().load("till", "by hand", "UTC")) {
                sink.append(shop.batch(List.of(Line.sold("ann", "2026-01-02T00:00:00Z", "cup"))));
            }
            Work cancelled = new Work();
            cancelled.cancel();
            EventSink sink = shop.store().load("till", "by hand", "UTC");
            sink.append(shop.batch(List.of(Line.sold("ann", "2026-01-03T00:00:00Z", "pot"))));
            assertThatThrownBy(() -> sink.finish(new Tally(), List.of(), cancelled))
                    .isInstanceOf(CancellationException.class);
            sink.close();
            assertThat(CanonicalExport.digest(shop.store())).isEqualTo(digest);
            assertThat(shop.store().loads()).hasSize(1);
        }
    }

    @Test
    void aPropertyAddedToThePlanIsMissingInOldEventsAndThereInNewOnes() {
        try (Shop shop = new Shop(folder, List.of("item"))) {
            shop.load("till", List.of(Line.sold("ann", "2026-01-01T00:00:00Z", "tea")));
            shop.compact();
        }
        try (Shop shop = new Shop(folder, List.of("item", "count"))) {
            shop.load(
                    "till",
                    List.of(new Line("ann", "sold", "2026-01-02T00:00:00Z", null, Map.of("item", "cup", "count", 5L))));
            List<String> events = List.of("sold 2026-01-01T00:00:00Z tea -", "sold 2026-01-02T00:00:00Z cup 5");
            assertThat(told(shop)).isEqualTo(Map.of(0, events));
            shop.compact();
            assertThat(told(shop)).isEqualTo(Map.of(0, events));
        }
    }

    @Test
    void aSecondProcessIsRefusedInAWordThatOneCanActOn() throws IOException, InterruptedException {
        try (Shop shop = new Shop(folder)) {
            assertThat(shop.store().customers().size()).isZero();
            Process second = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SecondProcess.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(second.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(second.waitFor()).isZero();
            assertThat(said.strip()).isEqualTo("STORE_IN_USE");
        }
    }

    /// Opens a store that another process holds, and says how that ended.
    static final class SecondProcess {
        private SecondProcess() {}

        public static void main(String[] arguments) {
            try (Shop _ = new Shop(Path.of(arguments[0]))) {
                System.out.println("opened");
            } catch (UserProblem problem) {
                System.out.println(problem.code());
            }
        }
    }

    @Test
    void whatAKilledCompactionLeftBehindIsSweptAtTheNextStart() throws IOException {
        try (Shop shop = new Shop(folder)) {
            shop.load("till", List.of(Line.sold("ann", "2026-01-01T00:00:00Z", "tea")));
            shop.compact();
        }
        Path orphan = folder.resolve("lake/2026-01/customers-99.parquet.half");
        Files.writeString(orphan, "half a file");
        try (Shop shop = new Shop(folder)) {
            assertThat(orphan).doesNotExist();
            assertThat(told(shop).get(0)).hasSize(1);
            try (Stream<Path> files = Files.list(folder.resolve("lake/2026-01"))) {
                assertThat(files).hasSize(1);
            }
        }
    }

    @Test
    void aStoreOfANewerProgramIsRefused() {
        try (Shop shop = new Shop(folder)) {
            shop.store()
                    .with(connection -> Sql.execute(connection, "UPDATE meta SET value = '99' WHERE name = 'schema'"));
        }
        assertThatThrownBy(() -> new Shop(folder))
                .isInstanceOf(UserProblem.class)
                .hasMessageStartingWith("STORE_TOO_NEW");
    }

    @Test
    void theConsoleReadsAndNeverWrites() {
        try (Shop shop = new Shop(folder)) {
            shop.load(
                    "till",
                    List.of(
                            Line.sold("ann", "2026-01-01T00:00:00Z", "tea"),
                            Line.sold("", "2026-01-01T00:00:00Z", "cup")));
            SqlConsole console = new SqlConsole(shop.store());
            assertThat(console.query("SELECT item FROM events ORDER BY item", 1))
                    .isEqualTo(new SqlConsole.Table(List.of("item"), List.of(List.of("cup")), true));
            assertThatThrownBy(() -> console.query("DROP TABLE delta", 1)).hasMessageStartingWith("BAD_SQL");
            assertThatThrownBy(() -> console.query("WITH x AS (SELECT 1) DELETE FROM delta", 1))
                    .hasMessageStartingWith("BAD_SQL");
            assertThatThrownBy(() -> console.query("SELECT 1; DROP TABLE delta", 1))
                    .hasMessageStartingWith("BAD_SQL");
            assertThatThrownBy(() -> console.query("SELECT nothing FROM events", 1))
                    .hasMessageStartingWith("BAD_SQL");
            assertThat(told(shop).get(0)).hasSize(1);
        }
    }
}

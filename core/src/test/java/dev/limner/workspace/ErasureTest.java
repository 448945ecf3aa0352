package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.engine.duckdb.QuarantineLog;
import dev.limner.identity.Customers;
import dev.limner.identity.Customers.Identifier;
import dev.limner.insight.Kpi;
import dev.limner.insight.KpiStudy;
import dev.limner.insight.Trade;
import dev.limner.portrait.Column;
import dev.limner.portrait.Moment;
import dev.limner.portrait.People;
import dev.limner.privacy.Erasure;
import dev.limner.problem.UserProblem;
import dev.limner.segment.Segments;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import dev.limner.workspace.Identities.Hand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/// Erasing one person of a workspace whose rows have a member card, a phone and a cookie.
class ErasureTest {
    private static final List<String> COLUMNS =
            List.of("customer", "phone", "cookie", "time", "order", "item", "quantity", "price");
    private static final Hand ANN = new Hand("ann", "asked for");
    private static final String RULES = """
            rules:
              - id: tea
                title: {en: Tea, zh: 茶}
                rule: "any purchase where item = 'i1'"
              - id: often
                title: {en: Often, zh: 常客}
                rule: count(order) >= 3 and sum(order.total) > 100
            """;
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

    @TempDir
    private Path folder = Path.of("");

    private Desk open(String name) throws IOException {
        Path workspace = folder.resolve(name);
        if (!Files.exists(workspace)) {
            SmallShop.write(workspace);
            SmallShop.edit(
                    workspace.resolve("sources/orders.yaml"),
                    "customer: {column: customer, kind: member}",
                    "identifiers: [{column: customer, kind: member}, {column: phone, kind: phone}, {column: cookie, kind: cookie}]");
            Files.writeString(workspace.resolve("segments/rules.yaml"), RULES);
            Files.writeString(workspace.resolve("identity.yaml"), CAUTIOUS);
            SmallShop.edit(
                    workspace.resolve("limner.yaml"),
                    "store: store",
                    "store: store\nraw_rows: {days: 9999, megabytes: 100}");
        }
        return new Desk(SmallShop.open(workspace), Clock.systemUTC());
    }

    private static void fill(Desk desk, List<List<String>> rows) {
        desk.fill(MemoryRows.of(COLUMNS, rows), new Work());
    }

    private static List<List<String>> random(Random random) {
        List<List<String>> rows = new ArrayList<>();
        for (int order = 0; order < 60; order++) {
            String member = random.nextInt(3) == 0 ? "" : "membercard%03d".formatted(random.nextInt(12));
            String phone = random.nextInt(3) > 0
                    ? ""
                    : random.nextInt(6) == 0 ? "000" : "telephone%03d".formatted(random.nextInt(12));
            String cookie = random.nextInt(2) == 0 ? "" : "cookiejar%03d".formatted(random.nextInt(20));
            String time = "2024-0%d-%02d 10:00:00".formatted(1 + random.nextInt(2), 1 + random.nextInt(28));
            for (int line = 0; line <= random.nextInt(3); line++) {
                rows.add(List.of(
                        member,
                        phone,
                        cookie,
                        time,
                        "o" + order,
                        "i" + random.nextInt(4),
                        Integer.toString(random.nextInt(9) == 0 ? -1 : 1 + random.nextInt(3)),
                        random.nextInt(12) == 0 ? "much" : (1 + random.nextInt(90)) + ".50"));
            }
        }
        return rows;
    }

    /// All that pages show of everybody, by names and not by numbers.
    private static Map<String, Object> shown(Desk desk) {
        Moment moment = desk.moment(null);
        Customers customers = desk.workspace().store().customers();
        People people = desk.people(moment);
        Map<String, Object> shown = new TreeMap<>();
        for (int customer : people.customers()) {
            Map<String, String> tags = new TreeMap<>();
            for (Column column : people.columns()) {
                tags.put(column.tag().name(), String.valueOf(column.text(customer)));
            }
            shown.put(
                    customers.identifiers(customer).stream()
                            .map(Identifier::toString)
                            .sorted()
                            .toList()
                            .toString(),
                    tags);
        }
        for (Segments.Group group : desk.workspace().definitions().segments().groups()) {
            shown.put(
                    "sizes by " + group.tag().name(),
                    Segments.sizes(people, group).toString());
        }
        desk.ruled(moment).forEach((id, members) -> shown.put("members of " + id, names(desk, members)));
        shown.put("extent", desk.extent());
        shown.put(
                "customers",
                customers.all().stream().filter(people.customers()::contains).count());
        KpiStudy.Windows kpis =
                desk.ask(new KpiStudy(Trade.of(desk.workspace().definitions().plan()), moment, 60), moment, null);
        shown.put("kpis", Kpi.of(kpis).toString());
        shown.put(
                "quarantine",
                new QuarantineLog(desk.workspace().store())
                        .page("orders", null, 0, 1000).stream()
                                .map(row -> row.fields().toString())
                                .sorted()
                                .toList());
        return shown;
    }

    private static List<String> names(Desk desk, RoaringBitmap members) {
        List<String> names = new ArrayList<>();
        members.forEach(
                (int customer) -> names.add(desk.workspace().store().customers().name(customer)));
        return names.stream().sorted().toList();
    }

    private static List<Identifier> about(List<String> row) {
        return Stream.of(
                        new Identifier("member", row.get(0)),
                        new Identifier("phone", row.get(1)),
                        new Identifier("cookie", row.get(2)))
                .filter(identifier -> !identifier.value().isEmpty())
                .toList();
    }

    private static boolean isOf(Desk desk, List<String> row, int customer) {
        Customers customers = desk.workspace().store().customers();
        List<Identifier> about = about(row);
        if (row.get(7).equals("much")) { // never had a node; goes where it bears an identifier
            return about.stream().anyMatch(customers.identifiers(customer)::contains);
        }
        return !about.isEmpty() && customers.customer(customers.node(about, Long.MAX_VALUE)) == customer;
    }

    private static String anybody(Desk desk, Random random) {
        List<String> people = new ArrayList<>();
        for (int customer : desk.people(desk.moment(null)).customers()) {
            people.add(desk.workspace().store().customers().name(customer));
        }
        return people.get(random.nextInt(people.size()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void theStoreIsThenAsOneThatNeverHadThePerson(int seed) throws IOException {
        Random random = new Random(seed);
        List<List<String>> rows = random(random);
        try (Desk erased = open("erased");
                Desk never = open("never")) {
            fill(erased, rows);
            String name = anybody(erased, random);
            if (seed % 2 == 0) { // who is who moved after files were written
                List<String> people = List.of(name, anybody(erased, random), anybody(erased, random));
                if (people.stream().distinct().count() == people.size()) {
                    erased.identities().link(people, ANN);
                }
            }
            int customer = erased.customer(name);
            List<String> theirs = erased.workspace().store().customers().identifiers(customer).stream()
                    .map(Identifier::value)
                    .toList();
            // what belongs to the person also goes from the rows of others
            List<List<String>> others = rows.stream()
                    .filter(row -> !isOf(erased, row, customer))
                    .map(row -> row.stream()
                            .map(field -> theirs.contains(field) ? "" : field)
                            .toList())
                    .toList();
            Erasure done = erased.privacy().erase(name, ANN);
            fill(never, others);
            Map<String, Object> expected = shown(never);
            assertThatShown(erased).as("at once").isEqualTo(expected);
            assertThat(done.found().events()).isPositive();
            assertThatThrownBy(() -> erased.customer(name)).isInstanceOf(UserProblem.class);

            fill(erased, rows);
            assertThatShown(erased).as("after the same rows came again").isEqualTo(expected);

            erased.privacy().purge(new Work());
            assertThatShown(erased).as("after the files were written anew").isEqualTo(expected);
            assertThat(erased.privacy().erasures()).allMatch(erasure -> erasure.doneAt() != null);
            assertThat(bearing(folder.resolve("erased/store"), theirs)).isEmpty();

            fill(erased, rows);
            assertThatShown(erased).as("after the same rows came once more").isEqualTo(expected);
            assertThat(bearing(folder.resolve("erased/store"), theirs)).isEmpty();
        }
    }

    private static org.assertj.core.api.MapAssert<String, Object> assertThatShown(Desk desk) {
        return assertThat(shown(desk));
    }

    /// The files that have one of these texts: among their bytes, and among what they unpack to.
    static Map<Path, String> bearing(Path store, List<String> texts) throws IOException {
        Map<Path, String> found = new HashMap<>();
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) + unpacked(file);
                texts.stream()
                        .filter(text -> text.length() > 5 && all.contains(text))
                        .forEach(text -> found.put(file, text));
            }
        }
        return found;
    }

    private static String unpacked(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }
        if (name.endsWith(".parquet")) {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("SELECT t::VARCHAR FROM read_parquet('" + file + "') AS t")) {
                StringBuilder text = new StringBuilder();
                while (rows.next()) {
                    text.append(rows.getString(1));
                }
                return text.toString();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
        return "";
    }

    @Test
    void allThatBearsAnIdentifierIsFoundByTheProofBeforeAndGoneAfter() throws IOException {
        List<List<String>> rows = random(new Random(7));
        try (Desk desk = open("shop")) {
            rows.add(List.of("membercard001", "", "", "2024-01-20 10:00:00", "o99", "unmistakable", "1", "5.00"));
            fill(desk, rows);
            List<String> theirs = List.of("membercard001", "unmistakable");
            assertThat(desk.privacy().preview("membercard001").rawFiles()).isPositive();
            assertThat(bearing(folder.resolve("shop/store"), theirs).keySet())
                    .extracting(file -> file.getFileName().toString().replaceAll("[0-9]+", "N"))
                    .contains("customers-N.parquet", "load-N.rows.gz");
            desk.privacy().erase("membercard001", ANN);
            assertThat(bearing(folder.resolve("shop/store"), theirs)).isNotEmpty();
            desk.privacy().purge(new Work());
            assertThat(bearing(folder.resolve("shop/store"), theirs)).isEmpty();
        }
        assertThat(bearing(folder.resolve("shop/store"), List.of("membercard001", "unmistakable")))
                .isEmpty();
        assertThat(bearing(folder.resolve("shop/store"), List.of("membercard002")))
                .isNotEmpty();
    }

    @Test
    void aKilledProcessLeavesThePersonMaskedAndThePurgeToBeDoneAgain() throws IOException {
        List<List<String>> rows = random(new Random(8));
        Map<String, Object> expected;
        try (Desk desk = open("shop")) {
            fill(desk, rows);
            desk.privacy().erase("membercard001", ANN);
            expected = shown(desk);
            copy("shop", "afterErasing");
            desk.privacy().rewrite(new Work());
            copy("shop", "afterRewriting");
        }
        for (String killed : List.of("afterErasing", "afterRewriting")) {
            // what a killed copying of the database leaves
            Files.writeString(folder.resolve(killed).resolve("store/limner.duckdb.copy"), "half");
            try (Desk desk = open(killed)) {
                assertThat(shown(desk)).as(killed).isEqualTo(expected);
                desk.privacy().purge(new Work());
                assertThat(shown(desk)).as(killed).isEqualTo(expected);
                assertThat(desk.privacy().erasures()).allMatch(erasure -> erasure.doneAt() != null);
            }
            assertThat(bearing(folder.resolve(killed).resolve("store"), List.of("membercard001")))
                    .isEmpty();
        }
    }

    private void copy(String from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(from))) {
            for (Path file : files.toList()) {
                Path copied = folder.resolve(to)
                        .resolve(folder.resolve(from).relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied);
                }
            }
        }
    }

    @Test
    void whoComesBackAfterwardsIsSomebodyNewWithAnotherNumber() throws IOException {
        try (Desk desk = open("shop")) {
            fill(desk, random(new Random(9)));
            int before = desk.customer("membercard001");
            desk.privacy().erase("membercard001", ANN);
            fill(desk, List.of(List.of("membercard001", "", "", "2090-01-01 10:00:00", "oX", "i1", "1", "5.00")));
            assertThat(desk.customer("membercard001")).isGreaterThan(before);
            fill(desk, List.of(List.of("membercard001", "", "", "2024-01-02 10:00:00", "oY", "i1", "1", "5.00")));
            assertThat(desk.events(desk.customer("membercard001"), desk.moment("2091-01-01")))
                    .hasSize(2); // line and order
        }
    }

    @Test
    void anErasureCannotBeUndone() throws IOException {
        try (Desk desk = open("shop")) {
            fill(desk, random(new Random(10)));
            desk.privacy().erase("membercard001", ANN);
            int entry = desk.identities().entries().getLast().number();
            assertThatThrownBy(() -> desk.identities().undo(entry, ANN)).hasMessageContaining("ERASURE_STANDS");
        }
    }

    @Test
    void whatIsHandedOutHasEveryEventAndRowSetAside() throws IOException {
        List<List<String>> rows = random(new Random(11));
        try (Desk desk = open("shop")) {
            fill(desk, rows);
            int customer = desk.customer("membercard001");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            desk.privacy().export("membercard001", out);
            Map<String, String> files = new HashMap<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            Erasure.Found found = desk.privacy().preview("membercard001");
            assertThat(files.getOrDefault("events.jsonl", "").lines()).hasSize((int) found.events());
            assertThat(found.events())
                    .isEqualTo(desk.events(customer, desk.moment(null)).size());
            assertThat(files.getOrDefault("quarantine.jsonl", "").lines()).hasSize((int) found.quarantined());
            assertThat(files.get("identifiers.jsonl")).contains("membercard001");
            assertThat(files.get("summary.txt")).contains("membercard001").contains("截至");
        }
    }
}

package dev.limner.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.engine.duckdb.SqlConsole;
import dev.limner.engine.duckdb.Store;
import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import dev.limner.work.Work;
import dev.limner.workspace.Workspace;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows of a real PostgreSQL, in one go and in steps.
@Tag("slow")
class QueryTest {
    private static final double[] KILLED_AT = {0.3, 0.5, 0.65, 0.8, 0.9};

    @TempDir
    private static Path home = Path.of("set by JUnit");

    private static EmbeddedPostgres postgres;
    private static Map<String, String> environment = Map.of();

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @BeforeAll
    static void startsTheDatabase() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(home.resolve("binaries").toFile())
                .setDataDirectory(home.resolve("data"))
                .start();
        environment = Map.of("SHOP", postgres.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    static void stopsTheDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void makesTheTableAndTheWorkspace() throws IOException, SQLException {
        execute("DROP TABLE IF EXISTS orders");
        execute(
                "CREATE TABLE orders (id bigint, member text, \"paidAt\" timestamptz, item text, amount numeric(10, 2))");
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("limner.yaml"), """
                id: shop
                title: {en: Shop, zh: 商店}
                zone: Asia/Shanghai
                currency: CNY
                clock: 2026-12-01
                store: store
                simulated: true
                """);
        Files.writeString(folder.resolve("events.yaml"), """
                types:
                  purchase: {title: {en: Purchase, zh: 购买}, properties: [order_id, item, amount]}
                properties:
                  order_id: {type: text, title: {en: Order, zh: 订单}}
                  item: {type: text, title: {en: Item, zh: 商品}}
                  amount: {type: money, title: {en: Amount, zh: 金额}}
                """);
        Files.writeString(folder.resolve("sources/orders.sql"), "SELECT * FROM orders WHERE amount > 0;\n");
        Files.writeString(folder.resolve("sources/orders.yaml"), """
                source: orders
                title: {en: Orders, zh: 订单}
                file: sources/orders.sql
                format: {query: {connection: SHOP, watermark: paidAt}}
                zone: Asia/Shanghai
                currency: CNY
                customer: {column: member, kind: member}
                time: {column: paidAt, pattern: "yyyy-MM-dd HH:mm:ss.SSSSSSxxx"}
                rules:
                  - rule: purchase
                    title: {en: Purchase, zh: 购买}
                    event: purchase
                    properties: {order_id: id, item: item, amount: amount}
                """);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(environment.getOrDefault("SHOP", ""));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Orders numbered `from` to `to`, four of each second.
    private static void order(int from, int to) throws SQLException {
        execute(
                "INSERT INTO orders SELECT i, 'm' || i % 997, timestamptz '2026-01-01 00:00:00+00' + (i / 4) * interval '1 second',"
                        + " '茶', 1.5 + i % 10 FROM generate_series(" + from + ", " + to + ") AS i");
    }

    private Workspace open() {
        return Workspace.open(folder, new Store.Limits(200, 2));
    }

    private static FileFormats formats() {
        return new FileFormats(
                (file, _) -> {
                    throw new AssertionError(file);
                },
                environment);
    }

    private LoadReport imported() {
        try (Workspace workspace = open()) {
            return workspace.importSource("orders", formats(), new Work());
        }
    }

    private List<String> counted() {
        try (Workspace workspace = open()) {
            return new SqlConsole(workspace.store())
                    .query("SELECT count(*), count(DISTINCT order_id), sum(amount) FROM events", 10).rows().stream()
                            .map(String::valueOf)
                            .toList();
        }
    }

    @Test
    void eachImportBringsWhatIsNewAndNothingTwice() throws SQLException {
        order(1, 10);
        assertThat(imported().rows()).isEqualTo(10);
        order(11, 14);
        LoadReport second = imported();
        // orders 8 to 10 share the second that was reached: they are asked for again, and known
        assertThat(second.rows()).isEqualTo(7);
        assertThat(second.duplicates()).isEqualTo(3);
        assertThat(second.kept()).containsExactly(new LoadReport.Count("purchase", 4, 0));
        assertThat(imported().kept()).isEmpty();
        assertThat(counted()).containsExactly("[14, 14, 76.0000]");
    }

    @Test
    void anEqualRowThatComesLaterIsNoDuplicate() throws SQLException {
        order(1, 1);
        imported();
        order(1, 1);
        assertThat(imported().kept()).containsExactly(new LoadReport.Count("purchase", 1, 0));
    }

    @Test
    void killedInTheMiddleAndRunAgainNothingIsLostOrDoubled() throws Exception {
        order(1, 60_000);
        long start = System.nanoTime();
        assertThat(importing().waitFor()).isZero();
        long nanos = System.nanoTime() - start;
        int killed = 0;
        int last = 60_000;
        for (double share : KILLED_AT) {
            order(last + 1, last + 30_000);
            last += 30_000;
            Process process = importing();
            if (!process.waitFor((long) (nanos * share), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly().waitFor();
                killed++;
            }
        }
        assertThat(killed).as("imports that were killed").isPositive();
        assertThat(importing().waitFor()).isZero();
        // amounts 1.5 + 0..9 repeat every ten orders
        assertThat(counted()).containsExactly("[%1$d, %1$d, %2$d.0000]".formatted(last, last * 6L));
    }

    private Process importing() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ImportOnce.class.getName(),
                folder.toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void everyTypeIsWrittenInOneWayWhateverTheSessionsZone() throws IOException, SQLException {
        Path file = Files.writeString(folder.resolve("types.sql"), """
                SELECT 7::bigint AS whole, 1.50::numeric(8, 2) AS money, date '2026-01-05' AS day, true AS gift,
                  timestamp '2026-01-05 10:00:00.5' AS local, timestamptz '2026-01-05 10:00:00+08' AS exact,
                  NULL::text AS gone, '茶' AS item, '{"a": 1}'::jsonb AS more""");
        Mapping.Format format =
                new Mapping.Format(null, null, null, null, null, null, new Mapping.Query("SHOP", null, null));
        try (Rows rows = formats().open(file, format)) {
            assertThat(rows.next())
                    .isEqualTo(new Rows.Row(
                            1,
                            List.of(
                                    "7",
                                    "1.50",
                                    "2026-01-05",
                                    "t",
                                    "2026-01-05 10:00:00.500000",
                                    "2026-01-05 02:00:00.000000+00:00",
                                    "",
                                    "茶",
                                    "{\"a\": 1}")));
        }
    }

    @Test
    void whatTheDatabaseRefusesIsSaid() throws IOException {
        Files.writeString(folder.resolve("sources/orders.sql"), "SELECT * FROM nothing");
        assertThatThrownBy(this::imported)
                .hasMessageStartingWith("QUERY_FAILED")
                .hasMessageContaining("nothing");
        FileFormats none = new FileFormats(formats(), Map.of());
        assertThatThrownBy(() -> {
                    try (Workspace workspace = open()) {
                        workspace.importSource("orders", none, new Work());
                    }
                })
                .hasMessageContaining("no variable (SHOP)");
    }
}

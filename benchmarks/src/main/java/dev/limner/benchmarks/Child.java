package dev.limner.benchmarks;

import dev.limner.connect.FileFormats;
import dev.limner.engine.duckdb.ParquetFormat;
import dev.limner.engine.duckdb.Store;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.portrait.Moment;
import dev.limner.source.LoadReport;
import dev.limner.work.Work;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// One measurement in a process of its own; its last line of output are its [Stopwatch.Readings] as JSON.
///
/// `--do` is one of `import`, `studies`, `sql`, `read_csv`; `--folder` is a generated workspace.
final class Child {
    private final Path folder;
    private final int threads;
    private final int memoryMb;
    private final int times;
    private final Stopwatch stopwatch = new Stopwatch();

    private Child(Flags flags) {
        folder = Path.of(flags.text("folder", "shop"));
        threads = (int) flags.number("threads", Runtime.getRuntime().availableProcessors());
        memoryMb = (int) flags.number("memory", 768);
        times = (int) flags.number("times", 5);
    }

    public static void main(String[] arguments) throws Exception {
        Flags flags = Flags.of(arguments);
        Child child = new Child(flags);
        switch (flags.text("do", "")) {
            case "import" -> child.importRows();
            case "studies" -> child.studies();
            case "sql" -> child.sql();
            case "read_csv" -> child.readCsv();
            default -> throw new IllegalArgumentException("--do must be import, studies, sql or read_csv");
        }
        child.stopwatch.note("peakMb", peakMb());
        System.out.println(JsonMapper.shared().writeValueAsString(child.stopwatch.readings()));
    }

    private void importRows() throws Exception {
        try (Workspace workspace = open()) {
            stopwatch.once(
                    "seconds",
                    () -> workspace.importSource("shop", new FileFormats(new ParquetFormat(), Map.of()), new Work()));
            LoadReport report = workspace.store().loads().getFirst();
            long events = Stream.of(report.kept(), report.derived())
                    .flatMap(List::stream)
                    .mapToLong(LoadReport.Count::count)
                    .sum();
            stopwatch.note("loadSeconds", report.seconds());
            stopwatch.note("rows", (double) report.rows());
            stopwatch.note("events", (double) events);
            stopwatch.note("bytesPerEvent", (double) lakeBytes() / events);
        }
    }

    private void studies() throws Exception {
        try (Workspace workspace = open()) {
            TrackingPlan plan = workspace.store().plan();
            Answers answers = new Answers(workspace.engine(), plan, moment(workspace));
            stopwatch.median("rfm", times, answers::rfm);
            stopwatch.median("kpi", times, answers::kpi);
            stopwatch.median("heat", times, answers::heat);
            stopwatch.median("together", times, answers::together);
        }
    }

    private void sql() throws Exception {
        try (Workspace workspace = open();
                HandSql sql = new HandSql(workspace.store().eventFiles(), moment(workspace), threads)) {
            for (HandSql.Form form : HandSql.Form.values()) {
                stopwatch.median("rfm " + form, times, () -> sql.rfm("event", form));
                stopwatch.median("kpi " + form, times, () -> sql.kpi("event", form));
                stopwatch.median("heat " + form, times, () -> sql.heat("event", form));
            }
            stopwatch.median("together ONE_BY_ONE", times, sql::oneByOne);
            stopwatch.median("together OVER_TABLE", times, sql::overTable);
        }
    }

    /// DuckDB reads the same file into a table of a new database file, finding the types itself.
    private void readCsv() throws Exception {
        Path database = folder.resolve("read_csv.duckdb");
        Files.deleteIfExists(database);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
            stopwatch.once("seconds", () -> {
                statement.execute("CREATE TABLE line AS FROM read_csv('" + folder.resolve("data/shop.csv") + "')");
                return statement.execute("CHECKPOINT");
            });
        }
        Files.deleteIfExists(database);
    }

    private Workspace open() {
        return Workspace.open(folder, new Store.Limits(memoryMb, threads));
    }

    private static Moment moment(Workspace workspace) {
        return Moment.before(Season.END, new LocalClock(workspace.settings().zoneId()));
    }

    private long lakeBytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("store/lake"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /// The most resident memory that this process ever had; 0 where the system does not say.
    static double peakMb() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}

package dev.limner.benchmarks;

import dev.limner.connect.FileFormats;
import dev.limner.engine.duckdb.ParquetFormat;
import dev.limner.engine.duckdb.SqlConsole;
import dev.limner.engine.duckdb.Store;
import dev.limner.source.LoadReport;
import dev.limner.work.Work;
import dev.limner.workspace.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Imports of rough files in bounded memory, each in a process of its own: a CSV in GB18030 with broken
/// lines, every one of which must be set aside with its line and reason and nothing else; and a workbook.
final class RoughImport {
    private static final long SEED = 20_260_211;

    private RoughImport() {}

    /// Flags: `--mb=100` (of CSV), `--rows=100000` (of the workbook), `--folder=rough`, `--heap=256m`,
    /// `--memory=300` (of the store).
    public static void main(String[] arguments) throws Exception {
        Flags flags = Flags.of(arguments);
        if (flags.text("do", "").equals("import")) {
            importOnce(flags);
            return;
        }
        Map<String, String> bounded = new HashMap<>(flags.values());
        bounded.putIfAbsent("heap", "256m");
        Path folder = Path.of(flags.text("folder", "rough"));
        long bytes = flags.number("mb", 100) * 1_000_000;
        int rows = (int) flags.number("rows", 100_000);

        RoughFile.Written written = RoughFile.write(folder.resolve("csv"), bytes, SEED);
        report("csv", Children.run(RoughImport.class, new Flags(bounded), folder.resolve("csv"), "import"));
        compare(folder.resolve("csv"), written);

        RoughSheet.write(folder.resolve("xlsx"), rows, SEED);
        Stopwatch.Readings sheet =
                Children.run(RoughImport.class, new Flags(bounded), folder.resolve("xlsx"), "import");
        report("xlsx", sheet);
        require(sheet.figures().getOrDefault("kept", 0.0) == rows, "every row of the workbook is kept");
    }

    private static void importOnce(Flags flags) throws Exception {
        Stopwatch stopwatch = new Stopwatch();
        Path folder = Path.of(flags.text("folder", ""));
        try (Workspace workspace = open(folder, (int) flags.number("memory", 300))) {
            stopwatch.once(
                    "seconds",
                    () -> workspace.importSource("rough", new FileFormats(new ParquetFormat(), Map.of()), new Work()));
            LoadReport load = workspace.store().loads().getLast();
            stopwatch.note("rows", (double) load.rows());
            stopwatch.note("loadSeconds", load.seconds());
            stopwatch.note("kept", sum(load.kept()));
            stopwatch.note("quarantined", sum(load.quarantined()));
        }
        stopwatch.note("peakMb", Child.peakMb());
        System.out.println(JsonMapper.shared().writeValueAsString(stopwatch.readings()));
    }

    private static Workspace open(Path folder, int memoryMb) {
        return Workspace.open(
                folder, new Store.Limits(memoryMb, Runtime.getRuntime().availableProcessors()));
    }

    private static double sum(List<LoadReport.Count> counts) {
        return (double) counts.stream().mapToLong(LoadReport.Count::count).sum();
    }

    /// Compares the quarantine with what was written, line by line.
    static void compare(Path folder, RoughFile.Written written) {
        try (Workspace workspace = open(folder, 300)) {
            LoadReport load = workspace.store().loads().getLast();
            require(load.rows() == written.rows(), load.rows() + " rows were read, not " + written.rows());
            List<RoughFile.Broken> aside = new SqlConsole(workspace.store())
                    .query("SELECT line, reason FROM quarantine ORDER BY line", Integer.MAX_VALUE - 1).rows().stream()
                            .map(row -> new RoughFile.Broken(
                                    Long.parseLong(String.valueOf(row.getFirst())), String.valueOf(row.getLast())))
                            .toList();
            require(aside.equals(written.broken()), "the quarantine is not what was broken");
            require(sum(load.kept()) == written.rows() - written.broken().size(), "not every sound row was kept");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static void report(String name, Stopwatch.Readings readings) {
        Map<String, Double> figures = readings.figures();
        System.out.printf(
                Locale.ROOT,
                "%s: %,.0f rows, %,.0f set aside, %.1f s (%.1f CPU s), peak %.0f MB%n",
                name,
                figures.getOrDefault("rows", 0.0),
                figures.getOrDefault("quarantined", 0.0),
                figures.getOrDefault("seconds", 0.0),
                figures.getOrDefault("seconds" + Stopwatch.CPU, 0.0),
                figures.getOrDefault("peakMb", 0.0));
    }
}

package dev.limner.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What was measured at one size: medians over the repetitions, seconds by the clock and of all processors
/// together.
record SizeReport(
        long rows,
        long events,
        Cost importing,
        Cost readCsv,
        double bytesPerEvent,
        double importPeakMb,
        double studiesPeakMb,
        Map<String, Cost> studies,
        Map<String, Cost> sql) {
    private static final List<String> PASSES = List.of("rfm", "kpi", "heat", "together");

    /// Seconds by the clock and of processor time.
    record Cost(double seconds, double cpuSeconds) {}

    /// What the children of one size read, a reading each repetition.
    record AllReadings(
            List<Stopwatch.Readings> imports,
            List<Stopwatch.Readings> readCsv,
            List<Stopwatch.Readings> studies,
            List<Stopwatch.Readings> sql) {
        static AllReadings none() {
            return new AllReadings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    static SizeReport of(AllReadings readings) {
        List<Stopwatch.Readings> imports = readings.imports();
        List<Stopwatch.Readings> studies = readings.studies();
        return new SizeReport(
                (long) median(imports, "rows"),
                (long) median(imports, "events"),
                cost(imports, "seconds"),
                cost(readings.readCsv(), "seconds"),
                median(imports, "bytesPerEvent"),
                median(imports, "peakMb"),
                median(studies, "peakMb"),
                costs(studies),
                costs(readings.sql()));
    }

    private static Map<String, Cost> costs(List<Stopwatch.Readings> readings) {
        Map<String, Cost> costs = new TreeMap<>();
        readings.getFirst().answers().keySet().forEach(name -> costs.put(name, cost(readings, name)));
        return costs;
    }

    private static Cost cost(List<Stopwatch.Readings> readings, String name) {
        return new Cost(median(readings, name), median(readings, name + Stopwatch.CPU));
    }

    private static double median(List<Stopwatch.Readings> readings, String name) {
        return Stopwatch.median(readings.stream()
                .mapToDouble(reading -> Objects.requireNonNull(reading.figures().get(name), name))
                .toArray());
    }

    private Cost study(String pass) {
        return Objects.requireNonNull(studies.get(pass), pass);
    }

    /// The least that any formulation took.
    private double bestSql(String pass, ToDoubleFunction<Cost> what) {
        return sql.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(pass + " "))
                .mapToDouble(entry -> what.applyAsDouble(entry.getValue()))
                .min()
                .orElseThrow();
    }

    /// A table with a column a size.
    static String markdown(List<SizeReport> reports) {
        StringBuilder table = new StringBuilder();
        row(table, "", reports, report -> "%,d rows".formatted(report.rows()));
        table.append("| --- ").append("| ---: ".repeat(reports.size())).append("|\n");
        row(table, "events in the lake", reports, report -> "%,d".formatted(report.events()));
        row(table, "import, s (CPU s)", reports, report -> both(report.importing()));
        row(
                table,
                "import, rows/s",
                reports,
                report -> "%,.0f".formatted(report.rows() / report.importing().seconds()));
        row(
                table,
                "import, rows/CPU s",
                reports,
                report -> "%,.0f".formatted(report.rows() / report.importing().cpuSeconds()));
        row(table, "`read_csv` into a table, s (CPU s)", reports, report -> both(report.readCsv()));
        row(
                table,
                "import : `read_csv`, clock (CPU)",
                reports,
                report -> "%.1f (%.1f)"
                        .formatted(
                                report.importing().seconds() / report.readCsv().seconds(),
                                report.importing().cpuSeconds()
                                        / report.readCsv().cpuSeconds()));
        row(table, "bytes an event in the lake", reports, report -> "%.1f".formatted(report.bytesPerEvent()));
        row(table, "peak memory of the import, MB", reports, report -> "%.0f".formatted(report.importPeakMb()));
        row(table, "peak memory of the passes, MB", reports, report -> "%.0f".formatted(report.studiesPeakMb()));
        for (String pass : PASSES) {
            row(table, pass + ", s (CPU s)", reports, report -> both(report.study(pass)));
            row(
                    table,
                    pass + ", best SQL, s (CPU s)",
                    reports,
                    report -> "%.3f (%.3f)"
                            .formatted(report.bestSql(pass, Cost::seconds), report.bestSql(pass, Cost::cpuSeconds)));
            row(
                    table,
                    pass + " : best SQL, clock (CPU)",
                    reports,
                    report -> "%.2f (%.2f)"
                            .formatted(
                                    report.study(pass).seconds() / report.bestSql(pass, Cost::seconds),
                                    report.study(pass).cpuSeconds() / report.bestSql(pass, Cost::cpuSeconds)));
        }
        return table.toString();
    }

    private static String both(Cost cost) {
        return String.format(Locale.ROOT, "%.3f (%.3f)", cost.seconds(), cost.cpuSeconds());
    }

    private static void row(
            StringBuilder table, String name, List<SizeReport> reports, Function<SizeReport, String> cell) {
        table.append("| ").append(name).append(" | ");
        table.append(reports.stream().map(cell).collect(Collectors.joining(" | ")))
                .append(" |\n");
    }
}

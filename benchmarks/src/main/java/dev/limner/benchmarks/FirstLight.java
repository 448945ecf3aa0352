package dev.limner.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Measures the first light from end to end, at several sizes: the import of a generated shop, RFM, key
/// figures and
/// heat
/// map in one pass and one by one, the same answers by hand-written SQL, and DuckDB's own `read_csv`.
///
/// Each measurement is a [Child] in a JVM of its own; the medians of the repetitions are reported as JSON
/// and as a
/// Markdown table. An answer that differs from SQL's ends it all.
public final class FirstLight {
    private final Flags flags;
    private final Path folder;
    private final int repetitions;
    private final List<SizeReport> reports = new ArrayList<>();

    private FirstLight(Flags flags) {
        this.flags = flags;
        folder = Path.of(flags.text("folder", "first-light"));
        repetitions = (int) flags.number("repetitions", 3);
    }

    /// Flags: `--sizes=1,3,10` (millions of rows), `--repetitions=3`, `--folder=first-light`,
    /// `--heap=768m`, and those
    /// of
    /// [Child].
    public static void main(String[] arguments) throws IOException, InterruptedException {
        FirstLight firstLight = new FirstLight(Flags.of(arguments));
        for (String millions : firstLight.flags.text("sizes", "1,3,10").split(",", -1)) {
            firstLight.measure(Math.round(Double.parseDouble(millions) * 1_000_000));
        }
    }

    private void measure(long rows) throws IOException, InterruptedException {
        Path shop = folder.resolve(rows + "-rows");
        if (!Files.exists(shop.resolve("data/shop.csv"))) {
            Generator.write(shop, Generator.Shape.ofLines(rows));
        }
        SizeReport.AllReadings readings = SizeReport.AllReadings.none();
        for (int i = 0; i < repetitions; i++) {
            delete(shop.resolve("store"));
            readings.imports().add(Children.run(Child.class, flags, shop, "import"));
            readings.readCsv().add(Children.run(Child.class, flags, shop, "read_csv"));
            readings.studies().add(Children.run(Child.class, flags, shop, "studies"));
            readings.sql().add(Children.run(Child.class, flags, shop, "sql"));
        }
        compareAnswers(readings.studies().getFirst(), readings.sql().getFirst());
        SizeReport report = SizeReport.of(readings);
        reports.add(report);
        Files.writeString(
                folder.resolve("report.json"),
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(reports));
        Files.writeString(folder.resolve("report.md"), SizeReport.markdown(reports));
        System.out.println(SizeReport.markdown(reports));
    }

    private static void compareAnswers(Stopwatch.Readings studies, Stopwatch.Readings sql) {
        sql.answers().forEach((name, answer) -> {
            if (!answer.equals(studies.answers().get(name.split(" ", -1)[0]))) {
                throw new IllegalStateException("the studies answer otherwise than the SQL of " + name);
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}

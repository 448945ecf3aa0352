package dev.limner.app;

import dev.limner.examples.ShopSimulation;
import dev.limner.source.LoadReport;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The examples as workspaces to test on: Online Retail, whole or cut, and the simulated shop of any size.
final class Example {
    static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path FOLDER = HOME.resolve("examples/online-retail");
    private static final String DATA = "data/online_retail.csv.gz";

    private Example() {}

    /// A workspace of its own in `folder` with the whole file.
    static Path whole(Path folder) throws IOException {
        Files.createSymbolicLink(definitions(folder).resolve(DATA), FOLDER.resolve(DATA));
        return folder;
    }

    /// A workspace of its own in `folder` with those lines of the file that `kept` takes; the first line is
    /// always
    /// kept.
    static Path cut(Path folder, Predicate<String> kept) throws IOException {
        Path file = definitions(folder).resolve("data/cut.csv");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(FOLDER.resolve(DATA))), StandardCharsets.UTF_8));
                BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(lines.readLine() + "\n");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (kept.test(line)) {
                    out.write(line + "\n");
                }
            }
        }
        Path mapping = folder.resolve("sources/online-retail.yaml");
        Files.writeString(mapping, Files.readString(mapping).replace(DATA, "data/cut.csv"));
        return folder;
    }

    /// A workspace of its own in `folder` with the simulated shop of so many customers.
    static Path simulated(Path folder, int customers) throws IOException {
        Path example = HOME.resolve(SimulatedShop.EXAMPLE);
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(example.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
        SimulatedShop.make(folder, ShopSimulation.Options.defaults().withCustomers(customers));
        return folder;
    }

    static List<LoadReport> fill(Desk desk) {
        return desk.fill(Workbench.rows(), new Work());
    }

    private static Path definitions(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("sources"));
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("segments"));
        for (String file : List.of("limner.yaml", "events.yaml", "sources/online-retail.yaml", "segments/rules.yaml")) {
            Files.copy(FOLDER.resolve(file), folder.resolve(file));
        }
        return folder;
    }
}

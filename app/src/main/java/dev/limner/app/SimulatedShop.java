package dev.limner.app;

import dev.limner.examples.ShopSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// The demo's second workspace, whose rows are made on the spot.
final class SimulatedShop {
    static final String EXAMPLE = "examples/harbour-shop";

    private SimulatedShop() {}

    /// Makes the rows and the truths behind them where they are not there yet. Killed at any point, it
    /// begins anew: the rows come into the workspace as a whole, and last.
    static void make(Path workspace, ShopSimulation.Options options) throws IOException {
        Path data = workspace.resolve("data");
        if (Files.exists(data)) {
            return;
        }
        Path making = Files.createTempDirectory(workspace, "making");
        ShopSimulation.write(making, options);
        Path truth = Files.createDirectories(workspace.resolve("truth"));
        for (Path file : list(making.resolve("truth"))) {
            Files.move(file, truth.resolve(String.valueOf(file.getFileName())), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(making.resolve("truth"));
        Files.move(making.resolve("data"), data);
        Files.delete(making);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}

package dev.limner.connect;

import dev.limner.engine.duckdb.Store;
import dev.limner.work.Work;
import dev.limner.workspace.Workspace;
import java.nio.file.Path;

/// Imports the orders of a workspace in a process that may be killed.
final class ImportOnce {
    private ImportOnce() {}

    public static void main(String[] arguments) {
        try (Workspace workspace = Workspace.open(Path.of(arguments[0]), new Store.Limits(200, 2))) {
            FileFormats formats = new FileFormats(
                    (file, _) -> {
                        throw new AssertionError(file);
                    },
                    System.getenv());
            workspace.importSource("orders", formats, new Work());
        }
    }
}

package dev.limner.app;

import dev.limner.connect.FileFormats;
import dev.limner.engine.duckdb.ParquetFormat;
import dev.limner.engine.duckdb.Store;
import dev.limner.engine.duckdb.Upgrade;
import dev.limner.source.Rows;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Option;

/// What every verb on a workspace is told, and the wiring behind it.
final class Workbench {
    private static final System.Logger LOG = System.getLogger(Workbench.class.getName());

    /// What the store takes beside the heap that the launcher sets.
    private static final int STORE_MEMORY_MB = 450;

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "The workspace's folder; the current one where left out.")
    private Path folder = Path.of(".");

    @Option(
            names = "--store-memory",
            paramLabel = "MB",
            defaultValue = "" + STORE_MEMORY_MB,
            description = "Memory for the store, beside the Java heap; ${DEFAULT-VALUE} where left out.")
    private int storeMemoryMb = STORE_MEMORY_MB;

    /// Opens the workspace; whoever opens closes.
    Desk open() {
        return open(folder, storeMemoryMb);
    }

    /// The workspace's folder.
    Path folder() {
        return folder;
    }

    /// What the store may take.
    Store.Limits limits() {
        return limits(storeMemoryMb);
    }

    private static Store.Limits limits(int storeMemoryMb) {
        return new Store.Limits(storeMemoryMb, Runtime.getRuntime().availableProcessors());
    }

    static Desk open(Path folder, int storeMemoryMb) {
        Workspace workspace = Workspace.open(folder, limits(storeMemoryMb));
        Upgrade upgrade = workspace.store().upgrade();
        if (upgrade != null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the store was upgraded from schema {0} to {1}; what it was before is kept in {2}",
                    upgrade.from(),
                    upgrade.to(),
                    upgrade.copy());
        }
        return new Desk(workspace, Clock.systemUTC());
    }

    static Desk open(Path folder) {
        return open(folder, STORE_MEMORY_MB);
    }

    /// How files of rows are read.
    static Rows.Format rows() {
        return new FileFormats(new ParquetFormat(), System.getenv());
    }
}

package dev.limner.app;

import dev.limner.connect.FileFormats;
import dev.limner.engine.duckdb.ParquetFormat;
import dev.limner.engine.duckdb.Store;
import dev.limner.source.Rows;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every verb on a workspace is told, and the wiring behind it.
final class Workbench {
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

    /// Where its users and keys are kept: beside its definitions, where nothing else is said.
    Path accounts(@Nullable Path said) {
        return accounts(folder, said);
    }

    static Path accounts(Path workspace, @Nullable Path said) {
        return said == null ? workspace.resolve("accounts") : said;
    }

    /// Opens the workspace; whoever opens closes.
    Desk open() {
        return open(folder, storeMemoryMb);
    }

    static Desk open(Path folder, int storeMemoryMb) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new Desk(Workspace.open(folder, new Store.Limits(storeMemoryMb, threads)), Clock.systemUTC());
    }

    static Desk open(Path folder) {
        return open(folder, STORE_MEMORY_MB);
    }

    /// How files of rows are read.
    static Rows.Format rows() {
        return new FileFormats(new ParquetFormat(), System.getenv());
    }
}

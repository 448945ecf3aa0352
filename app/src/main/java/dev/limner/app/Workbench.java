package dev.limner.app;

import dev.limner.connect.FileFormats;
import dev.limner.engine.duckdb.ParquetFormat;
import dev.limner.engine.duckdb.Store;
import dev.limner.engine.duckdb.Upgrade;
import dev.limner.source.Rows;
import dev.limner.work.Reserve;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every verb on a workspace is told, and the wiring behind it.
final class Workbench {
    private static final System.Logger LOG = System.getLogger(Workbench.class.getName());

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "The workspace's folder; the current one where left out.")
    private Path folder = Path.of(".");

    @Option(
            names = "--store-memory",
            paramLabel = "MB",
            description = "Memory for the store, beside the Java heap; 450 where nothing says otherwise.")
    private @Nullable Integer storeMemoryMb;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings; server.yaml in the workspace where left out.")
    private @Nullable Path config;

    /// Where its users and keys are kept: beside its definitions, where nothing else is said.
    Path accounts(Configuration configuration) {
        return accounts(folder, configuration);
    }

    static Path accounts(Path workspace, Configuration configuration) {
        String said = configuration.text(Setting.ACCOUNTS);
        return said.isEmpty() ? workspace.resolve("accounts") : Path.of(said);
    }

    /// Opens the workspace; whoever opens closes.
    Desk open() {
        return open(folder, limits());
    }

    /// The same under settings of which some are options of the verb.
    Desk open(Configuration configuration) {
        return open(folder, limits(configuration));
    }

    /// The settings in effect.
    Configuration configuration() {
        return configuration(Map.of());
    }

    /// The same with further options.
    Configuration configuration(Map<Setting, String> options) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.putAll(options);
        if (storeMemoryMb != null) {
            all.put(Setting.STORE_MEMORY, storeMemoryMb.toString());
        }
        return Configuration.read(folder, config, System.getenv(), all);
    }

    /// The workspace's folder.
    Path folder() {
        return folder;
    }

    /// What the store may take.
    Store.Limits limits() {
        return limits(configuration());
    }

    private static Store.Limits limits(Configuration configuration) {
        return limits(
                configuration.whole(Setting.STORE_MEMORY),
                configuration.whole(Setting.STORE_THREADS),
                Reserve.of(configuration.whole(Setting.DISK_RESERVE) * 1_000_000L));
    }

    /// @param threads 0 for as many as there are processors
    private static Store.Limits limits(int storeMemoryMb, int threads, Reserve reserve) {
        return new Store.Limits(
                storeMemoryMb, threads == 0 ? Runtime.getRuntime().availableProcessors() : threads, reserve);
    }

    static Desk open(Path folder, int storeMemoryMb) {
        return open(folder, limits(storeMemoryMb, 0, Reserve.USUAL));
    }

    private static Desk open(Path folder, Store.Limits limits) {
        Workspace workspace = Workspace.open(folder, limits);
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
        return open(folder, Integer.parseInt(Setting.STORE_MEMORY.fallback()));
    }

    /// How files of rows are read.
    static Rows.Format rows() {
        return new FileFormats(new ParquetFormat(), System.getenv());
    }
}

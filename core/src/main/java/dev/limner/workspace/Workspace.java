package dev.limner.workspace;

import dev.limner.engine.Engine;
import dev.limner.engine.duckdb.DuckDbEngine;
import dev.limner.engine.duckdb.Store;
import dev.limner.event.TrackingPlan;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.source.EventSink;
import dev.limner.source.Importer;
import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import dev.limner.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One folder of definitions with one open store.
public final class Workspace implements AutoCloseable {
    private final Path folder;
    private final Settings settings;
    private final Map<String, Mapping> mappings;
    private final Store store;
    private final Engine engine;

    private Workspace(Path folder, Settings settings, Map<String, Mapping> mappings, Store store, Engine engine) {
        this.folder = folder;
        this.settings = settings;
        this.mappings = mappings;
        this.store = store;
        this.engine = engine;
    }

    /// Opens the workspace in `folder`.
    ///
    /// @throws UserProblem where it is none, a definition is wrong, or another process has it open
    public static Workspace open(Path folder, Store.Limits limits) {
        Path file = folder.resolve("limner.yaml");
        if (!Files.isRegularFile(file)) {
            throw UserProblem.of(Code.NOT_A_WORKSPACE, folder.toString());
        }
        Settings settings = StrictYaml.read(file, Settings.class);
        TrackingPlan plan = new TrackingPlan(StrictYaml.read(folder.resolve("events.yaml"), TrackingPlan.File.class));
        Map<String, Mapping> mappings = new TreeMap<>();
        for (Path source : yamlFiles(folder.resolve("sources"))) {
            Mapping mapping = StrictYaml.read(source, Mapping.class);
            mappings.put(mapping.source(), mapping);
        }
        Store store = Store.open(folder.resolve(settings.store()), plan, limits);
        return new Workspace(folder, settings, mappings, store, new DuckDbEngine(store, limits.threads()));
    }

    public Settings settings() {
        return settings;
    }

    /// The mappings of its sources, by name.
    public List<Mapping> mappings() {
        return List.copyOf(mappings.values());
    }

    public Store store() {
        return store;
    }

    public Engine engine() {
        return engine;
    }

    /// Imports the file that a source's mapping names, then sorts what came in into the lake.
    ///
    /// @throws UserProblem where there is no such source or its mapping does not fit
    public LoadReport importSource(String source, Rows.Format format, Work work) {
        Mapping mapping = mappings.get(source);
        if (mapping == null) {
            List<String> values = new ArrayList<>(List.of(source));
            values.addAll(Nearest.to(source, mappings.keySet()));
            throw new UserProblem(Code.UNKNOWN_SOURCE, "", values);
        }
        String currency = mapping.currency();
        if (currency != null && !currency.equals(settings.currency())) {
            throw UserProblem.of(Code.CURRENCY_DIFFERS, currency, settings.currency());
        }
        EventSink sink = store.load(source, mapping.file(), mapping.zone());
        LoadReport report = new Importer(mapping, store.plan(), store.customers(), format)
                .run(folder.resolve(mapping.file()), sink, work);
        store.compact(work);
        return report;
    }

    static List<Path> yamlFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}

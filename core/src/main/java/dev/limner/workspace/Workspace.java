package dev.limner.workspace;

import dev.limner.engine.Engine;
import dev.limner.engine.duckdb.DuckDbEngine;
import dev.limner.engine.duckdb.Store;
import dev.limner.history.LocalClock;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.segment.SegmentRule;
import dev.limner.source.EventSink;
import dev.limner.source.Importer;
import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// One folder of definitions with one open store.
public final class Workspace implements AutoCloseable {
    private final Path folder;
    private final Definitions files;
    private volatile InForce inForce;
    private final LocalClock clock;
    private final Store store;
    private final Engine engine;

    private Workspace(Path folder, Definitions definitions, Store store, Engine engine) {
        this.folder = folder;
        this.files = definitions;
        this.inForce = new InForce(definitions, 0);
        this.clock = new LocalClock(definitions.settings().zoneId());
        this.store = store;
        this.engine = engine;
    }

    /// Opens the workspace in `folder`.
    ///
    /// @throws UserProblem where it is none, a definition is wrong, or another process has it open
    public static Workspace open(Path folder, Store.Limits limits) {
        Definitions definitions = Definitions.read(folder);
        Store store = Store.open(folder.resolve(definitions.settings().store()), definitions.plan(), limits);
        Workspace workspace =
                new Workspace(folder, definitions, store, new DuckDbEngine(store, limits.threads()));
        Map<String, SegmentRule> applied = new Ruled(store).inForce();
        if (!applied.isEmpty()) {
            workspace.put(applied);
        }
        return workspace;
    }

    /// The definitions that hold, and how often they have changed since the workspace was opened.
    private record InForce(Definitions definitions, int edition) {}

    /// Lets other segments by rules hold from now on.
    synchronized void put(Map<String, SegmentRule> rules) {
        inForce = new InForce(files.with(rules), inForce.edition() + 1);
    }

    /// What the files say, which need not have been applied.
    public Definitions files() {
        return files;
    }

    /// Changes whenever other definitions hold.
    int edition() {
        return inForce.edition();
    }

    public Settings settings() {
        return files.settings();
    }

    /// What holds: what was last applied, or what the files said when nothing ever was.
    public Definitions definitions() {
        return inForce.definitions();
    }

    /// The calendar of the workspace's zone.
    public LocalClock clock() {
        return clock;
    }

    public Store store() {
        return store;
    }

    public Engine engine() {
        return engine;
    }

    /// The mapping of a source.
    ///
    /// @throws UserProblem where there is no such source
    public Mapping mapping(String source) {
        Mapping mapping = files.mappings().get(source);
        if (mapping == null) {
            List<String> values = new ArrayList<>(List.of(source));
            values.addAll(Nearest.to(source, files.mappings().keySet()));
            throw new UserProblem(Code.UNKNOWN_SOURCE, "", values);
        }
        return mapping;
    }

    /// Imports the files that the sources' mappings name, each by a load of its own, then sorts what came in into the
    /// lake. Where one fails or is cancelled, those before it stay.
    ///
    /// @throws UserProblem where there is no such source or its mapping does not fit
    public List<LoadReport> importSources(Collection<String> sources, Rows.Format format, Work work) {
        List<LoadReport> reports = new ArrayList<>();
        for (String source : sources) {
            reports.add(load(source, format, work));
        }
        store.compact(work);
        return reports;
    }

    /// The same for one source.
    public LoadReport importSource(String source, Rows.Format format, Work work) {
        return importSources(List.of(source), format, work).getFirst();
    }

    private LoadReport load(String source, Rows.Format format, Work work) {
        Mapping mapping = mapping(source);
        String currency = mapping.currency();
        if (currency != null && !currency.equals(settings().currency())) {
            throw UserProblem.of(Code.CURRENCY_DIFFERS, currency, settings().currency());
        }
        EventSink sink = store.load(source, mapping.file(), mapping.zone());
        return new Importer(mapping, store.plan(), store.customers(), format)
                .run(folder.resolve(mapping.file()), sink, work);
    }

    @Override
    public void close() {
        store.close();
    }
}

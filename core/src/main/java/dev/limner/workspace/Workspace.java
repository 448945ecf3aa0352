package dev.limner.workspace;

import dev.limner.collect.Journal;
import dev.limner.engine.Engine;
import dev.limner.engine.duckdb.Arrivals;
import dev.limner.engine.duckdb.DuckDbEngine;
import dev.limner.engine.duckdb.Erasures;
import dev.limner.engine.duckdb.RawFiles;
import dev.limner.engine.duckdb.Store;
import dev.limner.engine.duckdb.Watermarks;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.identity.Entry;
import dev.limner.identity.Policy;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.source.EventSink;
import dev.limner.source.Importer;
import dev.limner.source.Joins;
import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import dev.limner.source.RawRows;
import dev.limner.source.Recipe;
import dev.limner.source.Rows;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// One folder of definitions with one open store.
public final class Workspace implements AutoCloseable {
    private final Path folder;
    private final DefinitionFiles files;
    private final TrackingPlan written;
    private final Store.Limits limits;
    private volatile InForce inForce;
    private final LocalClock clock;
    private final Store store;
    private final Engine engine;

    private Workspace(
            Path folder,
            DefinitionFiles files,
            TrackingPlan written,
            InForce inForce,
            Store store,
            Engine engine,
            Store.Limits limits) {
        this.folder = folder;
        this.limits = limits;
        this.written = written;
        this.files = files;
        this.inForce = inForce;
        this.clock = new LocalClock(files.settings().zoneId());
        this.store = store;
        this.engine = engine;
    }

    /// Opens the workspace in `folder`.
    ///
    /// @throws UserProblem where it is none, a definition is wrong and nothing else was ever applied, or
    /// another process
    /// has it open
    public static Workspace open(Path folder, Store.Limits limits) {
        DefinitionFiles read = DefinitionFiles.read(folder);
        Store store = Store.open(folder.resolve(read.settings().store()), read.plan(), limits);
        DefinitionFiles files = read.with(store.plan());
        boolean opened = false;
        try {
            settleErasures(store);
            // until there is somebody the file holds as it stands; from then on what was applied
            Policy policy = Identities.read(folder);
            if (store.customers().size() == 0
                    && !policy.equals(store.identity().ledger().policy())) {
                Instant now = Instant.now();
                store.identity().append(new Entry.Applied(policy), "", Identities.FILE, now, now);
            }
            RulebookLog log = new RulebookLog(store);
            InForce inForce = log.last() == 0
                    ? new InForce(Definitions.right(files, files.rulebook()), files.rulebook(), List.of(), 0)
                    : applied(files, log.inForce());
            Workspace workspace = new Workspace(
                    folder, files, read.plan(), inForce, store, new DuckDbEngine(store, limits.threads()), limits);
            opened = true;
            return workspace;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    /// Where the database was copied, all is gone of people who were erased but for what the journal may
    /// still have.
    private static void settleErasures(Store store) {
        if (store.isRenewed() && Journal.empty(store.folder().resolve("journal"), new Arrivals(store).position())) {
            new Erasures(store).settle(Instant.now());
        }
    }

    /// Where the store of a workspace lies, whether there is one or not.
    ///
    /// @throws UserProblem where the folder is no workspace, or a file cannot be read
    public static Path storeOf(Path folder) {
        return folder.resolve(DefinitionFiles.read(folder).settings().store());
    }

    /// The definitions that hold.
    ///
    /// @param rulebook what was applied, those set aside included
    /// @param edition how often they have changed since the workspace was opened
    private record InForce(Definitions definitions, Rulebook rulebook, List<Wrong> setAside, int edition) {}

    /// What was applied, without what no longer fits the rest of the files, such as a tracking plan that
    /// has changed.
    private static InForce applied(DefinitionFiles files, Rulebook rulebook) {
        List<Wrong> setAside = new ArrayList<>();
        Rulebook fitting = rulebook;
        while (true) {
            List<Wrong> wrong = Wrong.in(files, fitting);
            if (wrong.isEmpty()) {
                return new InForce(Definitions.right(files, fitting), rulebook, setAside, 0);
            }
            Rulebook fewer =
                    fitting.with(Rulebook.EMPTY, wrong.stream().map(Wrong::ref).toList());
            if (fewer.equals(fitting)) {
                throw Wrong.together(wrong);
            }
            setAside.addAll(wrong);
            fitting = fewer;
        }
    }

    /// Lets other definitions hold from now on; whoever has begun to ask the earlier ones goes on with those.
    void put(Definitions definitions, Rulebook rulebook) {
        inForce = new InForce(definitions, rulebook, List.of(), inForce.edition() + 1);
    }

    /// Lets the same definitions hold anew, since parameters that they depend on have changed.
    void renew() {
        inForce = new InForce(inForce.definitions(), inForce.rulebook(), inForce.setAside(), inForce.edition() + 1);
    }

    /// Does what must not be done twice at a time: the applying of definitions.
    synchronized <T> T exclusively(Supplier<T> deed) {
        return deed.get();
    }

    /// The definitions of a rulebook over the files.
    ///
    /// @throws UserProblem where one is wrong
    Definitions bind(Rulebook rulebook) {
        return Definitions.right(files, rulebook);
    }

    /// Refuses a plan and mappings that the other definitions do not go with.
    ///
    /// @throws UserProblem where a definition would be wrong
    void fits(TrackingPlan plan, Map<String, Mapping> mappings) {
        Definitions.right(files.with(plan, mappings), files.rulebook());
    }

    /// Closes the workspace and opens it again, with what its files say now.
    ///
    /// @throws UserProblem as [#open] does
    Workspace reopened() {
        close();
        return open(folder, limits);
    }

    List<Wrong> wrong(Rulebook rulebook) {
        return Wrong.in(files, rulebook);
    }

    /// Whether the files have a group of segments by that tag.
    boolean hasGroupOf(String tag) {
        return files.byTag().containsKey(tag) && !files.tags().containsKey(tag);
    }

    /// What the files say now of the definitions that are written in the language.
    Rulebook readFiles() {
        return DefinitionFiles.rulebook(folder, true);
    }

    void writeFiles(Collection<Rulebook.Ref> changed, Rulebook rulebook) {
        EditedFiles.write(folder, changed, rulebook);
    }

    /// What holds of the definitions that are written in the language: what was last applied, or what the
    /// files said when
    /// nothing ever was.
    public Rulebook rulebook() {
        return inForce.rulebook();
    }

    /// Definitions that were applied and no longer fit the rest of the files; they hold for nobody.
    public List<Wrong> setAside() {
        return inForce.setAside();
    }

    /// The versions of the definitions.
    public RulebookLog log() {
        return new RulebookLog(store);
    }

    /// Changes whenever other definitions hold.
    int edition() {
        return inForce.edition();
    }

    /// Where its files are.
    public Path folder() {
        return folder;
    }

    /// The tracking plan as its file says it. Where it gives properties other types than the store has
    /// values of, those of the store hold until a replay changes them.
    public TrackingPlan writtenPlan() {
        return written;
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
        return definitions().mapping(source);
    }

    /// Imports the files that the sources' mappings name, each by a load of its own, then sorts what came
    /// in into the
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
        String reached = new Watermarks(store).of(source);
        Mapping.Format how = Mapping.Format.orDetected(mapping.format()).from(reached);
        Settings.RawRows keep = settings().rawRows();
        RawFiles raw = new RawFiles(store);
        Path copy = keep == null ? null : raw.next();
        Path main = folder.resolve(mapping.requiredFile());
        Rows.Format kept = copy == null ? format : RawRows.copying(format, copy);
        Rows.Format resumed = (file, of) -> file.equals(main) ? kept.open(file, how) : format.open(file, of);
        EventSink sink =
                store.load(source, mapping.requiredFile(), mapping.zone(), Recipe.of(mapping, store.plan()), how, copy);
        LoadReport report = new Importer(
                        mapping, store.plan(), store.customers(), new Joins(resumed, mapping.join(), folder))
                .run(main, sink, work);
        if (keep != null) {
            raw.trim(keep.days(), keep.megabytes() * 1_000_000L, Instant.now());
        }
        return report;
    }

    @Override
    public void close() {
        store.close();
    }
}

package dev.limner.workspace;

import dev.limner.engine.duckdb.Origins;
import dev.limner.engine.duckdb.RawFiles;
import dev.limner.engine.duckdb.Replay;
import dev.limner.event.TrackingPlan;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.source.EventSink;
import dev.limner.source.EventSink.QuarantinedRow;
import dev.limner.source.FirstRows;
import dev.limner.source.Importer;
import dev.limner.source.Imprint;
import dev.limner.source.Joins;
import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import dev.limner.source.Origin;
import dev.limner.source.RawRows;
import dev.limner.source.Recipe;
import dev.limner.source.Remapping;
import dev.limner.source.Rows;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import dev.limner.workspace.SourceChange.Way;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the mappings and the tracking plan of today would make of rows that came in under others, and the
/// doing of it.
///
/// The rows of a load are read again where they came from, as far as they are still the same, or from the copy
/// that the store keeps; see [RawFiles].
public final class Replays {
    private static final int PAGE = 50_000;

    private final Workspace workspace;
    private final Rows.Format format;
    private final TrackingPlan plan;

    /// @param format how files are read
    public Replays(Workspace workspace, Rows.Format format) {
        this.workspace = workspace;
        this.format = format;
        this.plan = workspace.writtenPlan();
    }

    /// The sources of which a load was made by another mapping, or under other types, than hold today; those
    /// that can only be replayed together in one list.
    public List<List<String>> changed() {
        Set<String> changed = new Origins(workspace.store())
                .all().stream()
                        .filter(origin -> workspace.definitions().mappings().containsKey(origin.source()))
                        .filter(origin -> !origin.recipe().equals(Recipe.of(workspace.mapping(origin.source()), plan)))
                        .map(Origin::source)
                        .collect(Collectors.toSet());
        return together(changed);
    }

    /// These sources, each for itself, but for those that have properties whose type changes.
    public List<List<String>> together(Set<String> sources) {
        Set<String> retyped = workspace.store().retyped(plan);
        List<String> joined = new Origins(workspace.store())
                .all().stream()
                        .map(Origin::source)
                        .distinct()
                        .filter(source -> workspace.definitions().mappings().containsKey(source))
                        .filter(source -> Recipe.properties(workspace.mapping(source), plan).stream()
                                .anyMatch(retyped::contains))
                        .sorted()
                        .toList();
        List<List<String>> steps = new ArrayList<>();
        if (joined.stream().anyMatch(sources::contains)) {
            steps.add(joined);
        }
        sources.stream()
                .filter(source -> !joined.contains(source))
                .sorted()
                .forEach(source -> steps.add(List.of(source)));
        return steps;
    }

    /// What replaying sources together would change; nothing is.
    public SourceChange look(List<String> sources, Way way, Work work) {
        try (Replay replay = Replay.begin(workspace.store(), planOf(sources, way))) {
            fill(replay, sources, way, work);
            return new SourceChange(sources, way, replay.look(work), null);
        } catch (UserProblem problem) {
            return new SourceChange(sources, way, null, problem);
        }
    }

    /// Replays sources together in one transaction, and tells what has changed.
    ///
    /// Where the type of a property changes, the workspace must be opened again afterwards.
    ///
    /// @throws UserProblem where a load cannot be read again or a mapping does not fit; then nothing has changed
    public SourceChange apply(List<String> sources, Way way, Work work) {
        return workspace.exclusively(() -> {
            SourceChange done;
            TrackingPlan to = planOf(sources, way);
            boolean retypes = !workspace.store().retyped(to).isEmpty();
            try (Replay replay = Replay.begin(workspace.store(), to)) {
                fill(replay, sources, way, work);
                done = new SourceChange(sources, way, replay.look(work), null);
                List<LoadReport> _ = replay.apply(work);
            }
            if (!retypes) {
                workspace.store().compact(work);
            }
            return done;
        });
    }

    /// Only sources that have properties of a changed type change it, and only whole.
    private TrackingPlan planOf(List<String> sources, Way way) {
        Set<String> retyped = workspace.store().retyped(plan);
        boolean concerned = sources.stream()
                .flatMap(source -> Recipe.properties(workspace.mapping(source), plan).stream())
                .anyMatch(retyped::contains);
        return switch (way) {
            case ASIDE -> workspace.store().plan();
            case WHOLE -> concerned ? plan : workspace.store().plan();
        };
    }

    private void fill(Replay replay, List<String> sources, Way way, Work work) {
        for (String source : sources) {
            Mapping mapping = workspace.mapping(source);
            List<Origin> origins = new Origins(workspace.store())
                    .all().stream()
                            .filter(origin -> origin.source().equals(source))
                            .toList();
            switch (way) {
                case ASIDE -> aside(replay, mapping, origins, work);
                case WHOLE -> whole(replay, mapping, origins, planOf(sources, way), work);
            }
        }
    }

    private void aside(Replay replay, Mapping mapping, List<Origin> origins, Work work) {
        if (Recipe.looksAround(mapping)) {
            throw UserProblem.of(Code.WHOLE_ONLY, mapping.source());
        }
        Remapping remapping = new Remapping(
                mapping, workspace.store().plan(), workspace.store().customers(), workspace.folder(), format);
        for (Origin origin : origins) {
            List<QuarantinedRow> rows = replay.page(origin, 0, PAGE);
            if (!rows.isEmpty()) {
                EventSink sink = replay.aside(origin);
                for (long offset = 0; !rows.isEmpty(); rows = replay.page(origin, offset, PAGE)) {
                    remapping.run(origin, rows, sink, work);
                    offset += rows.size();
                }
                sink.finish(new Tally(), mapping.derive(), work);
            }
        }
    }

    private void whole(Replay replay, Mapping mapping, List<Origin> origins, TrackingPlan to, Work work) {
        workspace.store().loads().stream()
                .filter(load -> load.source().equals(mapping.source()))
                .filter(load -> origins.stream().noneMatch(origin -> origin.load() == load.number()))
                .findFirst()
                .ifPresent(load -> {
                    throw gone(mapping.source(), load.number(), load.file());
                });
        for (Origin origin : origins) {
            again(replay, mapping, origin, to, work);
        }
    }

    private static UserProblem gone(String source, int load, String file) {
        return UserProblem.of(Code.RAW_ROWS_GONE, source, Integer.toString(load), file);
    }

    private void again(Replay replay, Mapping mapping, Origin origin, TrackingPlan to, Work work) {
        Mapping.Query asked = origin.format().query();
        Mapping.Format today = Mapping.Format.orDetected(mapping.format()).from(asked == null ? null : asked.from());
        boolean sameForm = today.equals(origin.format());
        Path kept = new RawFiles(workspace.store()).kept(origin);
        Path main = file(mapping, origin, sameForm && kept != null);
        if (!sameForm) {
            verify(mapping, origin, main);
        }
        Rows.Format rows = (file, how) -> {
            if (!file.equals(main)) {
                return format.open(file, how);
            }
            return !sameForm
                    ? format.open(file, today)
                    : new FirstRows(
                            kept == null ? format.open(file, origin.format()) : RawRows.open(kept),
                            origin.imprint().rows());
        };
        Origin now = new Origin(
                origin.load(),
                origin.source(),
                origin.file(),
                origin.startedAt(),
                mapping.zone(),
                origin.imprint(),
                origin.columns(),
                origin.joined(),
                Recipe.of(mapping, to),
                today);
        new Importer(mapping, to, workspace.store().customers(), new Joins(rows, mapping.join(), workspace.folder()))
                .run(main, replay.load(now, !sameForm), work);
    }

    /// Where the load's rows are to be read: where they came from, else where the mapping says today.
    private Path file(Mapping mapping, Origin origin, boolean isKept) {
        List<Path> places = Stream.of(origin.file(), mapping.requiredFile())
                .distinct()
                .map(workspace.folder()::resolve)
                .toList();
        if (isKept) {
            return places.getFirst();
        }
        @Nullable Path found = null;
        for (Path place : places) {
            if (found == null && opens(place, origin)) {
                found = place;
            }
        }
        if (found == null) {
            throw gone(origin.source(), origin.load(), origin.file());
        }
        return found;
    }

    private boolean opens(Path place, Origin origin) {
        try (Rows rows = format.open(place, origin.format())) {
            return !rows.columns().isEmpty();
        } catch (UserProblem _) {
            return false;
        }
    }

    /// A file that is to be read in another form must still be the one that was read.
    private void verify(Mapping mapping, Origin origin, Path main) {
        try (Rows rows = format.open(main, origin.format())) {
            if (!Imprint.of(mapping.source(), rows, Long.MAX_VALUE).equals(origin.imprint())) {
                throw UserProblem.of(
                        Code.RAW_ROWS_DIFFER, origin.source(), Integer.toString(origin.load()), origin.file());
            }
        }
    }
}

package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.problem.InternalProblem;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import dev.limner.source.Confidence;
import dev.limner.source.Proposal;
import dev.limner.source.Trial;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.SourceDraft;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A new source: what is proposed for its file, what a mapping makes of the first rows, saving it, and importing
/// its rows.
final class DraftResource {
    private static final Logger LOG = LoggerFactory.getLogger(DraftResource.class);
    private static final String SOURCES = Routes.WORKSPACE + "/sources";
    /// The most bytes of a file that is sent here; larger ones are put beside the workspace by other means.
    private static final long LARGEST_FILE = 4L << 30;

    private DraftResource() {}

    /// @param file the file's name
    /// @param content the file or its beginning, in Base64; null where it lies in the workspace's data already
    /// @param mapping a mapping to be tried; null where one is to be proposed
    /// @param plan what the mapping adds to the tracking plan
    record SourceSample(
            String file,
            @Nullable String content,
            @Nullable String mapping,
            @Nullable String plan) {}

    /// @param problem why the mapping cannot be tried
    record SourcePreview(
            List<ProposedFinding> findings,
            List<ProposedColumn> columns,
            String mapping,
            String plan,
            @Nullable TrialView trial,
            @Nullable ProblemView problem) {}

    record ProposedFinding(String key, String value, Confidence confidence, Words reason) {}

    record ProposedColumn(
            String name,
            String property,
            ValueType type,
            Confidence confidence,
            double filled,
            int distinct,
            List<String> examples) {}

    record TrialView(
            long rows, List<TrialCount> kept, List<TrialCount> aside, List<TrialRow> shown, List<TrialAside> refused) {}

    record TrialCount(String id, Words title, long count) {}

    record TrialRow(
            long line,
            String type,
            @Nullable String customer,
            String at,
            List<TrialValue> values,
            @Nullable String rest) {}

    record TrialValue(String property, String value) {}

    record TrialAside(@Nullable String part, long line, String reason, Words title, String raw) {}

    record StoredFile(String file, long bytes) {}

    record SourceToSave(String mapping, String plan) {}

    record SavedSource(String source) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.post(
                                SOURCES + "/preview",
                                "Proposes a mapping for a file, or tries one on its first rows. Nothing is stored.",
                                List.of(),
                                SourceSample.class,
                                SourcePreview.class,
                                request -> preview(Asked.of(request, desks), desks))
                        .under(Right.OPERATE),
                new Route(
                        HandlerType.PUT,
                        SOURCES + "/files/{name}",
                        Right.OPERATE,
                        "Puts a file into the workspace's data, in the place of one of that name.",
                        List.of(),
                        null,
                        StoredFile.class,
                        Route.JSON,
                        request -> put(Asked.of(request, desks), desks)),
                new Route(
                                HandlerType.POST,
                                SOURCES,
                                Right.OPERATE,
                                "Saves a mapping and what it adds to the tracking plan as a new source.",
                                List.of(),
                                SourceToSave.class,
                                SavedSource.class,
                                Route.JSON,
                                request -> save(Asked.of(request, desks), desks))
                        .apart(),
                new Route(
                        HandlerType.POST,
                        SOURCES + "/{source}/import",
                        Right.OPERATE,
                        "Begins to import a source; the workspace tells how far it is.",
                        List.of(),
                        null,
                        WorkspaceResource.Status.class,
                        Route.JSON,
                        request -> begin(Asked.of(request, desks), desks)));
    }

    private static SourcePreview preview(Asked asked, Desks desks) {
        SourceSample sample = asked.body(SourceSample.class);
        SourceDraft draft = new SourceDraft(asked.desk().workspace(), desks.format());
        Path stored = draft.data(sample.file());
        String content = sample.content();
        if (content == null) {
            return preview(asked, draft, stored, sample);
        }
        Path folder = temporary();
        Path file = folder.resolve(sample.file());
        try {
            Files.write(file, Base64.getDecoder().decode(content));
            return preview(asked, draft, file, sample);
        } catch (IllegalArgumentException e) {
            throw UserProblem.of(Code.BAD_DEFINITION, "content is no Base64");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
            delete(folder);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("limner-preview");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourcePreview preview(Asked asked, SourceDraft draft, Path file, SourceSample sample) {
        Sight sight = asked.sight();
        String mapping = sample.mapping();
        String plan = sample.plan();
        Proposal proposal = mapping == null ? draft.propose(file, sample.file()) : null;
        if (proposal != null) {
            mapping = proposal.mapping();
            plan = proposal.plan();
        }
        TrialView trial = null;
        ProblemView problem = null;
        String tried = mapping == null ? "" : mapping;
        String added = plan == null ? "" : plan;
        try {
            trial = view(asked, draft.attempt(file, tried, added));
        } catch (UserProblem wrong) {
            problem = ProblemView.of(wrong);
        }
        return new SourcePreview(
                proposal == null
                        ? List.of()
                        : proposal.findings().stream()
                                .map(found -> new ProposedFinding(
                                        found.key(), found.value(), found.confidence(), found.reason()))
                                .toList(),
                proposal == null
                        ? List.of()
                        : proposal.columns().stream()
                                .map(column -> new ProposedColumn(
                                        column.name(),
                                        column.property(),
                                        column.type(),
                                        column.confidence(),
                                        column.filled(),
                                        column.distinct(),
                                        column.examples().stream()
                                                .map(sight::raw)
                                                .toList()))
                                .toList(),
                tried,
                added,
                trial,
                problem);
    }

    private static @Nullable String rawOrNull(Sight sight, @Nullable String text) {
        return text == null ? null : sight.raw(text);
    }

    private static TrialView view(Asked asked, Trial trial) {
        Sight sight = asked.sight();
        TrackingPlan plan = asked.desk().workspace().definitions().plan();
        return new TrialView(
                trial.rows(),
                trial.kept().entrySet().stream()
                        .map(kept -> new TrialCount(
                                kept.getKey(),
                                plan.has(kept.getKey())
                                        ? plan.type(kept.getKey()).title()
                                        : new Words(kept.getKey(), kept.getKey()),
                                kept.getValue()))
                        .toList(),
                trial.quarantined().entrySet().stream()
                        .map(aside -> new TrialCount(aside.getKey(), title(trial, aside.getKey()), aside.getValue()))
                        .toList(),
                trial.shown().stream()
                        .map(row -> new TrialRow(
                                row.line(),
                                row.type(),
                                rawOrNull(sight, row.customer()),
                                asked.text(row.at()),
                                values(row.values(), sight),
                                rawOrNull(sight, row.rest())))
                        .toList(),
                trial.aside().stream()
                        .map(row -> new TrialAside(
                                row.part(),
                                row.line(),
                                row.reason(),
                                row.title(),
                                row.fields().stream()
                                        .map(sight::raw)
                                        .map(CustomerResource::quoted)
                                        .collect(Collectors.joining(","))))
                        .toList());
    }

    private static Words title(Trial trial, String reason) {
        return trial.aside().stream()
                .filter(row -> row.reason().equals(reason))
                .map(Trial.Aside::title)
                .findFirst()
                .orElse(new Words(reason, reason));
    }

    private static List<TrialValue> values(Map<String, String> values, Sight sight) {
        return values.entrySet().stream()
                .map(value -> new TrialValue(value.getKey(), sight.raw(value.getKey(), value.getValue())))
                .toList();
    }

    /// The file is there whole or not at all.
    private static StoredFile put(Asked asked, Desks desks) {
        String name = asked.request().pathParam("name");
        Path file = new SourceDraft(asked.desk().workspace(), desks.format()).data(name);
        Path half = file.resolveSibling("." + name + ".half");
        try (InputStream in = asked.request().bodyInputStream()) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            long bytes = 0;
            try (OutputStream out = Files.newOutputStream(half)) {
                byte[] some = new byte[1 << 16];
                for (int read = in.read(some); read >= 0; read = in.read(some)) {
                    bytes += read;
                    if (bytes > LARGEST_FILE) {
                        throw UserProblem.of(Code.TOO_LONG, name, Long.toString(LARGEST_FILE));
                    }
                    out.write(some, 0, read);
                }
            }
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return new StoredFile("data/" + name, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(half);
        }
    }

    private static SavedSource save(Asked asked, Desks desks) {
        SourceToSave draft = asked.body(SourceToSave.class);
        Desk desk = asked.desk();
        refuseWhileWorking(desk);
        String source = new SourceDraft(desk.workspace(), desks.format()).save(draft.mapping(), draft.plan());
        desks.alone(desk::reopen);
        return new SavedSource(source);
    }

    private static void refuseWhileWorking(Desk desk) {
        if (desk.work() != null) {
            throw UserProblem.of(Code.WORK_RUNNING);
        }
    }

    private static WorkspaceResource.Status begin(Asked asked, Desks desks) {
        Desk desk = asked.desk();
        String source =
                desk.workspace().mapping(asked.request().pathParam("source")).source();
        refuseWhileWorking(desk);
        Work work = new Work();
        Thread.ofVirtual().name("import " + source).start(() -> {
            try {
                desk.fill(List.of(source), desks.format(), work);
            } catch (UserProblem | CancellationException e) {
                LOG.info("import of {} ended: {}", source, e.getMessage()); // the workspace tells it
            } catch (InternalProblem e) {
                LOG.error("import of {} failed", source, e);
            }
        });
        return WorkspaceResource.status(desk);
    }
}

package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.problem.Words;
import dev.limner.segment.SegmentRule;
import dev.limner.work.Work;
import dev.limner.workspace.Change;
import dev.limner.workspace.ChangePlan;
import dev.limner.workspace.Rulebook;
import io.javalin.http.HandlerType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes of segments by rules: what they would do, doing it, its versions, and the way back.
final class DefinitionResource {
    private static final String PATH = Routes.WORKSPACE + "/definitions";

    private DefinitionResource() {}

    record SegmentDraft(
            String id,
            Words title,
            @Nullable Words description,
            String text,
            @Nullable Boolean track) {}

    record Changes(List<SegmentDraft> segments, List<String> remove) {}

    record ChangesToApply(
            List<SegmentDraft> segments,
            List<String> remove,
            @Nullable String note) {}

    record VersionToUndo(int version) {}

    record Plan(List<DefinitionChange> changes, List<DraftProblem> problems) {}

    record DraftProblem(String id, ProblemView problem) {}

    /// @param touched the definitions that name it, directly or through others
    /// @param through the changed definitions that it names, directly or through others
    record DefinitionChange(
            String id,
            Rulebook.Kind definition,
            Change.Kind kind,
            @Nullable String before,
            @Nullable String after,
            long in,
            long out,
            List<String> examplesIn,
            List<String> examplesOut,
            List<String> touched,
            List<String> through,
            double seconds) {}

    record Applied(int version, List<DefinitionChange> changes) {}

    record DefinitionVersions(List<DefinitionVersion> versions) {}

    record DefinitionVersion(int version, String at, String note, List<String> changes) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.post(
                        PATH + "/plan",
                        "What changing segments by rules would do: who comes in and goes out, what else is touched.",
                        List.of(),
                        Changes.class,
                        Plan.class,
                        request -> plan(Asked.of(request, desks))),
                operation(
                        "/apply",
                        "Changes segments by rules and keeps the change as a version.",
                        ChangesToApply.class,
                        Applied.class,
                        request -> apply(Asked.of(request, desks))),
                operation(
                        "/undo",
                        "Takes back what a version changed, as a new version; what others changed since then stays.",
                        VersionToUndo.class,
                        Applied.class,
                        request -> undo(Asked.of(request, desks))),
                operation(
                        "/back",
                        "Goes back to the definitions as a version left them, as a new version.",
                        VersionToUndo.class,
                        Applied.class,
                        request -> backTo(Asked.of(request, desks))),
                Route.get(
                        PATH + "/versions",
                        "Every version of the segments by rules, newest first.",
                        List.of(),
                        DefinitionVersions.class,
                        request -> versions(Asked.of(request, desks))));
    }

    private static Route operation(
            String path, String summary, Class<?> body, Class<?> answer, Route.Operation operation) {
        return new Route(
                HandlerType.POST, PATH + path, Right.DEFINE, summary, List.of(), body, answer, Route.JSON, operation);
    }

    private static List<SegmentRule> rules(List<SegmentDraft> drafts) {
        return drafts.stream()
                .map(draft -> new SegmentRule(
                        draft.id(), draft.title(), draft.description(), draft.text(), null, draft.track()))
                .toList();
    }

    private static Plan plan(Asked asked) {
        Changes changes = asked.body(Changes.class);
        ChangePlan.Result result = ChangePlan.ofEdits(asked.desk(), rules(changes.segments()), changes.remove())
                .look(new Work());
        return new Plan(
                view(result, asked.sight()),
                result.problems().stream()
                        .map(wrong -> new DraftProblem(wrong.ref().id(), ProblemView.of(wrong.problem())))
                        .toList());
    }

    private static Applied apply(Asked asked) {
        ChangesToApply changes = asked.body(ChangesToApply.class);
        String note = changes.note();
        return applied(
                asked,
                ChangePlan.ofEdits(asked.desk(), rules(changes.segments()), changes.remove()),
                note == null ? "" : note);
    }

    private static Applied undo(Asked asked) {
        int version = asked.body(VersionToUndo.class).version();
        return applied(asked, ChangePlan.undoing(asked.desk(), version), "undo " + version);
    }

    private static Applied backTo(Asked asked) {
        int version = asked.body(VersionToUndo.class).version();
        return applied(asked, ChangePlan.backTo(asked.desk(), version), "back to " + version);
    }

    private static Applied applied(Asked asked, ChangePlan plan, String note) {
        List<DefinitionChange> changes = view(plan.look(new Work()), asked.sight());
        Applied applied = new Applied(plan.apply(note, Instant.now()), changes);
        Caller.about(asked.request(), "version " + applied.version());
        return applied;
    }

    private static DefinitionVersions versions(Asked asked) {
        return new DefinitionVersions(asked.desk().workspace().log().versions().stream()
                .map(version -> new DefinitionVersion(
                        version.number(), asked.text(version.appliedAt()), version.note(), version.changed()))
                .toList());
    }

    private static List<DefinitionChange> view(ChangePlan.Result result, Sight sight) {
        return result.changes().stream()
                .map(change -> new DefinitionChange(
                        change.ref().id(),
                        change.ref().kind(),
                        change.kind(),
                        change.before(),
                        change.after(),
                        change.in(),
                        change.out(),
                        change.examplesIn().stream().map(sight::name).toList(),
                        change.examplesOut().stream().map(sight::name).toList(),
                        change.touched(),
                        change.through(),
                        result.seconds()))
                .toList();
    }
}

package dev.limner.server;

import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Mistake;
import dev.limner.language.Parser;
import dev.limner.language.plan.Lexicon;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.segment.SegmentRule;
import dev.limner.work.Work;
import dev.limner.workspace.Change;
import dev.limner.workspace.ChangePlan;
import dev.limner.workspace.Desk;
import dev.limner.workspace.RuleVersions;
import io.javalin.http.HandlerType;
import java.time.Instant;
import java.util.ArrayList;
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

    record DefinitionChange(
            String id,
            Change.Kind kind,
            @Nullable String before,
            @Nullable String after,
            long in,
            long out,
            List<String> examplesIn,
            List<String> examplesOut,
            List<String> touched,
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
                        request -> plan(Asked.of(request, desks).desk(), Json.read(request.body(), Changes.class))),
                operation(
                        "/apply",
                        "Changes segments by rules and keeps the change as a version.",
                        ChangesToApply.class,
                        Applied.class,
                        request -> apply(
                                Asked.of(request, desks).desk(), Json.read(request.body(), ChangesToApply.class))),
                operation(
                        "/undo",
                        "Goes back to the segments as they were just before a version, as a new version.",
                        VersionToUndo.class,
                        Applied.class,
                        request -> undo(
                                Asked.of(request, desks).desk(), Json.read(request.body(), VersionToUndo.class))),
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
                HandlerType.POST, PATH + path, Right.OPERATE, summary, List.of(), body, answer, Route.JSON, operation);
    }

    private static List<SegmentRule> rules(Desk desk, List<SegmentDraft> drafts) {
        return drafts.stream()
                .map(draft -> {
                    SegmentRule known =
                            desk.workspace().definitions().segments().rules().get(draft.id());
                    return new SegmentRule(
                            draft.id(),
                            draft.title(),
                            draft.description(),
                            draft.text(),
                            known == null ? null : known.owner(),
                            draft.track());
                })
                .toList();
    }

    private static Plan plan(Desk desk, Changes changes) {
        List<DraftProblem> problems = new ArrayList<>();
        Lexicon lexicon = desk.workspace().definitions().lexicon();
        for (SegmentDraft draft : changes.segments()) {
            Checked checked = Checker.condition(Parser.parse(draft.text()), lexicon.with(draft.id(), Parser.parse(draft.text())));
            checked.mistakes().stream()
                    .filter(mistake -> !mistake.warning())
                    .map(Mistake::problem)
                    .forEach(problem -> problems.add(new DraftProblem(draft.id(), ProblemView.of(problem))));
        }
        if (!problems.isEmpty()) {
            return new Plan(List.of(), problems);
        }
        try {
            ChangePlan plan = ChangePlan.of(desk, rules(desk, changes.segments()), changes.remove());
            return new Plan(view(plan.look(new Work())), List.of());
        } catch (UserProblem problem) {
            return new Plan(
                    List.of(),
                    List.of(new DraftProblem(
                            changes.segments().isEmpty() ? "" : changes.segments().getFirst().id(),
                            ProblemView.of(problem))));
        }
    }

    private static Applied apply(Desk desk, ChangesToApply changes) {
        ChangePlan plan = ChangePlan.of(desk, rules(desk, changes.segments()), changes.remove());
        return applied(plan, changes.note() == null ? "" : changes.note());
    }

    private static Applied undo(Desk desk, VersionToUndo body) {
        return applied(ChangePlan.before(desk, body.version()), "undo " + body.version());
    }

    private static Applied applied(ChangePlan plan, String note) {
        List<DefinitionChange> changes = view(plan.look(new Work()));
        return new Applied(plan.apply(note, Instant.now()), changes);
    }

    private static DefinitionVersions versions(Asked asked) {
        return new DefinitionVersions(RuleVersions.all(asked.desk()).stream()
                .map(version -> new DefinitionVersion(
                        version.number(), asked.text(version.appliedAt()), version.note(), version.changed()))
                .toList());
    }

    private static List<DefinitionChange> view(ChangePlan.Result result) {
        return result.changes().stream()
                .map(change -> new DefinitionChange(
                        change.id(),
                        change.kind(),
                        change.before(),
                        change.after(),
                        change.in(),
                        change.out(),
                        change.examplesIn(),
                        change.examplesOut(),
                        change.through(),
                        result.seconds()))
                .toList();
    }
}

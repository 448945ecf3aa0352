package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.engine.duckdb.EventLog;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Settings;
import io.javalin.http.HandlerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The workspaces, how far their work is, and a way to stop it.
final class WorkspaceResource {
    private static final String VERSION = "0.1.0";

    private WorkspaceResource() {}

    record WorkspaceList(List<WorkspaceSummary> workspaces, String version) {}

    record WorkspaceSummary(String id, Words title, boolean simulated, int customers, Desk.State state) {}

    record WorkspaceView(
            String id,
            Words title,
            @Nullable Words credit,
            boolean simulated,
            String zone,
            String currency,
            ClockKind clock,
            String now,
            int customers,
            long events,
            long anonymousEvents,
            @Nullable String firstEvent,
            @Nullable String lastEvent,
            Status status,
            String dataVersion) {}

    enum ClockKind {
        REAL,
        FIXED
    }

    record Status(
            Desk.State state,
            @Nullable Words stage,
            @Nullable Long done,
            @Nullable Long total,
            @Nullable Double ratePerSecond,
            @Nullable Double secondsLeft,
            @Nullable ProblemView problem) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        "/api/v1/workspaces",
                        "The workspaces of this server.",
                        List.of(),
                        WorkspaceList.class,
                        request -> new WorkspaceList(
                                desks.all().stream()
                                        .filter(desk -> Caller.of(request)
                                                .principal()
                                                .reaches(desk.workspace()
                                                        .settings()
                                                        .id()))
                                        .map(WorkspaceResource::summary)
                                        .toList(),
                                VERSION)),
                Route.get(
                        Routes.WORKSPACE,
                        "One workspace: its zone, currency, clock and size, and how far its work is.",
                        List.of(),
                        WorkspaceView.class,
                        request -> view(Asked.of(request, desks))),
                new Route(
                        HandlerType.POST,
                        Routes.WORKSPACE + "/cancel",
                        Right.OPERATE,
                        "Asks the work that runs to stop; the store is then as before.",
                        List.of(),
                        null,
                        Status.class,
                        Route.JSON,
                        request -> cancelled(Asked.of(request, desks).desk())));
    }

    private static WorkspaceSummary summary(Desk desk) {
        Settings settings = desk.workspace().settings();
        return new WorkspaceSummary(
                settings.id(),
                settings.title(),
                settings.simulated(),
                desk.workspace().store().customers().count(),
                desk.state());
    }

    private static WorkspaceView view(Asked asked) {
        Desk desk = asked.desk();
        Settings settings = desk.workspace().settings();
        EventLog.Extent extent = desk.extent();
        return new WorkspaceView(
                settings.id(),
                settings.title(),
                settings.credit(),
                settings.simulated(),
                settings.zone(),
                settings.currency(),
                settings.clock().fixed() == null ? ClockKind.REAL : ClockKind.FIXED,
                asked.text(settings.now(java.time.Clock.systemUTC())),
                desk.workspace().store().customers().count(),
                extent.events(),
                extent.anonymous(),
                asked.textOrNull(extent.first()),
                asked.textOrNull(extent.last()),
                status(desk),
                Long.toString(desk.dataVersion()));
    }

    private static Status cancelled(Desk desk) {
        Work work = desk.work();
        if (work != null) {
            work.cancel();
        }
        return status(desk);
    }

    static Status status(Desk desk) {
        UserProblem failure = desk.failure();
        ProblemView problem = failure == null ? null : ProblemView.of(failure);
        Work work = desk.work();
        if (work == null) {
            return new Status(desk.state(), null, null, null, null, null, problem);
        }
        Work.Snapshot now = work.snapshot();
        return new Status(
                Desk.State.WORKING,
                now.stage(),
                now.done(),
                now.total() == 0 ? null : now.total(),
                now.rate(),
                now.secondsLeft() < 0 ? null : now.secondsLeft(),
                null);
    }
}

package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.collect.Collector;
import dev.limner.engine.duckdb.OutboxLog;
import dev.limner.problem.Words;
import dev.limner.workspace.Desk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Whether the server is up, and whether it does all that it is there for. Anybody may ask: it says nothing of anybody.
final class HealthResource {
    /// A delivery of the outbox that is due for so long is not under way.
    private static final Duration STUCK = Duration.ofMinutes(10);

    private static final String UP = "/healthz";
    private static final String READY = "/readyz";

    private HealthResource() {}

    /// Whether a path is asked for by whoever watches the server, under whatever name or address it reaches it.
    static boolean isWatched(String path) {
        return path.equals(UP) || path.equals(READY);
    }

    record Health(String status) {}

    /// @param ready whether there is no reason against it
    record Readiness(boolean ready, List<Reason> reasons) {}

    /// Why a workspace is not ready.
    record Reason(String workspace, Cause cause, Words title) {}

    enum Cause {
        /// Collecting has not begun: what the journal has is worked off first.
        REPLAYING,
        /// A step fails again and again.
        STEP_FAILS,
        /// Less is free than must stay, or the disk refuses.
        DISK,
        /// Intents are due and not under way.
        OUTBOX;

        private Words title() {
            return switch (this) {
                case REPLAYING -> new Words("Collecting has not begun yet.", "尚未开始采集。");
                case STEP_FAILS ->
                    new Words("What arrives cannot be stored; it waits in the journal.", "收到的数据无法入库，暂存于接收日志。");
                case DISK -> new Words("The disk is nearly full; nothing is taken.", "磁盘空间不足，暂停接收。");
                case OUTBOX -> new Words("What triggers are to send is overdue.", "触发器待发送的内容已逾期。");
            };
        }
    }

    static List<Route> routes(Desks desks, InstantSource clock) {
        return List.of(
                Route.get(UP, "Whether the server is up.", List.of(), Health.class, _ -> new Health("up"))
                        .under(Right.PUBLIC)
                        .apart(),
                Route.get(
                                READY,
                                "Whether every workspace is open and does what it should; 503 with the reasons where not.",
                                List.of(),
                                Readiness.class,
                                request -> {
                                    Readiness readiness = readiness(desks, clock.instant());
                                    if (!readiness.ready()) {
                                        request.status(503);
                                    }
                                    return readiness;
                                })
                        .under(Right.PUBLIC));
    }

    static Readiness readiness(Desks desks, Instant now) {
        List<Reason> reasons = new ArrayList<>();
        for (Desk desk : desks.all()) {
            causes(desk, now)
                    .forEach(cause ->
                            reasons.add(new Reason(desk.workspace().settings().id(), cause, cause.title())));
        }
        return new Readiness(reasons.isEmpty(), reasons);
    }

    private static List<Cause> causes(Desk desk, Instant now) {
        List<Cause> causes = new ArrayList<>();
        Collector collector = desk.collector();
        boolean narrow = desk.workspace()
                .store()
                .reserve()
                .isBroken(desk.workspace().store().folder());
        if (collector == null) {
            if (!desk.workspace().definitions().collected().isEmpty()) {
                causes.add(Cause.REPLAYING);
            }
        } else if (collector.failure() != null) {
            causes.add(Cause.STEP_FAILS);
        }
        if (narrow || (collector != null && collector.isNarrow())) {
            causes.add(Cause.DISK);
        }
        Instant due = new OutboxLog(desk.workspace().store()).filling().due();
        if (due != null && due.isBefore(now.minus(STUCK))) {
            causes.add(Cause.OUTBOX);
        }
        return causes;
    }
}

package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.collect.Collector;
import dev.limner.collect.Feed;
import dev.limner.engine.duckdb.OutboxLog;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.problem.Words;
import dev.limner.source.Mapping;
import dev.limner.source.Reasons;
import dev.limner.trigger.Trigger;
import dev.limner.workspace.Definitions;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What arrives while the server runs, what becomes of it, and what triggers make of that.
final class LiveResource {
    private static final String LIVE = Routes.WORKSPACE + "/live";
    private static final long HEARTBEAT_MILLIS = 15_000;
    private static final Route.Parameter AFTER =
            Route.one("after", "The number of the last message that is known; 0 where left out.");

    private LiveResource() {}

    /// @param collecting whether anything is taken
    /// @param waitingBytes what is durable and not worked off yet
    /// @param problem why nothing is worked off; null where all is well
    /// @param narrow whether the disk is nearly full, so that nothing is taken
    /// @param refused deliveries without a known key since the server was started
    record Live(
            boolean collecting,
            List<LiveSource> sources,
            long waitingBytes,
            @Nullable String problem,
            boolean narrow,
            long refused) {}

    record LiveSource(String id, Words title, List<String> keys) {}

    record ArrivalList(List<Arrival> arrivals) {}

    /// @param customer what finds the customer; null where there is none
    record Arrival(
            long number,
            String source,
            String received,
            @Nullable String at,
            String name,
            Feed.Outcome outcome,
            @Nullable String type,
            @Nullable Words typeTitle,
            @Nullable String reason,
            @Nullable Words reasonTitle,
            List<Customers.Identifier> identifiers,
            @Nullable String customer,
            String raw) {}

    record TriggerList(List<TriggerView> triggers) {}

    record TriggerView(
            String id,
            Words title,
            String segment,
            boolean onLeaving,
            @Nullable Integer oncePerDays,
            @Nullable String purpose,
            @Nullable String channel,
            String url,
            boolean signed,
            List<WebhookCall> calls) {}

    /// @param nextAt when it is tried next; null where it is over
    /// @param doneAt when it was delivered; null where it was not
    record WebhookCall(
            String id,
            String customer,
            @Nullable String value,
            String at,
            int attempts,
            @Nullable String nextAt,
            @Nullable String doneAt,
            @Nullable String failure) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        LIVE,
                        "Whether events are collected, and how it goes.",
                        List.of(),
                        Live.class,
                        request -> live(Asked.of(request, desks))),
                Route.get(
                        LIVE + "/arrivals",
                        "The last messages that arrived, and what became of each.",
                        List.of(AFTER),
                        ArrivalList.class,
                        request -> arrivals(Asked.of(request, desks))),
                new Route(
                                HandlerType.GET,
                                LIVE + "/stream",
                                Right.READ,
                                "Messages as they arrive, as server-sent events; ends where nothing is collected.",
                                List.of(AFTER),
                                null,
                                null,
                                Route.EVENTS,
                                request -> {
                                    stream(Asked.of(request, desks));
                                    return null;
                                })
                        .apart(),
                Route.get(
                        LIVE + "/triggers",
                        "The triggers and their latest calls.",
                        List.of(),
                        TriggerList.class,
                        request -> triggers(Asked.of(request, desks))));
    }

    private static Live live(Asked asked) {
        Collector collector = asked.desk().collector();
        Definitions definitions = asked.desk().workspace().definitions();
        List<LiveSource> sources = definitions.collected().values().stream()
                .map(mapping -> new LiveSource(
                        mapping.source(),
                        mapping.title(),
                        Objects.requireNonNull(mapping.collect()).keys()))
                .toList();
        if (collector == null) {
            return new Live(false, sources, 0, null, false, 0);
        }
        Throwable failure = collector.failure();
        return new Live(
                true,
                sources,
                collector.waiting(),
                failure == null ? null : failure.getClass().getSimpleName(),
                collector.isNarrow(),
                collector.refused());
    }

    private static ArrivalList arrivals(Asked asked) {
        Collector collector = asked.desk().collector();
        return new ArrivalList(collector == null ? List.of() : after(asked, collector, number(asked), 0));
    }

    private static int number(Asked asked) {
        return asked.whole("after", 0, Integer.MAX_VALUE, 0);
    }

    private static List<Arrival> after(Asked asked, Collector collector, long number, long millis) {
        try {
            return collector.feed().after(number, millis).stream()
                    .map(seen -> view(asked, seen))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static Arrival view(Asked asked, Feed.Seen seen) {
        TrackingPlan plan = asked.desk().workspace().definitions().plan();
        Mapping mapping = asked.desk().workspace().definitions().mappings().get(seen.source());
        Customers customers = asked.desk().workspace().store().customers();
        boolean isSomebody = seen.node() >= 0
                && seen.node() < customers.size()
                && customers.customer(seen.node()) != Customers.NOBODY;
        Sight sight = asked.sight();
        String type = seen.type();
        String reason = seen.reason();
        return new Arrival(
                seen.number(),
                seen.source(),
                asked.text(seen.received()),
                asked.textOrNull(seen.at()),
                seen.name(),
                seen.outcome(),
                type,
                type == null || !plan.has(type) ? null : plan.type(type).title(),
                reason,
                reason == null ? null : Reasons.title(mapping, reason),
                sight.identifiers(seen.identifiers()),
                isSomebody ? sight.name(customers.customer(seen.node())) : null,
                Json.text(sight.raw(seen.raw())));
    }

    private static void stream(Asked asked) {
        Context request = asked.request();
        request.contentType(Route.EVENTS + "; charset=utf-8").header("Cache-Control", "no-store");
        Collector collector = asked.desk().collector();
        long number = number(asked);
        String last = request.header("Last-Event-ID");
        if (last != null && last.matches("\\d{1,18}")) {
            number = Long.parseLong(last);
        }
        try {
            OutputStream out = request.res().getOutputStream();
            Caller caller = Caller.of(request);
            while (collector != null
                    && collector == asked.desk().collector()
                    && !collector.isClosed()
                    && caller.stillMay(Right.READ)) {
                List<Arrival> more = after(asked, collector, number, HEARTBEAT_MILLIS);
                StringBuilder lines = new StringBuilder(more.isEmpty() ? ": \n\n" : "");
                for (Arrival arrival : more) {
                    lines.append("id: ").append(arrival.number()).append('\n');
                    lines.append("data: ").append(Json.text(arrival)).append("\n\n");
                    number = arrival.number();
                }
                out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException _) {
            // the reader has gone
        }
    }

    private static boolean isSigned(Trigger.@Nullable Webhook webhook) {
        return webhook != null && webhook.secret() != null;
    }

    private static TriggerList triggers(Asked asked) {
        OutboxLog outbox = new OutboxLog(asked.desk().workspace().store());
        Customers customers = asked.desk().workspace().store().customers();
        Sight sight = asked.sight();
        Map<String, Trigger> triggers = asked.desk().triggers();
        return new TriggerList(triggers.values().stream()
                .map(trigger -> new TriggerView(
                        trigger.trigger(),
                        trigger.title(),
                        trigger.segment(),
                        !trigger.actsOn(true),
                        trigger.oncePerDays(),
                        trigger.purpose(),
                        trigger.channel(),
                        trigger.address(),
                        isSigned(trigger.webhook()),
                        outbox.latest(trigger.trigger(), 50).stream()
                                .map(entry -> new WebhookCall(
                                        entry.intent().id().toString(),
                                        sight.name(customers.customer(
                                                entry.intent().customer())),
                                        sight.ofUnknown(entry.intent().value()),
                                        asked.text(entry.intent().at()),
                                        entry.attempts(),
                                        asked.textOrNull(entry.nextAt()),
                                        asked.textOrNull(entry.doneAt()),
                                        entry.failure()))
                                .collect(Collectors.toList())))
                .toList());
    }
}

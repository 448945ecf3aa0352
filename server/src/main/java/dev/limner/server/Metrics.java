package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.collect.Collector;
import dev.limner.collect.Feed;
import dev.limner.engine.duckdb.OutboxLog;
import dev.limner.engine.duckdb.StoreSize;
import dev.limner.workspace.Desk;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.SummaryWithCallback;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Quantiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a server counts and measures, as Prometheus reads it. Labels are names of workspaces, sources, routes as they
/// are declared, and of fixed lists: never anything that a customer or a client said, so that their number is bounded
/// and nobody can be told from them.
final class Metrics {
    private static final String WORKSPACE = "workspace";
    private static final String STATE = "state";
    private static final ExpositionFormats FORMATS = ExpositionFormats.init();

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Desks desks;
    private final InstantSource clock;
    private final Histogram requests;

    Metrics(Desks desks, InstantSource clock) {
        this.desks = desks;
        this.clock = clock;
        JvmMetrics.builder().register(registry);
        requests = Histogram.builder()
                .name("limner_http_request_seconds")
                .help("How long requests took, by method, route as it is declared, and class of status.")
                .labelNames("method", "route", "status")
                .classicOnly()
                .classicUpperBounds(0.001, 0.005, 0.02, 0.1, 0.5, 2, 10)
                .register(registry);
        intake();
        live();
        outbox();
        store();
    }

    private void intake() {
        CounterWithCallback.builder()
                .name("limner_messages_total")
                .help("Messages that arrived, by source and what became of them.")
                .labelNames(WORKSPACE, "source", "outcome")
                .callback(each -> collecting((id, collector) -> {
                    for (Map.Entry<Feed.Kind, Long> count :
                            collector.feed().counts().entrySet()) {
                        each.call(
                                count.getValue(),
                                id,
                                count.getKey().source(),
                                count.getKey().outcome().name().toLowerCase(Locale.ROOT));
                    }
                }))
                .register(registry);
        CounterWithCallback.builder()
                .name("limner_refused_deliveries_total")
                .help("Deliveries of no known key, or that could not be unpacked.")
                .labelNames(WORKSPACE)
                .callback(each -> collecting((id, collector) -> each.call((double) collector.refused(), id)))
                .register(registry);
        gauge(
                "limner_journal_waiting_bytes",
                "What is durable and not worked off yet.",
                each -> figures((id, of) -> each.accept(id, (double) of.waitingBytes())));
        gauge(
                "limner_journal_waiting_deliveries",
                "Deliveries that are durable and not worked off yet.",
                each -> figures((id, of) -> each.accept(id, (double) of.waiting())));
        gauge(
                "limner_journal_lag_seconds",
                "How long the first of them waits; 0 where none does.",
                each -> figures((id, of) -> each.accept(id, age(of.oldest()))));
        SummaryWithCallback.builder()
                .name("limner_step_seconds")
                .help("Steps in which what arrived was stored, and the time they took.")
                .labelNames(WORKSPACE)
                .callback(each -> figures((id, of) -> each.call(of.steps(), of.stepSeconds(), Quantiles.EMPTY, id)))
                .register(registry);
    }

    private void live() {
        gauge(
                "limner_customers",
                "Customers known.",
                each -> every((id, desk) -> each.accept(
                        id, (double) desk.workspace().store().customers().count())));
        gauge(
                "limner_live_bytes",
                "What live segments keep in memory.",
                each -> figures((id, of) -> each.accept(id, (double) of.liveBytes())));
    }

    private void outbox() {
        GaugeWithCallback.builder()
                .name("limner_outbox_intents")
                .help("Intents of triggers that wait to be delivered, and those that were given up.")
                .labelNames(WORKSPACE, STATE)
                .callback(each -> every((id, desk) -> {
                    OutboxLog.Filling filling = new OutboxLog(desk.workspace().store()).filling();
                    each.call((double) filling.waiting(), id, "waiting");
                    each.call((double) filling.failed(), id, "given_up");
                }))
                .register(registry);
        gauge(
                "limner_outbox_oldest_seconds",
                "How long the first intent waits; 0 where none does.",
                each -> every((id, desk) -> each.accept(
                        id,
                        age(new OutboxLog(desk.workspace().store()).filling().oldest()))));
    }

    private void store() {
        GaugeWithCallback.builder()
                .name("limner_store_bytes")
                .help("What the store takes on the disk, by part.")
                .labelNames(WORKSPACE, "part")
                .callback(each -> every((id, desk) -> {
                    StoreSize size = StoreSize.of(desk.workspace().store());
                    each.call((double) size.database(), id, "database");
                    each.call((double) size.lake(), id, "lake");
                    each.call((double) size.mirror(), id, "mirror");
                    each.call((double) size.journal(), id, "journal");
                }))
                .register(registry);
        GaugeWithCallback.builder()
                .name("limner_store_rows")
                .help("Events in the lake, and those that are not sorted into it yet.")
                .labelNames(WORKSPACE, "part")
                .callback(each -> every((id, desk) -> {
                    StoreSize size = StoreSize.of(desk.workspace().store());
                    each.call((double) size.lakeRows(), id, "lake");
                    each.call((double) size.waitingRows(), id, "delta");
                }))
                .register(registry);
        gauge(
                "limner_disk_free_bytes",
                "What is free on the disk of the store.",
                each -> every((id, desk) -> each.accept(id, (double) desk.workspace()
                        .store()
                        .reserve()
                        .free(desk.workspace().store().folder()))));
    }

    private void gauge(String name, String help, Consumer<BiConsumer<String, Double>> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(WORKSPACE)
                .callback(each -> values.accept((id, value) -> each.call(value, id)))
                .register(registry);
    }

    private void every(BiConsumer<String, Desk> each) {
        desks.all().forEach(desk -> each.accept(desk.workspace().settings().id(), desk));
    }

    private void collecting(BiConsumer<String, Collector> each) {
        every((id, desk) -> {
            Collector collector = desk.collector();
            if (collector != null) {
                each.accept(id, collector);
            }
        });
    }

    private void figures(BiConsumer<String, Collector.Figures> each) {
        collecting((id, collector) -> each.accept(id, collector.figures()));
    }

    private double age(@Nullable Instant since) {
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }

    /// Notes a request that was answered.
    ///
    /// @param route as it is declared
    void answered(String method, String route, int status, double seconds) {
        requests.labelValues(method, route, status / 100 + "xx").observe(seconds);
    }

    Route route() {
        return new Route(
                HandlerType.GET,
                "/metrics",
                Right.READ,
                "What the server counts and measures, as Prometheus reads it.",
                List.of(),
                null,
                null,
                "text/plain",
                request -> {
                    write(request);
                    return null;
                });
    }

    private void write(Context request) {
        ExpositionFormatWriter writer = FORMATS.findWriter(request.header("Accept"));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        request.contentType(writer.getContentType()).result(text.toByteArray());
    }
}
